/**
 * Double-ended queues of numbers on one typed array each: a power of two in size, doubled when full, never shrunk. They
 * replace arrays with `shift` on the engine's paths, where a queue may hold millions.
 */
import { assert, fail } from './assert.ts';

type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

export interface Ring {
  readonly length: number;
  push(value: number): void;
  pushFront(value: number): void;
  /** Takes the front; the ring must not be empty. */
  shift(): number;
  /** The front, left in place; the ring must not be empty. */
  peek(): number;
  /** The i-th from the front, 0 ≤ i < length. */
  at(i: number): number;
  /** Replaces the i-th from the front, 0 ≤ i < length. */
  set(i: number, value: number): void;
  /** Empties it and keeps its room. */
  clear(): void;
}

/** One class per element type, not one for both, so that each engine path sees a single kind of array. */
function ringOf(Room: new (length: number) => Numbers): new (room?: number) => Ring {
  return class {
    length = 0;
    #items: Numbers;
    /** Index of the front. Positions are taken modulo the size by masking. */
    #head = 0;

    /** `room` values fit before the first doubling. */
    constructor(room = 16) {
      let size = 4;
      while (size < room) size *= 2;
      this.#items = new Room(size);
    }

    push(value: number): void {
      if (this.length === this.#items.length) this.#grow();
      this.#items[(this.#head + this.length) & (this.#items.length - 1)] = value;
      this.length++;
    }

    pushFront(value: number): void {
      if (this.length === this.#items.length) this.#grow();
      this.#head = (this.#head - 1) & (this.#items.length - 1);
      this.#items[this.#head] = value;
      this.length++;
    }

    shift(): number {
      const value = this.peek();
      this.#head = (this.#head + 1) & (this.#items.length - 1);
      this.length--;
      return value;
    }

    peek(): number {
      assert(this.length > 0, 'took from an empty ring');
      return this.#items[this.#head] as number;
    }

    at(i: number): number {
      if (!(i >= 0 && i < this.length)) fail(`index ${i} of a ring of ${this.length}`);
      return this.#items[(this.#head + i) & (this.#items.length - 1)] as number;
    }

    set(i: number, value: number): void {
      assert(i >= 0 && i < this.length, `index ${i} of a ring of ${this.length}`);
      this.#items[(this.#head + i) & (this.#items.length - 1)] = value;
    }

    clear(): void {
      this.length = 0;
      this.#head = 0;
    }

    /** Unrolls the old items to the front of the new ones. */
    #grow(): void {
      const old = this.#items;
      const items = new Room(old.length * 2);
      items.set(old.subarray(this.#head));
      items.set(old.subarray(0, this.#head), old.length - this.#head);
      this.#items = items;
      this.#head = 0;
    }
  };
}

/** Any double: instants, sizes, offsets. */
export const Float64Ring = ringOf(Float64Array);
/** Signed 32-bit integers: slot numbers, indexes. */
export const Int32Ring = ringOf(Int32Array);
