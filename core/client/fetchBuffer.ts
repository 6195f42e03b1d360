/** Records a member fetched and has not started on, in fetch order, with what it handled per partition for commits and hand-backs. */
import { Deque } from '../base/deque.ts';
import type { LogSlice } from '../broker/api.ts';

/** A partition this member owns. */
export interface Owned {
  readonly destination: number;
  readonly partition: number;
  /** Next offset to fetch. */
  offset: number;
  /** Next offset to work on: everything below was taken from the buffer. */
  takenTo: number;
  /** What the coordinator knows. */
  committed: number;
}

export interface FetchedRecord {
  readonly createdUs: number;
  readonly key: number;
  readonly size: number;
}

export class FetchBuffer {
  readonly #slices = new Deque<LogSlice>();
  /** Records of the head slice already taken. */
  #taken = 0;
  length = 0;

  push(slice: LogSlice): void {
    this.#slices.push(slice);
    this.length += slice.count;
  }

  /** The next record; `mark` is told its place. Not empty. */
  take(mark: (destination: number, partition: number, offset: number) => void): FetchedRecord {
    const slice = this.#slices.peek()!;
    const index = slice.start + this.#taken;
    mark(slice.destination, slice.partition, slice.baseOffset + this.#taken);
    const record = { createdUs: slice.createdUs[index]!, key: slice.keys[index]!, size: slice.sizes[index]! };
    this.length--;
    if (++this.#taken === slice.count) {
      this.#slices.shift();
      this.#taken = 0;
    }
    return record;
  }

  /** Tells, for the next `count` records, the offset behind the last one of each slice they touch. */
  ends(count: number, mark: (destination: number, partition: number, end: number) => void): void {
    let left = count;
    for (let i = 0; left > 0; i++) {
      const slice = this.#slices.at(i)!;
      const from = i === 0 ? this.#taken : 0;
      const used = Math.min(left, slice.count - from);
      mark(slice.destination, slice.partition, slice.baseOffset + from + used);
      left -= used;
    }
  }

  /** Empties it, telling how many untaken records of which partition were in it. */
  drain(giveBack: (destination: number, partition: number, count: number) => void): void {
    for (let slice = this.#slices.shift(); slice !== undefined; slice = this.#slices.shift()) {
      giveBack(slice.destination, slice.partition, slice.count - this.#taken);
      this.#taken = 0;
    }
    this.length = 0;
  }
}
