/**
 * A rate curve is its integral: how many records a producer owes by t. The n-th arrival is the inverse of that integral, a
 * closed form, so nothing ticks and nothing drifts. Instants are floats in µs from the load's start, t ≥ 0.
 */
import { unreachable } from '../base/assert.ts';
import type { LoadSpec } from '../base/workload.ts';
import { constant } from './constant.ts';
import { ramp } from './ramp.ts';
import { sine } from './sine.ts';
import { spike } from './spike.ts';
import { steps } from './steps.ts';

export interface LoadProfile {
  /** Expected records in [0, t]: continuous, never falling, 0 at 0. */
  cumulative(tUs: number): number;
  /** Earliest t with cumulative(t) ≥ n; undefined if there is none. */
  inverse(n: number): number | undefined;
  /** Records per second at t; at a jump, the rate that begins there. */
  rate(tUs: number): number;
}

export function createLoadProfile(spec: LoadSpec): LoadProfile {
  switch (spec.kind) {
    case 'constant':
      return constant(spec.rate);
    case 'ramp':
      return ramp(spec.from, spec.to, spec.overUs);
    case 'steps':
      return steps(spec.steps);
    case 'spike':
      return spike(spec);
    case 'sine':
      return sine(spec.mean, spec.amplitude, spec.periodUs);
    default:
      return unreachable(spec);
  }
}
