/**
 * A load that changes its state by chance (a Markov-modulated process): state i lasts an exponential time of mean holdsUs[i] at
 * rates[i]. The path is drawn from its own random stream as far as it is asked for, so the same seed gives the same path whoever
 * asks, in which order; and it does not depend on the rates, so that an edited rate changes the height of what comes and not when. LD5.
 */
import { assert } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import type { Random } from '../base/random.ts';
import { drawExponential } from '../base/variates.ts';
import type { BurstsSpec } from '../base/workload.ts';
import { lastBefore } from './lines.ts';
import type { LoadProfile } from './loadProfile.ts';

export function bursts(spec: BurstsSpec, random: Random): LoadProfile {
  return new Bursts(spec, random);
}

class Bursts implements LoadProfile {
  readonly #spec: BurstsSpec;
  readonly #random: Random;
  /** Of each stretch of the path: its beginning, µs; the records due before it; its rate. */
  readonly #starts: number[] = [0];
  readonly #counts: number[] = [0];
  readonly #rates: number[];
  #state = 0;

  constructor(spec: BurstsSpec, random: Random) {
    const { rates, holdsUs } = spec;
    assert(rates.length >= 2 && rates.length === holdsUs.length, `${rates.length} rates for ${holdsUs.length} states`);
    assert(rates.every((rate) => rate >= 0 && rate < Infinity) && holdsUs.every((hold) => hold > 0 && hold < Infinity), 'burst out of range');
    this.#spec = spec;
    this.#random = random;
    this.#rates = [rates[0] as number];
  }

  rate(tUs: number): number {
    return this.#rates[this.#at(tUs)] as number;
  }

  cumulative(tUs: number): number {
    const i = this.#at(tUs);
    return (this.#counts[i] as number) + ((this.#rates[i] as number) * (tUs - (this.#starts[i] as number))) / 1e6;
  }

  inverse(n: number): number | undefined {
    if (n <= 0) return 0;
    if (!this.#spec.rates.some((rate) => rate > 0)) return undefined;
    while ((this.#counts.at(-1) as number) < n && this.#extend());
    const i = lastBefore(this.#counts, n, false);
    const tUs = (this.#starts[i] as number) + ((n - (this.#counts[i] as number)) * 1e6) / (this.#rates[i] as number);
    return tUs < Infinity ? tUs : undefined;
  }

  #at(tUs: number): number {
    while ((this.#starts.at(-1) as number) <= tUs && this.#extend());
    return lastBefore(this.#starts, tUs, true);
  }

  /** One stretch more; false when the path is as long as it may become. From there on it goes on at its mean rate. */
  #extend(): boolean {
    const { rates, holdsUs } = this.#spec;
    const known = this.#starts.length;
    if (known > LIMITS.burstChanges) return false;
    const holdUs = (holdsUs[this.#state] as number) * drawExponential(this.#random);
    this.#starts.push((this.#starts[known - 1] as number) + holdUs);
    this.#counts.push((this.#counts[known - 1] as number) + ((this.#rates[known - 1] as number) * holdUs) / 1e6);
    const step = rates.length === 2 ? 1 : 1 + Math.floor(this.#random.unit() * (rates.length - 1));
    this.#state = (this.#state + step) % rates.length;
    this.#rates.push(known === LIMITS.burstChanges ? meanRate(this.#spec) : (rates[this.#state] as number));
    return true;
  }
}

/** Every state comes equally often in the long run, and lasts its mean. */
export function meanRate({ rates, holdsUs }: BurstsSpec): number {
  let [records, time] = [0, 0];
  holdsUs.forEach((hold, i) => {
    records += hold * (rates[i] as number);
    time += hold;
  });
  return records / time;
}
