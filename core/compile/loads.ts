/** What a producer sends, as numbers: load curve, keys, and the distributions of sizes and work times. */
import { unreachable } from '../base/assert.ts';
import type { VariantSpec } from '../base/workload.ts';
import { readReplayRows } from '../scenario/replayRows.ts';
import type { DistributionDoc, KeysDoc, LoadDoc, Quantity, VariantDoc } from '../scenario/scenario.ts';
import type { DistributionPlan, KeysPlan, LoadPlan } from './plan.ts';
import { perSecond, us, usExact } from './units.ts';

export function loadPlan(load: LoadDoc): LoadPlan {
  switch (load.kind) {
    case 'constant':
      return { kind: 'constant', rate: perSecond(load.rate) };
    case 'ramp':
      return { kind: 'ramp', from: perSecond(load.from), to: perSecond(load.to), overUs: us(load.over) };
    case 'steps':
      return { kind: 'steps', steps: load.steps.map((step) => ({ rate: perSecond(step.rate), forUs: us(step.for) })) };
    case 'spike':
      return {
        kind: 'spike',
        base: perSecond(load.base),
        peak: perSecond(load.peak),
        atUs: us(load.at),
        riseUs: us(load.rise),
        holdUs: us(load.hold),
        fallUs: us(load.fall),
      };
    case 'sine':
      return { kind: 'sine', mean: perSecond(load.mean), amplitude: perSecond(load.amplitude), periodUs: us(load.period) };
    case 'flashSale':
      return {
        kind: 'flashSale',
        base: perSecond(load.base),
        countdownUs: us(load.countdown),
        atUs: us(load.at),
        peak: perSecond(load.peak),
        decayUs: us(load.decay),
        retryShare: load.retryShare,
        retryAfterUs: us(load.retryAfter),
      };
    case 'diurnal':
      return { kind: 'diurnal', low: perSecond(load.low), high: perSecond(load.high), dayUs: us(load.day) };
    case 'cyclic':
      return {
        kind: 'cyclic',
        min: perSecond(load.min),
        max: perSecond(load.max),
        upUs: us(load.up),
        holdUs: us(load.hold),
        downUs: us(load.down),
        restUs: us(load.rest),
      };
    case 'bursts':
      return { kind: 'bursts', rates: load.rates.map(perSecond), holdsUs: load.holds.map(us) };
    case 'drawn':
    case 'replayRates':
      return { kind: load.kind, points: load.points.map(({ at, rate }) => ({ atUs: us(at), rate: perSecond(rate) })) };
    case 'replayMessages': {
      const { atUs, keys, keyOf, sizes } = readReplayRows(load.rows);
      return { kind: 'replayMessages', atUs, keys, keyOf, sizes };
    }
    case 'users':
      return { kind: 'users', users: load.users, thinkTime: distributionPlan(load.thinkTime, usExact), rampUpUs: us(load.rampUp) };
    default:
      return unreachable(load);
  }
}

export function keysPlan(keys: KeysDoc): KeysPlan {
  switch (keys.kind) {
    case 'none':
      return { kind: 'none' };
    case 'uniform':
    case 'roundRobin':
      return { kind: keys.kind, count: keys.count };
    case 'zipf':
      return { kind: 'zipf', count: keys.count, exponent: keys.exponent };
    case 'single':
      return { kind: 'single', key: keys.key ?? null };
    case 'hotKey':
      return { kind: 'hotKey', count: keys.count, share: keys.share };
    default:
      return unreachable(keys);
  }
}

/** `unit` reads the quantities: `usExact` for times, `byteCount` for sizes. */
export function distributionPlan(doc: DistributionDoc, unit: (text: Quantity) => number): DistributionPlan {
  switch (doc.kind) {
    case 'constant':
      return { kind: 'constant', value: unit(doc.value) };
    case 'uniform':
      return { kind: 'uniform', min: unit(doc.min), max: unit(doc.max) };
    case 'exponential':
      return { kind: 'exponential', mean: unit(doc.mean) };
    case 'logNormal':
      return { kind: 'logNormal', mean: unit(doc.mean), cv: doc.cv };
    case 'gamma':
      return { kind: 'gamma', mean: unit(doc.mean), shape: doc.shape };
    case 'empirical':
      return { kind: 'empirical', values: doc.values.map(unit), weights: doc.weights ?? doc.values.map(() => 1) };
    default:
      return unreachable(doc);
  }
}

/** A variant that is never drawn is left out; what a variant does not say is not in its properties. */
export const variantPlans = (variants: readonly VariantDoc[]): VariantSpec[] =>
  variants
    .filter(({ weight }) => weight > 0)
    .map(({ weight, ttl, ...said }) => {
      const own = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
      return { weight, properties: { ...own, ...(ttl === undefined ? {} : { ttlUs: us(ttl) }) } };
    });
