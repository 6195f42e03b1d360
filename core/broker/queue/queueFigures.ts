/** What a queue counts of its traffic, in messages and in bytes of their bodies. */
import { RoomClock } from './roomClock.ts';

export class QueueFigures {
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
