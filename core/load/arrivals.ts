/**
 * When a producer's records arrive: the n-th at the instant its load curve's integral reaches the n-th target. Evenly
 * spaced, the targets are ½, 1½, 2½ …; Poisson, their distances are exponential with mean 1 (a Poisson process of any rate
 * is one of rate 1 in the time of its integral). Only targets are summed, never rounded instants, so nothing drifts.
 */
import { assert } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import { drawExponential } from '../base/variates.ts';
import type { LoadProfile } from './loadProfile.ts';

/** Where a producer's messages come from: a curve, a recording, or users. */
export interface ArrivalSource {
  /** Instant of the next one, µs; Infinity if none is due. */
  peek(): number;
  /** Takes it. */
  advance(): void;
  /** The last `count` taken, at most LOOK_AHEAD and none from before the last change, are still to come. Without it nobody takes one before its instant. */
  giveBack?(count: number): void;
  /** From now on messages follow `profile` times `factor`, as far as the source has a curve. */
  retarget(nowUs: number, profile: LoadProfile, factor: number): void;
  /** The source begins, or begins anew, at this instant: its producer was added to a run. */
  begin(nowUs: number, profile: LoadProfile): void;
  /** Nothing will come any more, unless it is edited. */
  readonly isOver: boolean;
  /** The process is gone, or back: of matter to who waits for answers. */
  crash?(): void;
  restart?(nowUs: number): void;
}

/** How far arrivals may be taken ahead of time, and given back. */
export const LOOK_AHEAD = 1_024;

export class Arrivals implements ArrivalSource {
  #profile: LoadProfile;
  readonly #isPoisson: boolean;
  readonly #random: Random;
  readonly #startUs: number;
  #factor = 1;
  /** The profile's count when this curve came into force, and the next target counted from there. */
  #base = 0;
  #target: number;
  #next: number;
  /** No arrival is left before: the last change of the curve. */
  #earliestUs = 0;
  /** Of the last arrivals consumed and of those drawn after them, by number: the target, and how far the next one is from it. */
  readonly #targets = new Float64Array(LOOK_AHEAD);
  readonly #steps = new Float64Array(LOOK_AHEAD);
  /** The number of the next arrival; steps of those below `#drawn` are known. */
  #number = 0;
  #drawn = 0;

  /** The curve's own t = 0 is at `startUs`. */
  constructor(profile: LoadProfile, kind: 'even' | 'poisson', random: Random, startUs = 0) {
    this.#profile = profile;
    this.#isPoisson = kind === 'poisson';
    this.#random = random;
    this.#startUs = startUs;
    this.#target = this.#isPoisson ? drawExponential(random) : 0.5;
    this.#next = this.#instantOfTarget();
  }

  /** Instant of the next arrival, the nearest integer µs; Infinity if there is none up to the kernel's last instant. */
  peek(): number {
    return this.#next;
  }

  get isOver(): boolean {
    return this.#next === Infinity;
  }

  /** Consumes that arrival and computes the one after it. */
  advance(): void {
    assert(this.#next < Infinity, 'advanced past the last arrival');
    this.#targets[this.#number & (LOOK_AHEAD - 1)] = this.#target;
    this.#target += this.#step();
    this.#next = this.#instantOfTarget();
  }

  giveBack(count: number): void {
    if (count === 0) return;
    this.#number -= count;
    this.#target = this.#targets[this.#number & (LOOK_AHEAD - 1)]!;
    this.#next = this.#instantOfTarget();
  }

  /**
   * From `nowUs` on arrivals follow `profile` times `factor` (≥ 0). The part of the waiting already done is kept: a record
   * that was half due under the old curve needs half a record's worth of the new one. No arrival before now is left.
   */
  retarget(nowUs: number, profile: LoadProfile, factor: number): void {
    assert(factor >= 0 && factor < Infinity, `load factor ${factor}`);
    const t = Math.max(0, nowUs - this.#startUs);
    const done = (this.#profile.cumulative(t) - this.#base) * this.#factor;
    this.#target = Math.max(0, this.#target - done);
    this.#profile = profile;
    this.#factor = factor;
    this.#base = profile.cumulative(t);
    this.#earliestUs = nowUs;
    this.#next = this.#instantOfTarget();
  }

  /** Arrivals follow `profile` from `nowUs` on, and nothing has been waited for yet. */
  begin(nowUs: number, profile: LoadProfile): void {
    this.#target = this.#isPoisson ? this.#step() : 0.5;
    this.#profile = profile;
    this.#factor = 1;
    this.#base = profile.cumulative(Math.max(0, nowUs - this.#startUs));
    this.#earliestUs = nowUs;
    this.#next = this.#instantOfTarget();
  }

  /** How far the next target is from the last: drawn, unless that was done ahead and given back. */
  #step(): number {
    const at = this.#number & (LOOK_AHEAD - 1);
    if (this.#number === this.#drawn) {
      this.#steps[at] = this.#isPoisson ? drawExponential(this.#random) : 1;
      this.#drawn++;
    }
    this.#number++;
    return this.#steps[at]!;
  }

  #instantOfTarget(): number {
    const t = this.#profile.inverse(this.#base + this.#target / this.#factor);
    if (t === undefined) return Infinity;
    const at = Math.max(this.#earliestUs, Math.round(this.#startUs + t));
    return at <= LIMITS.horizonUs ? at : Infinity;
  }
}
