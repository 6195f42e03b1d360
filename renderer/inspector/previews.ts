/**
 * What keys and distributions come to, as pictures of a few numbers: the share of each of the hottest keys, and how often a
 * drawn value falls where. Values are drawn by the engine's own sampler from a stream of its own: a picture moves no run.
 */
import { unreachable } from '#core/base/assert.ts';
import { createSampler } from '#core/base/distribution.ts';
import { createRandom } from '#core/base/random.ts';
import { distributionPlan } from '#core/compile/loads.ts';
import { byteCount, usExact } from '#core/compile/units.ts';
import type { DistributionDoc, KeysDoc } from '#core/scenario/scenario.ts';

export interface KeyShares {
  /** Parts of all messages, 0 … 1, of the most frequent keys. */
  readonly hottest: readonly number[];
  /** Keys besides these, and their part together. */
  readonly others: number;
  readonly rest: number;
}

/** As many bars as can be told apart. */
const KEYS_SHOWN = 24;

/** Undefined: messages have no keys. */
export function keyShares(keys: KeysDoc): KeyShares | undefined {
  switch (keys.kind) {
    case 'none':
      return undefined;
    case 'single':
      return ofWeights(1, () => 1, 1);
    case 'uniform':
    case 'roundRobin':
      return ofWeights(keys.count, () => 1, keys.count);
    case 'hotKey': {
      const cold = (1 - keys.share) / (keys.count - 1);
      const first = Math.max(keys.share, cold);
      return ofWeights(keys.count, (i) => (i === 0 ? first : i === 1 && first === cold ? keys.share : cold), 1);
    }
    case 'zipf':
      return ofWeights(keys.count, (i) => (i + 1) ** -keys.exponent, zipfSum(keys.count, keys.exponent));
    default:
      return unreachable(keys);
  }
}

function ofWeights(count: number, weight: (i: number) => number, sum: number): KeyShares {
  const hottest = Array.from({ length: Math.min(count, KEYS_SHOWN) }, (_, i) => weight(i) / sum);
  return { hottest, others: count - hottest.length, rest: count > hottest.length ? Math.max(0, 1 - hottest.reduce((a, b) => a + b, 0)) : 0 };
}

/** Exact up to here; beyond, the sum is as good as its integral (Euler and Maclaurin's first terms). */
const SUMMED = 10_000;

function zipfSum(count: number, s: number): number {
  let sum = 0;
  for (let i = Math.min(count, SUMMED); i >= 1; i--) sum += i ** -s;
  if (count <= SUMMED) return sum;
  const integral = s === 1 ? Math.log(count / SUMMED) : (count ** (1 - s) - SUMMED ** (1 - s)) / (1 - s);
  return sum + integral + (count ** -s - SUMMED ** -s) / 2;
}

export interface Histogram {
  /** Parts of all values, by equal widths of [0, top]. */
  readonly bins: readonly number[];
  readonly top: number;
  readonly mean: number;
  readonly p95: number;
}

const BINS = 40;
const DRAWS = 4_000;
const known = new WeakMap<DistributionDoc, Histogram | null>();

/** Undefined for one value alone, and for what does not read. */
export function histogramOf(doc: DistributionDoc, unit: 'duration' | 'bytes'): Histogram | undefined {
  let found = known.get(doc);
  if (found === undefined) known.set(doc, (found = drawn(doc, unit)));
  return found ?? undefined;
}

function drawn(doc: DistributionDoc, unit: 'duration' | 'bytes'): Histogram | null {
  if (doc.kind === 'constant') return null;
  try {
    const sampler = createSampler(distributionPlan(doc, unit === 'bytes' ? byteCount : usExact), createRandom(1));
    const values = Float64Array.from({ length: DRAWS }, () => sampler.next()).sort();
    // A long tail would press the rest to the wall: what is above is counted in the last bin.
    const top = (values[Math.floor(DRAWS * 0.995)] ?? 0) * 1.02;
    if (!(top > 0)) return null;
    const bins = Array.from({ length: BINS }, () => 0);
    for (const value of values) bins[Math.min(BINS - 1, Math.floor((value / top) * BINS))]! += 1 / DRAWS;
    return { bins, top, mean: sampler.mean, p95: values[Math.floor(DRAWS * 0.95)] ?? 0 };
  } catch {
    // Its fields say what is wrong.
    return null;
  }
}
