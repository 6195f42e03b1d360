/** How long an instance works on each record, drawn from a stream of its own, ahead where that is of use; what was not used is given back. */
import type { Sampler } from '../base/distribution.ts';
import type { Random } from '../base/random.ts';

export class WorkTimes {
  readonly random: Random;
  #sampler: Sampler;
  /** Drawn and not used: from `from` up to `#to`, and where in the stream each was drawn. */
  values = new Float64Array(16);
  #places = new Int32Array(16);
  from = 0;
  #to = 0;

  constructor(random: Random, create: (random: Random) => Sampler) {
    this.random = random;
    this.#sampler = create(random);
  }

  /** Of the next attempt, whole µs. */
  next(): number {
    return this.from < this.#to ? this.values[this.from++]! : this.#sampler.next();
  }

  /** The next `count` are in `values` from `from` on; returns their sum. */
  ahead(count: number): number {
    this.#makeRoom(count);
    const { values, from, random } = this;
    for (; this.#to < from + count; this.#to++) {
      this.#places[this.#to] = random.place;
      values[this.#to] = this.#sampler.next();
    }
    let sum = 0;
    for (let i = from; i < from + count; i++) sum += values[i]!;
    return sum;
  }

  #makeRoom(count: number): void {
    const kept = this.#to - this.from;
    const room = Math.max(count, kept);
    if (this.from + room <= this.values.length) return;
    const [values, places] = [this.values, this.#places];
    if (room > values.length) {
      this.values = new Float64Array(2 * room);
      this.#places = new Int32Array(2 * room);
    }
    this.values.set(values.subarray(this.from, this.#to));
    this.#places.set(places.subarray(this.from, this.#to));
    this.from = 0;
    this.#to = kept;
  }

  /** Nobody will use what was drawn ahead: it is drawn again. */
  giveBack(): void {
    if (this.from < this.#to) this.random.backTo(this.#places[this.from]!);
    this.from = 0;
    this.#to = 0;
  }

  /** From now on times are drawn by another distribution, where the stream is. */
  retune(create: (random: Random) => Sampler): void {
    this.giveBack();
    this.#sampler = create(this.random);
  }
}
