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

describe.each(LOAD_KINDS)('a %s load', (from) => {
  const load: LoadDoc = convertLoad({ kind: 'constant', rate: '80/s' }, from);
  test.each(LOAD_KINDS)('becomes a sound %s load', (to) => {
    const next = convertLoad(load, to);
    expect(next.kind).toBe(to);
    expect(validate(withProducer({ load: next }))).toEqual([]);
  });
  test('stays itself', () => {
    expect(convertLoad(load, from)).toBe(load);
  });
  test('comes back to its rate', () => {
    expect(convertLoad(load, 'constant')).toEqual({ kind: 'constant', rate: '80/s' });
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
