/**
 * Records a producer has drawn and not sent yet, by columns, in order. They are drawn ahead as long as nothing can be seen of them
 * before the last one: so a producer wakes once for many records. Each has an instant, except after a change of the load or a crash,
 * which take the instants back: the records themselves stay drawn.
 */
import type { MessageProperties } from '../base/workload.ts';

const FIRST_ROOM = 16;

export class Upcoming {
  atUs = new Float64Array(FIRST_ROOM);
  /** Hashes, or NO_KEY. */
  keys = new Uint32Array(FIRST_ROOM);
  sizes = new Uint32Array(FIRST_ROOM);
  serials = new Uint32Array(FIRST_ROOM);
  /** Where in its stream each size was drawn. */
  sizePlaces = new Int32Array(FIRST_ROOM);
  /** Made for the first record that is not plain. */
  properties: (MessageProperties | undefined)[] | undefined;
  /** The next to send, the first without an instant, and behind the last. */
  from = 0;
  timed = 0;
  to = 0;

  /** An index behind the last; its columns are to be written. */
  add(): number {
    if (this.from === this.to) {
      this.from = 0;
      this.timed = 0;
      this.to = 0;
    }
    if (this.to === this.atUs.length) this.#grow();
    return this.to++;
  }

  #grow(): void {
    const room = this.atUs.length * 2;
    this.atUs = widened(this.atUs, new Float64Array(room));
    this.keys = widened(this.keys, new Uint32Array(room));
    this.sizes = widened(this.sizes, new Uint32Array(room));
    this.serials = widened(this.serials, new Uint32Array(room));
    this.sizePlaces = widened(this.sizePlaces, new Int32Array(room));
  }
}

function widened<T extends Float64Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
