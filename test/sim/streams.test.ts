import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node, type NodeOf, planOf } from '../support/design.ts';
import { leftovers, violations } from './invariants.ts';

const RUNS = Number(process.env['SIM_RUNS'] ?? 12);
const SEED = Number(process.env['SIM_SEED'] ?? 20_261_126);

/** Logs that forget and members that come, go, and take too long: a quarter of an hour at a few records per second. */
const BUSY_S = 900;
const MINUTE = 60_000_000;
const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const topic = fc
  .record({
    partitions: fc.integer({ min: 1, max: 5 }),
    retentionTime: pick('1m', '6m', '7d'),
    retentionBytes: pick(undefined, undefined, '0B', '1MiB'),
    segmentTime: pick('5s', '1m', '7d'),
    cleanup: pick<'delete' | 'compact'>('delete', 'delete', 'compact'),
  })
  .map((f) => node('topic', f));
const consumer = fc.record({
  count: fc.integer({ min: 1, max: 4 }),
  concurrency: pick(1, 3),
  workTime: pick<NodeOf<'consumer'>['workTime']>({ kind: 'constant', value: '2ms' }, { kind: 'exponential', mean: '300ms' }, { kind: 'constant', value: '4s' }),
  startAt: pick('0s', '20s', '10m'),
  offsetReset: pick<'earliest' | 'latest'>('earliest', 'latest'),
  commit: pick<'auto' | 'afterProcessing' | 'beforeProcessing'>('auto', 'afterProcessing', 'beforeProcessing'),
  maxPollRecords: pick(1, 20, 500),
  handOff: pick(false, false, true),
  maxPollInterval: pick('8s', '30s', '5m'),
  sessionTimeout: pick('6s', '45s'),
  fetchMinBytes: pick('1B', '20KiB'),
});
const assignor = pick<NodeOf<'consumer'>['assignor']>('range', 'roundRobin', 'sticky', 'cooperativeSticky');

interface StreamWorld {
  readonly model: Model;
  readonly edits: readonly { readonly atS: number; readonly consumer: string; readonly fields: Partial<NodeOf<'consumer'>> }[];
}

const worlds: fc.Arbitrary<StreamWorld> = fc
  .record({
    topics: fc.tuple(topic, topic),
    consumers: fc.tuple(consumer, consumer, consumer),
    assignors: fc.tuple(assignor, assignor),
    rates: fc.tuple(pick('1/s', '6/s'), pick('0.2/s', '3/s')),
    keys: pick(2, 30),
    reads: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    seed: fc.nat(1_000_000),
    edits: fc.array(
      fc.record({
        atS: fc.integer({ min: 1, max: BUSY_S - 1 }),
        consumer: pick('c0', 'c1', 'c2'),
        fields: fc.record({
          count: fc.integer({ min: 1, max: 5 }),
          workTime: pick({ kind: 'constant' as const, value: '1ms' }, { kind: 'constant' as const, value: '6s' }),
        }),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ topics, consumers, assignors, rates, keys, reads, seed, edits }) => {
    const nodes: Record<string, NodeDoc> = { t0: topics[0], t1: topics[1] };
    rates.forEach((rate, i) => {
      nodes[`p${i}`] = node('producer', {
        load: { kind: 'constant', rate },
        keys: { kind: 'uniform', count: keys },
        size: { kind: 'constant', value: '4KiB' },
      });
    });
    // Two of the consumers are one group.
    consumers.forEach((fields, i) => (nodes[`c${i}`] = node('consumer', { ...fields, group: i < 2 ? 'shared' : '', assignor: assignors[i < 2 ? 0 : 1] })));
    const more = reads.flatMap((isReading, i) => (isReading ? [`t1>c${i}`] : []));
    const edges = ['p0>t0', 'p1>t1', 't0>c0', 't0>c1', 't0>c2', ...more];
    return { model: modelOf(nodes, edges, { seed, horizon: '26m' }, '3ms'), edits };
  });

const advance = (run: Run, untilUs: number): void => {
  while (run.advance(untilUs, 100_000) === 100_000) run.takeFrames();
  run.takeFrames();
};
const edited = (model: Model, change: (id: string, doc: NodeDoc) => NodeDoc): Model => ({
  ...model,
  nodes: Object.fromEntries(Object.entries(model.nodes).map(([id, doc]) => [id, change(id, doc)])),
});

describe('random streams', () => {
  it('[L1] [L5] [I1] [I7] keep balanced books and one owner per partition, whatever logs forget and groups go through, and drain', () => {
    fc.assert(
      fc.property(worlds, ({ model, edits }) => {
        const run = new Run({ ...planOf(model), sampleUs: 10_000_000 });
        let now = model;
        for (const { atS, consumer: id, fields } of [...edits].sort((a, b) => a.atS - b.atS)) {
          advance(run, atS * 1_000_000);
          now = edited(now, (key, doc) => (key === id ? ({ ...doc, ...fields } as NodeDoc) : doc));
          run.input({ kind: 'patch', plan: planOf(now) });
          expect(violations(run)).toEqual([]);
        }
        advance(run, BUSY_S * 1_000_000);
        now = edited(now, (_, doc) => {
          if (doc.kind === 'producer') return { ...doc, load: { kind: 'constant', rate: '0/s' } };
          return doc.kind === 'consumer' ? { ...doc, workTime: { kind: 'constant', value: '1ms' } } : doc;
        });
        run.input({ kind: 'patch', plan: planOf(now) });
        advance(run, 25 * MINUTE);
        expect(violations(run)).toEqual([]);
        expect(leftovers(run)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 60_000 + 2_000 * RUNS },
    );
  }, 600_000);
});
