/** Another kind of load, distribution or keys that keeps what the old one said: the typical rate, mean or count. */
import { formatDuration, formatRate, parseDuration, parseRate } from '#core/base/quantity.ts';
import { unreachable } from '#core/base/assert.ts';
import type { DistributionDoc, KeysDoc, LoadDoc, Quantity } from '#core/scenario/scenario.ts';
import type { CurveOwner } from '../load/curve.ts';
import { toDrawn } from '../load/drawn.ts';

/** In the order they are offered: plain ones, those that come back, those of chance, a hand's, recordings, and a loop. */
export const LOAD_KINDS = [
  'constant',
  'ramp',
  'steps',
  'spike',
  'flashSale',
  'sine',
  'diurnal',
  'cyclic',
  'bursts',
  'drawn',
  'replayRates',
  'replayMessages',
  'users',
] as const satisfies LoadDoc['kind'][];
export const DISTRIBUTION_KINDS = ['constant', 'uniform', 'exponential', 'logNormal', 'gamma', 'empirical'] as const satisfies DistributionDoc['kind'][];
export const KEYS_KINDS = ['none', 'uniform', 'roundRobin', 'zipf', 'hotKey', 'single'] as const satisfies KeysDoc['kind'][];

/** What a load says whatever its kind: the rate it is usually at, the highest one if it has another, and when that comes. */
interface Gist {
  readonly base: Quantity;
  readonly peak?: Quantity | undefined;
  readonly at?: Quantity | undefined;
}

function gistOf(load: LoadDoc): Gist {
  switch (load.kind) {
    case 'constant':
      return { base: load.rate };
    case 'ramp':
      return { base: load.from, peak: load.to };
    case 'steps':
      return ofRates(load.steps.map(({ rate }) => rate));
    case 'spike':
    case 'flashSale':
      return { base: load.base, peak: load.peak, at: load.at };
    case 'sine':
      return { base: load.mean };
    case 'diurnal':
      return { base: load.low, peak: load.high };
    case 'cyclic':
      return { base: load.min, peak: load.max };
    case 'bursts':
      return ofRates(load.rates);
    case 'drawn':
    case 'replayRates':
      return ofRates(load.points.map(({ rate }) => rate));
    case 'replayMessages':
      return { base: ANY_RATE };
    case 'users':
      return { base: loopRate(load.users, load.thinkTime) };
    default:
      return unreachable(load);
  }
}

const ANY_RATE = '100/s';
const numberOf = (rate: Quantity): number => {
  const read = parseRate(rate);
  return read.ok ? read.value : 0;
};
/** The first of them, and the highest where that is another. */
function ofRates(rates: readonly Quantity[]): Gist {
  const base = rates[0] ?? ANY_RATE;
  const peak = rates.reduce((highest, rate) => (numberOf(rate) > numberOf(highest) ? rate : highest), base);
  return { base, peak: peak === base ? undefined : peak };
}

/** What users would send if every answer came at once. */
function loopRate(users: number, thinkTime: DistributionDoc): Quantity {
  const think = parseDuration(usualValue(thinkTime));
  return think.ok && think.value > 0 ? formatRate(Math.round((users * 1_000_000) / think.value)) : ANY_RATE;
}

const times = (rate: Quantity, factor: number): Quantity => {
  const read = parseRate(rate);
  return read.ok ? formatRate(Math.round(read.value * factor)) : rate;
};

/** The same load in another kind, as far as that can say it; undefined for a recording, which only a file brings. */
export function convertLoad(load: LoadDoc, kind: LoadDoc['kind'], horizonUs: number, owner?: CurveOwner): LoadDoc | undefined {
  if (load.kind === kind) return load;
  const { base, peak: known, at = '10s' } = gistOf(load);
  const peak = known ?? (numberOf(base) > 0 ? times(base, 10) : '1k/s');
  switch (kind) {
    case 'constant':
      return { kind, rate: base };
    case 'ramp':
      return { kind, from: base, to: peak, over: '30s' };
    case 'steps':
      return { kind, steps: [base, times(base, 2), times(base, 4)].map((r) => ({ rate: r, for: '15s' })) };
    case 'spike':
      return { kind, base, peak, at, rise: '2s', hold: '10s', fall: '5s' };
    case 'flashSale':
      return { kind, base, countdown: '10s', at, peak, decay: '3s', retryShare: 0.3, retryAfter: '5s' };
    case 'sine':
      return { kind, mean: base, amplitude: times(base, 0.5), period: '30s' };
    case 'diurnal':
      // A day is as long as the run: all of it is seen.
      return { kind, low: base, high: peak, day: formatDuration(Math.max(24, Math.round(horizonUs))) };
    case 'cyclic':
      return { kind, min: base, max: peak, up: '2s', hold: '5s', down: '2s', rest: '6s' };
    case 'bursts':
      return { kind, rates: [base, peak], holds: ['8s', '2s'] };
    case 'drawn':
      return toDrawn(load, horizonUs, owner);
    case 'replayRates':
    case 'replayMessages':
      return undefined;
    case 'users':
      return { kind, users: Math.max(1, Math.round(numberOf(base))), thinkTime: { kind: 'exponential', mean: '1s' }, rampUp: '0s' };
    default:
      return unreachable(kind);
  }
}

function usualValue(doc: DistributionDoc): Quantity {
  switch (doc.kind) {
    case 'constant':
      return doc.value;
    case 'uniform':
      return doc.max;
    case 'exponential':
    case 'logNormal':
    case 'gamma':
      return doc.mean;
    case 'empirical':
      return doc.values[0] ?? '0';
    default:
      return unreachable(doc);
  }
}

/** `zero` is the unit's nothing: '0s' or '0B'. */
export function convertDistribution(doc: DistributionDoc, kind: DistributionDoc['kind'], zero: Quantity): DistributionDoc {
  if (doc.kind === kind) return doc;
  const mean = usualValue(doc);
  switch (kind) {
    case 'constant':
      return { kind, value: mean };
    case 'uniform':
      return { kind, min: zero, max: mean };
    case 'exponential':
      return { kind, mean };
    case 'logNormal':
      return { kind, mean, cv: 1 };
    case 'gamma':
      return { kind, mean, shape: 2 };
    case 'empirical':
      return { kind, values: [mean] };
    default:
      return unreachable(kind);
  }
}

export function convertKeys(keys: KeysDoc, kind: KeysDoc['kind']): KeysDoc {
  if (keys.kind === kind) return keys;
  const count = 'count' in keys ? keys.count : 1_000;
  switch (kind) {
    case 'none':
      return { kind };
    case 'uniform':
    case 'roundRobin':
      return { kind, count };
    case 'zipf':
      return { kind, count, exponent: 1 };
    case 'hotKey':
      return { kind, count: Math.max(2, count), share: 0.5 };
    case 'single':
      return { kind };
    default:
      return unreachable(kind);
  }
}
