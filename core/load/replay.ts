/**
 * A recording of single messages: each arrives at exactly its instant, and may bring its key and its size. As a curve it is a
 * staircase; as arrivals it is its rows. SPEC.md, LD6.
 */
import { assert } from '../base/assert.ts';
import type { Sampler } from '../base/distribution.ts';
import type { ReplayMessagesSpec } from '../base/workload.ts';
import type { ArrivalSource } from './arrivals.ts';
import type { KeySource } from './keys.ts';
import { lastBefore } from './lines.ts';
import type { LoadProfile } from './loadProfile.ts';

/** Its rate is what comes in the second around an instant: there is no other. */
export function staircase({ atUs }: ReplayMessagesSpec): LoadProfile {
  const upTo = (tUs: number): number => ((atUs[0] ?? Infinity) > tUs ? 0 : lastBefore(atUs, tUs, true) + 1);
  return {
    rate(tUs) {
      const start = Math.floor(tUs / 1e6) * 1e6;
      return upTo(start + 1e6 - 1) - upTo(start - 1);
    },
    cumulative: upTo,
    inverse: (n) => (n <= 0 ? 0 : atUs[Math.ceil(n) - 1]),
  };
}

/** Room for the rounding of a factor summed up row by row. */
const ALMOST_1 = 1 - 1e-9;

export class Replay implements ArrivalSource {
  readonly #spec: ReplayMessagesSpec;
  /** The row that comes next. */
  #row = -1;
  /** How often it is due, a fraction carried from row to row. */
  #due = 0;
  #factor = 1;
  /** The row that came last: what its key and size are asked for. */
  #last = -1;

  constructor(spec: ReplayMessagesSpec) {
    this.#spec = spec;
    this.#seek();
  }

  get isOver(): boolean {
    return this.#row >= this.#spec.atUs.length;
  }

  peek(): number {
    return this.#spec.atUs[this.#row] ?? Infinity;
  }

  advance(): void {
    assert(!this.isOver, 'advanced past the last row');
    this.#last = this.#row;
    this.#due -= 1;
    this.#seek();
  }

  /** A recording is not edited while it is replayed; a factor sends its rows several times, or only some of them. */
  retarget(nowUs: number, _profile: LoadProfile, factor: number): void {
    this.#factor = factor;
    const { atUs } = this.#spec;
    // Those before now are done with, and so is what has come; what is due at this very instant is not.
    this.#row = Math.max(this.#last, (atUs[0] ?? Infinity) >= nowUs ? -1 : lastBefore(atUs, nowUs, false));
    this.#due = 0;
    this.#seek();
  }

  /** What is recorded for before now does not come. */
  begin(nowUs: number, profile: LoadProfile): void {
    this.retarget(nowUs, profile, 1);
  }

  #seek(): void {
    while (this.#due < ALMOST_1 && !this.isOver) {
      this.#row++;
      this.#due += this.#factor;
    }
  }

  /** The recorded key where there is one: ids from `first` on; `keys` gives the others. */
  keys(keys: KeySource, first: number, hashes: readonly number[]): KeySource {
    return {
      next: () => {
        const own = this.#spec.keyOf[this.#last] ?? -1;
        return own < 0 ? keys.next() : first + own;
      },
      hash: (id) => (id < first ? keys.hash(id) : (hashes[id - first] as number)),
    };
  }

  /** The recorded size where there is one. */
  sizes(sizes: Sampler): Sampler {
    const next = (): number => {
      const own = this.#spec.sizes[this.#last] ?? -1;
      return own < 0 ? sizes.next() : own;
    };
    return { mean: sizes.mean, next };
  }
}
