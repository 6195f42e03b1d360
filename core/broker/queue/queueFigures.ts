/** What a queue counts of its traffic, in messages and in bytes of their bodies. */
import type { DeathReason } from '../api.ts';
import { RoomClock } from './roomClock.ts';

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
}
