import { describe, expect, test } from 'vitest';
import { NODE_DEFAULTS, newEdge, newNode } from '#core/scenario/defaults.ts';
import { NODE_FIELDS } from '#core/scenario/fields.ts';
import type { Model, NodeKind } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';

const KINDS = Object.keys(NODE_DEFAULTS) as NodeKind[];

describe.each(KINDS)('%s', (kind) => {
  test('a new one is valid', () => {
    const model: Model = { seed: 1, horizon: '60s', nodes: { n: newNode(kind, 'new') }, edges: {}, faults: [], objectives: [] };
    expect(validate(model).filter((i) => i.severity === 'error')).toEqual([]);
    expect(newNode(kind, 'new')).toMatchObject({ kind, name: 'new' });
  });

  test('every number and quantity it has is checked against a range', () => {
    const plain = Object.entries(NODE_DEFAULTS[kind]).filter(
      // One without a default is left out unless it is set.
      ([field, value]) =>
        (value === undefined && field !== 'preset') || typeof value === 'number' || (typeof value === 'string' && /^[\d.]+[a-zA-Z/]+$/.test(value)),
    );
    expect(Object.keys(NODE_FIELDS[kind]).sort()).toEqual(plain.map(([field]) => field).sort());
  });
});

test('clients start as Kafka 4 does', () => {
  expect(newNode('producer', 'p')).toMatchObject({
    linger: '5ms',
    batchSize: '16KiB',
    acks: 'all',
    retries: 2 ** 31 - 1,
    requestTimeout: '30s',
    maxInFlight: 5,
  });
  expect(newNode('consumer', 'c')).toMatchObject({ commit: 'auto', commitInterval: '5s', maxPollRecords: 500, offsetReset: 'latest', prefetch: 0 });
  expect(newEdge('a', 'b')).toEqual({ from: 'a', to: 'b', latency: '250us', share: 1 });
});
