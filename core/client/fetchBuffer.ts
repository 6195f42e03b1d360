/** Records a member fetched and has not started on, in fetch order, with what it handled per partition for commits and hand-backs. */
import { Deque } from '../base/deque.ts';
import type { LogSlice } from '../broker/api.ts';
import type { Owned } from './ownedPartitions.ts';

interface Fetched {
  readonly slice: LogSlice;
  readonly owned: Owned;
}

export class FetchBuffer {
  readonly #slices = new Deque<Fetched>();
  /** Records of the head slice already taken. */
  #taken = 0;
  length = 0;

  push(slice: LogSlice, owned: Owned): void {
    this.#slices.push({ slice, owned });
    this.length += slice.count;
  }

  /** The slice that holds the next record. Not empty. */
  get head(): LogSlice {
    return this.#slices.peek()!.slice;
  }

  /** Takes the next record: its index in the columns of `head`. Its partition's `takenTo` moves behind it. */
  take(): number {
    return this.takeRun(1);
  }

  /** Takes the next `count` records, all of them `head`'s; returns the index of the first. */
  takeRun(count: number): number {
    const { slice, owned } = this.#slices.peek()!;
    const index = slice.start + this.#taken;
    this.#taken += count;
    owned.takenTo = slice.baseOffset + this.#taken;
    this.length -= count;
    if (this.#taken === slice.count) {
      this.#slices.shift();
      this.#taken = 0;
    }
    return index;
  }

  /** Records left of `slice`, if it is the head. */
  leftOf(slice: LogSlice): number {
    return this.#slices.peek()?.slice === slice ? slice.count - this.#taken : 0;
  }

  /** Whether one of the next `count` records is not plain. */
  hasProperties(count: number): boolean {
    for (let i = 0, left = count + this.#taken; left > 0; i++) {
      const { slice } = this.#slices.at(i)!;
      if (slice.properties !== undefined) return true;
      left -= slice.count;
    }
    return false;
  }

  /** Tells, for the next `count` records, the offset behind the last one of each slice they touch. */
  ends(count: number, mark: (owned: Owned, end: number) => void): void {
    let left = count;
    for (let i = 0; left > 0; i++) {
      const { slice, owned } = this.#slices.at(i)!;
      const from = i === 0 ? this.#taken : 0;
      const used = Math.min(left, slice.count - from);
      mark(owned, slice.baseOffset + from + used);
      left -= used;
    }
  }

  /** Takes out what is of `gone`, telling which untaken records of which partition that is. */
  remove(gone: ReadonlySet<Owned>, giveBack: (destination: number, partition: number, from: number, count: number) => void): void {
    const stays: Fetched[] = [];
    let taken = this.#taken;
    this.#taken = 0;
    for (let next = this.#slices.shift(); next !== undefined; next = this.#slices.shift()) {
      if (!gone.has(next.owned)) {
        if (stays.length === 0) this.#taken = taken;
        stays.push(next);
        taken = 0;
        continue;
      }
      const { destination, partition, baseOffset, count } = next.slice;
      giveBack(destination, partition, baseOffset + taken, count - taken);
      this.length -= count - taken;
      taken = 0;
    }
    for (const next of stays) this.#slices.push(next);
  }
}
