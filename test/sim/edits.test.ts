import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultSpec } from '#core/base/faults.ts';
import { SECOND } from '#core/base/units.ts';
import { patch } from '#core/compile/patch.ts';
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node, nodeOf, planOf } from '../support/design.ts';
import { Watched } from '../support/watched.ts';

/** Everything there may be, on two servers; a design has some of it. */
const POOL: Readonly<Record<string, NodeDoc>> = {
  k: node('broker', { costPerRequest: '200us', nodes: 3 }),
  r: node('broker', { profile: 'rabbitmq-4.2', costPerRequest: '100us', nodes: 3 }),
  b: node('broadcast', { broker: 'k' }),
  ch: node('channel', { capacity: 5 }),
  d: node('queue', { broker: 'r', maxLength: 500 }),
  q: node('queue', { broker: 'r', messageTtl: '1500ms' }),
  t: node('topic', { broker: 'k', partitions: 3, replicationFactor: 3, minInsyncReplicas: 2 }),
  u: node('topic', { broker: 'k', partitions: 2, replicationFactor: 2 }),
  v: node('topic', { partitions: 2 }),
  z: node('queue', { broker: 'r', type: 'quorum' }),
  x: node('exchange', { broker: 'r', type: 'fanout' }),
  p1: node('producer', { load: { kind: 'constant', rate: '60/s' }, keys: { kind: 'uniform', count: 5 } }),
  p2: node('producer', { load: { kind: 'constant', rate: '40/s' }, arrivals: 'poisson' }),
  c1: node('consumer', { workTime: { kind: 'exponential', mean: '20ms' }, count: 2, prefetch: 10 }),
  c2: node('consumer', { workTime: { kind: 'exponential', mean: '15ms' }, failureProbability: 0.1, onFailure: 'drop', prefetch: 5 }),
  g1: node('consumer', { workTime: { kind: 'constant', value: '5ms' }, group: 'g', count: 2 }),
  g2: node('consumer', { workTime: { kind: 'constant', value: '8ms' }, group: 'h', offsetReset: 'latest' }),
  s1: node('consumer', { workTime: { kind: 'constant', value: '10ms' } }),
  ch1: node('consumer', { workTime: { kind: 'constant', value: '30ms' } }),
};
const WIRES = [
  'p1>t',
  'p1>b',
  'p1>x',
  'p2>q',
  'p2>t',
  'p2>ch',
  'x>q',
  'x>d',
  'q>d',
  'q>c1',
  'q>c2',
  'd>c2',
  't>g1',
  't>g2',
  'b>s1',
  'ch>ch1',
  'g1>q',
  's1>ch',
  'p1>u',
  'p2>v',
  'p2>z',
  'z>c1',
  'u>g2',
  'v>g1',
];

const design = (ids: readonly string[], wires: readonly string[], horizon: string, latency = '2ms'): Model =>
  modelOf(
    Object.fromEntries(ids.map((id) => [id, POOL[id]!])),
    wires.filter((pair) => pair.split('>').every((id) => ids.includes(id))),
    { horizon },
    latency,
  );
const IDS = Object.keys(POOL);

/** Servers are always there: what lives on one that is not lives elsewhere, and that is another design. */
const somewhere = fc.record({
  atMs: fc.integer({ min: 1, max: 9_000 }),
  ids: fc.subarray(IDS.filter((id) => id !== 'k' && id !== 'r')).map((ids) => ['k', 'r', ...ids]),
  wires: fc.subarray(WIRES),
  /** What breaks at that instant, before the edit; a target may be away. */
  fault: fc.option(
    fc.constantFrom<FaultSpec>(
      { kind: 'brokerCrash', target: 'k', forUs: 1_500_000, mode: 'power', server: 0 },
      { kind: 'brokerCrash', target: 'k', forUs: 500_000, mode: 'process', server: null },
      { kind: 'brokerCrash', target: 'r', forUs: 2_000_000, mode: 'process', server: 1 },
      { kind: 'brokerPause', target: 'k', forUs: 1_000_000, server: null },
      { kind: 'clientCrash', target: 'c1', forUs: 700_000, instance: null, moment: 'now' },
      { kind: 'clientCrash', target: 'p1', forUs: null, instance: null, moment: 'now' },
      { kind: 'clientCrash', target: 'g1', forUs: 500_000, instance: 0, moment: 'beforeCommit' },
      { kind: 'linkPartition', target: 'p2>q', forUs: 3_000_000, way: 'both' },
      { kind: 'linkLoss', target: 't>g1', forUs: null, probability: 0.3 },
    ),
    { nil: undefined },
  ),
});

describe('random edits of a running design', () => {
  it('[R30] what is not touched draws what it would have drawn', () => {
    const ids = ['k', 'r', 't', 'q', 'p1', 'p2', 'g1', 'c1'];
    const wires = ['p1>t', 't>g1', 'p2>q', 'q>c1'];
    const [plain, edited] = [new Watched(design(ids, wires, '20s')), new Watched(design(ids, wires, '20s'))];
    // Before all others by its id, so every place in the plan's own order moves.
    const more = { ...design(ids, wires, '20s') };
    const nodes = { ...more.nodes, a0: { ...POOL['q']!, name: 'a0' }, a1: { ...POOL['p2']!, name: 'a1' } };
    const edges = { ...more.edges, a: { ...more.edges['p2>q']!, from: 'a1', to: 'a0' } };
    edited.until(5 * SECOND).input({ kind: 'patch', plan: planOf({ ...more, nodes, edges }) });
    plain.until(20 * SECOND);
    edited.until(20 * SECOND);
    const figures = ({ run }: Watched) => ['p1', 'p2'].map((id) => ({ ...nodeOf(run.report(), id) }));
    expect(figures(edited)).toEqual(figures(plain));
    expect(edited.ids('g1')).toHaveLength(plain.ids('g1').length);
    expect(nodeOf(edited.run.report(), 'a0').in).toBeGreaterThan(500);
  });

  it('[R30] keeps its books after every event, and the same journal gives the same trace, whatever is added and removed', () => {
    fc.assert(
      fc.property(somewhere, fc.array(somewhere, { minLength: 1, maxLength: 5 }), (first, later) => {
        const models = later.map(({ ids, wires }) => planOf(design(ids, wires, '10s')));
        const at = later.map(({ atMs }) => atMs * 1_000 + 7).sort((a, b) => a - b);
        const once = () => {
          const watched = new Watched(design(first.ids, first.wires, '10s'));
          models.forEach((plan, i) => {
            watched.until(at[i]!);
            const { fault } = later[i]!;
            if (fault !== undefined) watched.input({ kind: 'fault', fault });
            expect(patch(watched.run.world.plan, plan).kind).not.toBe('restart');
            watched.input({ kind: 'patch', plan });
          });
          return watched.until(10 * SECOND).run;
        };
        const run = once();
        expect(run.report().ledger.imbalances).toBe(0);
        expect(once().world.kernel.trace.digest()).toBe(run.world.kernel.trace.digest());
      }),
      { numRuns: 15 },
    );
  });
});
