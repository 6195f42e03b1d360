/**
 * Draws an index with given weights in constant time (Walker's alias method, tables filled as Vose describes): each of n
 * equal columns is shared by at most two indexes, so a draw is one column and one coin.
 */
import { assert, fail } from './assert.ts';
import type { Random } from './random.ts';

export class AliasTable {
  /** Part of column i that belongs to i itself; the rest belongs to other[i]. */
  readonly #own: Float64Array;
  readonly #other: Uint32Array;

  /** Weights ≥ 0 with a positive, finite sum; they need not add up to 1. */
  constructor(weights: ArrayLike<number>) {
    const n = weights.length;
    let total = 0;
    for (let i = 0; i < n; i++) {
      const weight = weights[i] as number;
      if (!(weight >= 0)) fail(`weight ${weight}`);
      total += weight;
    }
    assert(total > 0 && total < Infinity, `weights add up to ${total}`);
    const own = new Float64Array(n);
    const other = new Uint32Array(n);
    // One stack of columns below the average growing from the left, one of those above it from the right.
    const stack = new Uint32Array(n);
    let small = 0;
    let large = n;
    for (let i = 0; i < n; i++) {
      own[i] = ((weights[i] as number) / total) * n;
      if ((own[i] as number) < 1) stack[small++] = i;
      else stack[--large] = i;
    }
    while (small > 0 && large < n) {
      const poor = stack[--small] as number;
      const rich = stack[large] as number;
      other[poor] = rich;
      own[rich] = (own[rich] as number) - (1 - (own[poor] as number));
      if ((own[rich] as number) < 1) {
        large++;
        stack[small++] = rich;
      }
    }
    // What is left differs from 1 by rounding only.
    while (small > 0) own[stack[--small] as number] = 1;
    while (large < n) own[stack[large++] as number] = 1;
    this.#own = own;
    this.#other = other;
  }

  draw(random: Random): number {
    const column = Math.floor(random.unit() * this.#own.length);
    return random.unit() < (this.#own[column] as number) ? column : (this.#other[column] as number);
  }
}
