/**
 * A rate curve is its integral: how many records a producer owes by t. The n-th arrival is the inverse of that integral, a
 * closed form, so nothing ticks and nothing drifts. Instants are floats in µs from the load's start, t ≥ 0. SPEC.md, LD1.
 */
import { must } from '../base/assert.ts';
import { createSampler } from '../base/distribution.ts';
import { LIMITS } from '../base/limits.ts';
import { createRandom, type Random } from '../base/random.ts';
import type { LoadSpec, UsersSpec } from '../base/workload.ts';
import { bursts } from './bursts.ts';
import { constant } from './constant.ts';
import { lines, repeated } from './lines.ts';
import { staircase } from './replay.ts';
import { shapeOf } from './shape.ts';
import { sine } from './sine.ts';

export interface LoadProfile {
  /** Expected records in [0, t]: continuous (but of a recording of single messages), never falling, 0 at 0. */
  cumulative(tUs: number): number;
  /** Earliest t with cumulative(t) ≥ n; undefined if there is none. */
  inverse(n: number): number | undefined;
  /** Records per second at t; at a jump, the rate that begins there. */
  rate(tUs: number): number;
}

/** `random` is the producer's own stream: only bursts draw from it, in a fork. */
export function createLoadProfile(spec: LoadSpec, random?: Random): LoadProfile {
  switch (spec.kind) {
    case 'constant':
      return constant(spec.rate);
    case 'sine':
      return sine(spec.mean, spec.amplitude, spec.periodUs);
    case 'bursts':
      return bursts(spec, must(random, 'the random stream of a bursting load').fork('bursts'));
    case 'replayMessages':
      return staircase(spec);
    case 'users':
      return users(spec);
    default: {
      const { run, lastRate, repeats } = must(shapeOf(spec), `the lines of a ${spec.kind} load`);
      return repeats === true ? repeated(run) : lines(run, lastRate);
    }
  }
}

/** The curve a run of this seed will follow, for the screen: of bursts the very path that will come. `node` is the producer's id. */
export const profileOfRun = (spec: LoadSpec, seed: number, node: string): LoadProfile => createLoadProfile(spec, producerRandom(seed, node));

/** The stream all of a producer's draws are forked from. */
const producerRandom = (seed: number, node: string): Random => createRandom(seed).fork(node);

/** The most they could ask for: what they would send if every answer came at once. */
function users({ users: count, thinkTime, rampUpUs }: UsersSpec): LoadProfile {
  const meanUs = createSampler(thinkTime, createRandom(0)).mean;
  const most = meanUs > 0 ? Math.min(LIMITS.ratePerSec, (count * 1e6) / meanUs) : 0;
  return lines([{ from: 0, to: most, overUs: rampUpUs }], most);
}
