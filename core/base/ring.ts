/**
 * Double-ended queues of numbers on one typed array each: a power of two in size, doubled when full, never shrunk. They
 * replace arrays with `shift` on the engine's paths, where a queue may hold millions. The two kinds share one class, whose
 * code then meets two kinds of array, which engines compile well; a class made per kind by a function measured six times slower.
 */
import { fail } from './assert.ts';

type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

export abstract class Ring<T extends Numbers = Numbers> {
  #items: T;
  /** Size − 1: positions are taken modulo the size by masking. */
  #mask: number;
  /** Index of the front. */
  #head = 0;
  #length = 0;

  /** An empty ring over `items`, whose length is a power of two. */
  constructor(items: T) {
    this.#items = items;
    this.#mask = items.length - 1;
  }

  /** A fresh array of the same kind. */
  protected abstract larger(length: number): T;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length > this.#mask) this.#grow();
    this.#items[(this.#head + this.#length) & this.#mask] = value;
    this.#length++;
  }

  pushFront(value: number): void {
    if (this.#length > this.#mask) this.#grow();
    this.#head = (this.#head - 1) & this.#mask;
    this.#items[this.#head] = value;
    this.#length++;
  }

  /** Takes the front; the ring must not be empty. */
  shift(): number {
    const value = this.peek();
    this.#head = (this.#head + 1) & this.#mask;
    this.#length--;
    return value;
  }

  /** The front, left in place; the ring must not be empty. */
  peek(): number {
    if (this.#length === 0) fail('took from an empty ring');
    return this.#items[this.#head] as number;
  }

  /** The i-th from the front, 0 ≤ i < length. */
  at(i: number): number {
    if (!(i >= 0 && i < this.#length)) fail(`index ${i} of a ring of ${this.#length}`);
    return this.#items[(this.#head + i) & this.#mask] as number;
  }

  /** Replaces the i-th from the front, 0 ≤ i < length. */
  set(i: number, value: number): void {
    if (!(i >= 0 && i < this.#length)) fail(`index ${i} of a ring of ${this.#length}`);
    this.#items[(this.#head + i) & this.#mask] = value;
  }

  /** Empties it and keeps its room. */
  clear(): void {
    this.#length = 0;
    this.#head = 0;
  }

  /** Unrolls the old items to the front of the new ones. */
  #grow(): void {
    const old = this.#items;
    const items = this.larger(old.length * 2);
    items.set(old.subarray(this.#head));
    items.set(old.subarray(0, this.#head), old.length - this.#head);
    this.#items = items;
    this.#mask = items.length - 1;
    this.#head = 0;
  }
}

/** The least power of two that holds `room`. */
function sizeFor(room: number): number {
  let size = 4;
  while (size < room) size *= 2;
  return size;
}

/** Any double: instants, sizes, offsets. `room` values fit before the first doubling. */
export class Float64Ring extends Ring<Float64Array<ArrayBuffer>> {
  constructor(room = 16) {
    super(new Float64Array(sizeFor(room)));
  }
  protected override larger(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(length);
  }
}

/** Signed 32-bit integers: slot numbers, indexes. `room` values fit before the first doubling. */
export class Int32Ring extends Ring<Int32Array<ArrayBuffer>> {
  constructor(room = 16) {
    super(new Int32Array(sizeFor(room)));
  }
  protected override larger(length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(length);
  }
}
