/** Another kind of load, distribution or keys that keeps what the old one said: the typical rate, mean or count. */
import { LIMITS } from '#core/base/limits.ts';
import { formatDuration, formatRate, parseRate } from '#core/base/quantity.ts';
import { unreachable } from '#core/base/assert.ts';
import type { DistributionDoc, KeysDoc, LoadDoc, Quantity } from '#core/scenario/scenario.ts';

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

/** The rate a load is usually at. */
function usualRate(load: LoadDoc): Quantity {
  switch (load.kind) {
    case 'constant':
      return load.rate;
    case 'ramp':
      return load.from;
    case 'steps':
      return load.steps[0]?.rate ?? '100/s';
    case 'spike':
    case 'flashSale':
      return load.base;
    case 'sine':
      return load.mean;
    case 'diurnal':
      return load.low;
    case 'cyclic':
      return load.min;
    case 'bursts':
      return load.rates[0] ?? '100/s';
    case 'drawn':
    case 'replayRates':
      return load.points[0]?.rate ?? '100/s';
    case 'replayMessages':
      return formatRate(Math.round(load.rows.length / 10) || 1);
    case 'users':
      return formatRate(load.users);
    default:
      return unreachable(load);
  }
}

const times = (rate: Quantity, factor: number): Quantity => {
  const read = parseRate(rate);
  return read.ok ? formatRate(Math.round(read.value * factor)) : rate;
};

export function convertLoad(load: LoadDoc, kind: LoadDoc['kind']): LoadDoc {
  if (load.kind === kind) return load;
  const rate = usualRate(load);
  switch (kind) {
    case 'constant':
      return { kind, rate };
    case 'ramp':
      return { kind, from: rate, to: times(rate, 10), over: '30s' };
    case 'steps':
      return { kind, steps: [rate, times(rate, 2), times(rate, 4)].map((r) => ({ rate: r, for: '15s' })) };
    case 'spike':
      return { kind, base: rate, peak: times(rate, 10), at: '10s', rise: '2s', hold: '10s', fall: '5s' };
    case 'sine':
      return { kind, mean: rate, amplitude: times(rate, 0.5), period: '30s' };
    case 'flashSale':
      return { kind, base: rate, countdown: '5s', at: '15s', peak: times(rate, 20), decay: '3s', retryShare: 0.3, retryAfter: '5s' };
    case 'diurnal':
      return { kind, low: rate, high: times(rate, 10), day: '60s' };
    case 'cyclic':
      return { kind, min: rate, max: times(rate, 10), up: '5s', hold: '5s', down: '5s', rest: '5s' };
    case 'bursts':
      return { kind, rates: [rate, times(rate, 10)], holds: ['5s', '1s'] };
    case 'drawn':
      return { kind, points: [0, 20, 40].map((at, i) => ({ at: `${at}s`, rate: times(rate, [1, 5, 2][i]!) })) };
    case 'replayRates':
      return { kind, points: [0, 10, 20].map((at, i) => ({ at: `${at}s`, rate: times(rate, [1, 5, 2][i]!) })) };
    case 'replayMessages': {
      const read = parseRate(rate);
      const count = Math.min(10_000, Math.max(10, Math.round((read.ok ? read.value : 1) * 10)));
      return { kind, rows: Array.from({ length: count }, (_, i) => formatDuration(Math.round((i * 10_000_000) / count))) };
    }
    case 'users': {
      const read = parseRate(rate);
      return {
        kind,
        users: Math.min(LIMITS.users, Math.max(1, Math.round(read.ok ? read.value : 1))),
        thinkTime: { kind: 'exponential', mean: '1s' },
        rampUp: '0s',
      };
    }
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
