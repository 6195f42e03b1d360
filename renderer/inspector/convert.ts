/** Another kind of load, distribution or keys that keeps what the old one said: the typical rate, mean or count. */
import { formatRate, parseRate } from '#core/base/quantity.ts';
import { unreachable } from '#core/base/assert.ts';
import type { DistributionDoc, KeysDoc, LoadDoc, Quantity } from '#core/scenario/scenario.ts';

export const LOAD_KINDS = ['constant', 'ramp', 'steps', 'spike', 'sine'] as const satisfies LoadDoc['kind'][];
export const DISTRIBUTION_KINDS = ['constant', 'uniform', 'exponential', 'logNormal', 'gamma', 'empirical'] as const satisfies DistributionDoc['kind'][];
export const KEYS_KINDS = ['none', 'uniform', 'roundRobin', 'zipf'] as const satisfies KeysDoc['kind'][];

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
      return load.base;
    case 'sine':
      return load.mean;
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
  const count = keys.kind === 'none' ? 1_000 : keys.count;
  switch (kind) {
    case 'none':
      return { kind };
    case 'uniform':
    case 'roundRobin':
      return { kind, count };
    case 'zipf':
      return { kind, count, exponent: 1 };
    default:
      return unreachable(kind);
  }
}
