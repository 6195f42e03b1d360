/**
 * A day's rhythm: rate(t) = mean + amplitude · sin(2πt / P), amplitude ≤ mean. Integrated from 0,
 *   cumulative(t) = mean · t + amplitude · P/2π · (1 − cos(2πt / P)),
 * whose wave vanishes at whole periods: one period is worth mean · P records. The inverse takes whole periods off and solves
 * the rest by Newton's method inside a bracket; the curve never falls, so the bracket always holds the root.
 */
import { assert } from '../base/assert.ts';
import { detCos, detSin } from '../base/detMath.ts';
import type { LoadProfile } from './loadProfile.ts';

const TWO_PI = 6.283185307179586;
/** First brackets: a period cut in this many, with the count at each cut. */
const CUTS = 64;
/** Newton stops when a step is below this part of a period: a µs in 30 years. */
const PRECISION = 2 ** -50;

export function sine(mean: number, amplitude: number, periodUs: number): LoadProfile {
  assert(amplitude >= 0 && mean >= amplitude && mean < Infinity, `sine of amplitude ${amplitude} about ${mean}`);
  assert(periodUs > 0 && periodUs < Infinity, `sine of period ${periodUs} µs`);
  const period = periodUs / 1e6;
  const perPeriod = mean * period;
  const wave = (amplitude * period) / TWO_PI;

  /** Records in the first `phase` ∈ [0, 1] of a period, and the rate there per period. */
  const within = (phase: number) => perPeriod * phase + wave * (1 - detCos(TWO_PI * phase));
  const slope = (phase: number) => perPeriod + amplitude * period * detSin(TWO_PI * phase);
  const cuts = Float64Array.from({ length: CUTS + 1 }, (_, i) => within(i / CUTS));

  function phaseOf(n: number): number {
    let cut = Math.min(CUTS - 1, Math.floor((n / perPeriod) * CUTS));
    while (cut > 0 && (cuts[cut] as number) >= n) cut--;
    while (cut < CUTS - 1 && (cuts[cut + 1] as number) < n) cut++;
    let low = cut / CUTS;
    let high = (cut + 1) / CUTS;
    const [from, to] = [cuts[cut] as number, cuts[cut + 1] as number];
    let phase = to > from ? low + ((high - low) * (n - from)) / (to - from) : low;
    // Newton doubles the good digits each time; halving, where the rate is near 0, adds one. 64 always suffice.
    for (let i = 0; i < 64; i++) {
      const excess = within(phase) - n;
      if (excess < 0) low = phase;
      else high = phase;
      const newton = phase - excess / slope(phase);
      const next = newton >= low && newton <= high ? newton : (low + high) / 2;
      const moved = Math.abs(next - phase);
      phase = next;
      if (moved <= PRECISION) break;
    }
    return phase;
  }

  return {
    // Rounding must not make the trough of a full swing negative.
    rate: (tUs) => Math.max(0, mean + amplitude * detSin(TWO_PI * fraction(tUs / periodUs))),
    cumulative: (tUs) => (mean * tUs) / 1e6 + wave * (1 - detCos(TWO_PI * fraction(tUs / periodUs))),
    inverse(n) {
      if (n <= 0) return 0;
      const periods = Math.floor(n / perPeriod);
      // Not finite where no record ever comes: a mean of 0, or as good as 0.
      const tUs = periods < Infinity ? (periods + phaseOf(n - periods * perPeriod)) * periodUs : Infinity;
      return tUs < Infinity ? tUs : undefined;
    },
  };
}

const fraction = (x: number): number => x - Math.floor(x);
