import { describe, expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import type { DistributionDoc, LoadDoc, Model } from '../../../core/scenario/scenario.ts';
import { validate } from '../../../core/scenario/validate.ts';
import { convertDistribution, convertKeys, convertLoad, DISTRIBUTION_KINDS, KEYS_KINDS, LOAD_KINDS } from '../../../renderer/inspector/convert.ts';

const withProducer = (changes: object): Model => ({
  seed: 1,
  horizon: '60s',
  nodes: { p: { ...newNode('producer', 'p'), ...changes }, q: newNode('queue', 'q') },
  edges: { e: { from: 'p', to: 'q', latency: '1ms', share: 1 } },
  faults: [],
  objectives: [],
});

const RUN_US = 60_000_000;
/** What only a file brings is not converted to. */
const OFFERED = LOAD_KINDS.filter((kind) => kind !== 'replayRates' && kind !== 'replayMessages');

describe.each(OFFERED)('a %s load', (from) => {
  const load = convertLoad({ kind: 'constant', rate: '80/s' }, from, RUN_US)!;
  test.each(OFFERED)('becomes a sound %s load', (to) => {
    const next = convertLoad(load, to, RUN_US)!;
    expect(next.kind).toBe(to);
    expect(validate(withProducer({ load: next }))).toEqual([]);
  });
  test('stays itself', () => {
    expect(convertLoad(load, from, RUN_US)).toBe(load);
  });
  test('comes back to its rate', () => {
    expect(convertLoad(load, 'constant', RUN_US)).toEqual({ kind: 'constant', rate: '80/s' });
  });
  test.each(['replayRates', 'replayMessages'] as const)('%s comes from a file', (to) => {
    expect(convertLoad(load, to, RUN_US)).toBeUndefined();
  });
});

test('what a load has of a peak and its time is kept', () => {
  const spike: LoadDoc = { kind: 'spike', base: '30/s', peak: '700/s', at: '22s', rise: '1s', hold: '5s', fall: '1s' };
  expect(convertLoad(spike, 'flashSale', RUN_US)).toMatchObject({ base: '30/s', peak: '700/s', at: '22s' });
  expect(convertLoad(spike, 'ramp', RUN_US)).toMatchObject({ from: '30/s', to: '700/s' });
  expect(convertLoad(spike, 'diurnal', RUN_US)).toEqual({ kind: 'diurnal', low: '30/s', high: '700/s', day: '1m' });
  expect(
    convertLoad(
      {
        kind: 'replayRates',
        points: [
          { at: '0s', rate: '5/s' },
          { at: '9s', rate: '60/s' },
        ],
      },
      'bursts',
      RUN_US,
    ),
  ).toMatchObject({ rates: ['5/s', '60/s'] });
});

test('users are as many as send at the old rate, thinking a second', () => {
  expect(convertLoad({ kind: 'constant', rate: '250/s' }, 'users', RUN_US)).toMatchObject({ users: 250, thinkTime: { mean: '1s' } });
  expect(convertLoad({ kind: 'users', users: 50, thinkTime: { kind: 'constant', value: '200ms' }, rampUp: '0s' }, 'constant', RUN_US)).toEqual({
    kind: 'constant',
    rate: '250/s',
  });
});

describe.each(DISTRIBUTION_KINDS)('a %s distribution', (from) => {
  const doc: DistributionDoc = convertDistribution({ kind: 'constant', value: '2KiB' }, from, '0B');
  test.each(DISTRIBUTION_KINDS)('becomes a sound %s one', (to) => {
    const next = convertDistribution(doc, to, '0B');
    expect(next.kind).toBe(to);
    expect(validate(withProducer({ size: next }))).toEqual([]);
  });
});

test('keys keep their number', () => {
  for (const kind of KEYS_KINDS) {
    const next = convertKeys({ kind: 'uniform', count: 42 }, kind);
    expect(next).toMatchObject(kind === 'none' || kind === 'single' ? { kind } : { kind, count: 42 });
    expect(validate(withProducer({ keys: next }))).toEqual([]);
  }
});
