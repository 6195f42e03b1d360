/** What a queue counts of its traffic, in messages and in bytes of their bodies. */
import type { DeathReason } from '../api.ts';
import type { DeadLetterWire } from './deadLetter.ts';
import { RoomClock } from './roomClock.ts';
import { Wires } from './wires.ts';

export class QueueFigures {
  /** What died here, whatever became of it. */
  readonly deaths: Partial<Record<DeathReason, number>> = {};
  /** Delivered and not settled. */
  unsettled = 0;
  accepted = 0;
  bytesIn = 0;
  delivered = 0;
  bytesOut = 0;
  /** Of those delivered, again. */
  redelivered = 0;
  settled = 0;
  refused = 0;
  /** Pushed out at the head to make room, dropped or dead-lettered. */
  overflowed = 0;
  /** When some consumer had room. */
  readonly room = new RoomClock();
  protected readonly wires = new Wires();
  /** Dropped by the queue itself. */
  protected gone = 0;

  /** Where what dies here goes; undefined: it is dropped. */
  get deadLetters(): DeadLetterWire | undefined {
    return this.wires.present;
  }
  set deadLetters(wire: DeadLetterWire | undefined) {
    this.wires.present = wire;
  }
  /** Died here and went nowhere, refused by the dead-letter queue, or given up with their subscription or the queue. */
  get dropped(): number {
    return this.gone + this.wires.total('lost');
  }
  /** Died here and arrived at the dead-letter queue. */
  get deadLettered(): number {
    return this.wires.total('records');
  }
}
