import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { compile, sampleUsFor } from '#core/compile/compile.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { scenarios } from '../scenario/arbitrary.ts';

const MODEL: Model = {
  seed: 9,
  horizon: '1m',
  nodes: {
    c: { ...newNode('consumer', 'worker'), workTime: { kind: 'exponential', mean: '1.5ms' }, startAt: '2s' },
    d: { ...newNode('consumer', 'other'), group: 'shared' },
    k: { ...newNode('broker', 'kafka1'), costPerRecord: '0.3us', costPerKiB: '512us' },
    p: { ...newNode('producer', 'shop'), load: { kind: 'spike', base: '1k/s', peak: '60k/min', at: '1s', rise: '0s', hold: '1s', fall: '10ms' }, acks: '1' },
    q: { ...newNode('queue', 'jobs'), maxLength: 7, overflow: 'reject' },
    t: { ...newNode('topic', 'orders'), broker: 'k', partitions: 3 },
    w: newNode('channel', 'pipe'),
  },
  edges: {
    e1: { from: 'p', to: 't', latency: '1ms', share: 0.25 },
    e2: newEdge('t', 'c'),
    e3: { from: 'c', to: 'q', latency: '0s', share: 0.5 },
    e4: { from: 'q', to: 'd', latency: '2ms', share: 0.5 },
    e0: newEdge('p', 'w'),
  },
  faults: [],
  objectives: [
    { metric: 'latencyP99', node: '', below: '250ms' },
    { metric: 'depthMax', node: 'q', below: 100 },
    { metric: 'throughput', node: 'd', above: '6k/min' },
  ],
};

function planOf(model: Model) {
  const { plan, issues } = compile(model);
  if (plan === undefined) throw new Error(JSON.stringify(issues));
  return plan;
}

describe('compile', () => {
  const plan = planOf(MODEL);

  test('an exchange has its ways out with their bindings, an alternate, and dead letters their key', () => {
    const nodes = {
      k: { ...newNode('broker', 'rabbit'), profile: 'rabbitmq-4.2' as const },
      q: { ...newNode('queue', 'q'), broker: 'k' },
      r: { ...newNode('queue', 'r'), broker: 'k' },
      x: { ...newNode('exchange', 'x'), type: 'headers' as const, broker: 'k' },
      y: { ...newNode('exchange', 'y'), broker: 'k' },
    };
    const edges = {
      a: { ...newEdge('x', 'q'), bindings: [{ key: '', match: 'any' as const, arguments: { b: 1, a: 'x' } }] },
      b: { ...newEdge('x', 'y'), role: 'alternate' as const },
      c: newEdge('y', 'r'),
      d: { ...newEdge('q', 'y'), deadLetterKey: 'dead' },
      e: newEdge('r', 'q'),
    };
    const [q, r, x, y] = planOf({ ...MODEL, nodes, edges, objectives: [] }).destinations;
    const bindings = [{ key: '', arguments: { a: 'x', b: 1 }, match: 'any' }];
    expect(x).toMatchObject({ kind: 'exchange', type: 'headers', ways: [{ id: 'a', destination: 0, bindings }], alternate: { id: 'b', destination: 3 } });
    expect(y).toMatchObject({ ways: [{ id: 'c', destination: 1, bindings: [{ key: '' }] }], alternate: null });
    expect(q).toMatchObject({ deadLetter: { id: 'd', destination: 3, routingKey: 'dead' } });
    expect(r).toMatchObject({ deadLetter: { id: 'e', destination: 0, routingKey: 'q' } });
  });

  test('quantities become integers, costs may be fractions of a microsecond', () => {
    expect(plan).toMatchObject({ seed: 9, horizonUs: 60_000_000 });
    expect(plan.brokers[1]).toEqual({
      id: 'k',
      profile: 'any',
      servers: 1,
      interServerUs: 250,
      fsyncUs: 0,
      threads: 8,
      costRequestUs: 60,
      costRecordUs: 0.3,
      costByteUs: 0.5,
      nicBandwidth: 0,
      diskBandwidth: 0,
      pageCache: 0,
    });
    expect(plan.producers[0]?.load).toEqual({ kind: 'spike', base: 1000, peak: 1000, atUs: 1e6, riseUs: 0, holdUs: 1e6, fallUs: 10_000 });
    expect(plan.producers[0]?.size).toEqual({ kind: 'constant', value: 1024 });
    expect(plan.producers[0]?.send).toEqual({
      lingerUs: 5_000,
      batchBytes: 16_384,
      acks: 1,
      retries: 2 ** 31 - 1,
      retryBackoffUs: 100_000,
      requestTimeoutUs: 30_000_000,
      maxInFlight: 5,
      bufferBytes: 33_554_432,
      transaction: 0,
      confirmWindow: 0,
      deliveryTimeoutUs: 120_000_000,
      maxBlockUs: 60_000_000,
      isIdempotent: false,
      partitioner: 'murmur2',
    });
    expect(plan.consumers[0]).toMatchObject({ workTime: { kind: 'exponential', mean: 1500 }, startUs: 2_000_000, commitIntervalUs: 5_000_000 });
  });

  test('what names no broker shares one that costs nothing', () => {
    expect(plan.brokers.map((b) => b.id)).toEqual(['', 'k']);
    expect(plan.brokers[0]).toMatchObject({ costRequestUs: 0, costRecordUs: 0, costByteUs: 0 });
    expect(plan.destinations.map((d) => [d.id, d.kind, plan.brokers[d.broker]?.id])).toEqual([
      ['q', 'queue', ''],
      ['t', 'topic', 'k'],
      ['w', 'channel', ''],
    ]);
    const { t, p, k } = MODEL.nodes;
    const placed = planOf({ ...MODEL, nodes: { t, p, k } as Model['nodes'], edges: {}, objectives: [] });
    expect(placed.brokers.map((b) => b.id)).toEqual(['k']);
  });

  test('each edge is a link of the client that uses it; reading takes all, whatever the share', () => {
    expect(plan.producers[0]?.targets).toEqual([
      { id: 'e0', destination: 2, latencyUs: 250, share: 1 },
      { id: 'e1', destination: 1, latencyUs: 1000, share: 0.25 },
    ]);
    const [c, d] = plan.consumers;
    expect(c?.sources).toEqual([{ id: 'e2', destination: 1, latencyUs: 250, share: 1 }]);
    expect(c?.targets).toEqual([{ id: 'e3', destination: 0, latencyUs: 0, share: 0.5 }]);
    expect(d?.sources).toEqual([{ id: 'e4', destination: 0, latencyUs: 2000, share: 1 }]);
  });

  test('a consumer without a group has one of its own', () => {
    expect(plan.consumers.map((c) => c.group)).toEqual(['c', 'shared']);
  });

  test('objectives keep their words beside their numbers', () => {
    expect(plan.objectives).toEqual([
      { metric: 'latencyP99', unit: 'duration', node: '', below: 250_000, text: 'latencyP99 < 250ms' },
      { metric: 'depthMax', unit: 'count', node: 'q', below: 100, text: 'depthMax < 100' },
      { metric: 'throughput', unit: 'rate', node: 'd', above: 100, text: 'throughput ≥ 6k/min' },
    ]);
  });

  test('weights of an empirical distribution are 1 unless given', () => {
    const nodes = { ...MODEL.nodes, c: { ...newNode('consumer', 'c'), workTime: { kind: 'empirical' as const, values: ['1ms', '3ms'] } } };
    expect(planOf({ ...MODEL, nodes }).consumers[0]?.workTime).toEqual({ kind: 'empirical', values: [1000, 3000], weights: [1, 1] });
  });

  test('an error means no plan, a warning does not', () => {
    const broken = compile({ ...MODEL, horizon: '-1s' });
    expect(broken.plan).toBeUndefined();
    expect(broken.issues.map((i) => i.code)).toEqual(['quantity.negative']);
    const idle = compile({ ...MODEL, nodes: { ...MODEL.nodes, z: newNode('queue', 'idle') } });
    expect(idle.plan).toBeDefined();
    expect(idle.issues.map((i) => i.code)).toEqual(['node.unconnected']);
  });

  test('a plan is frozen to its depth, and can be cloned to a worker', () => {
    const load = plan.producers[0]?.load as { base: number };
    expect(() => (load.base = 1)).toThrow(TypeError);
    expect(() => (plan.brokers as unknown[]).push(1)).toThrow(TypeError);
    expect(structuredClone(plan)).toEqual(plan);
  });

  test('the order of keys in a file changes nothing', () => {
    const reverse = <T>(record: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(record).reverse());
    fc.assert(
      fc.property(scenarios, ({ model }) => {
        const turned = { ...model, nodes: reverse(model.nodes), edges: reverse(model.edges) };
        expect(JSON.stringify(compile(turned))).toBe(JSON.stringify(compile(model)));
      }),
    );
  });

  test('an edge from queue to queue is the one’s dead-letter wire, not a link', () => {
    const dead = { ...newNode('queue', 'dead'), messageTtl: '5s', deliveryLimit: 3 };
    const { destinations, consumers, producers } = planOf({ ...MODEL, nodes: { ...MODEL.nodes, x: dead }, edges: { ...MODEL.edges, qx: newEdge('q', 'x') } });
    const at = destinations.findIndex(({ id }) => id === 'x');
    expect(destinations.find(({ id }) => id === 'q')).toMatchObject({ messageTtlUs: null, deliveryLimit: null, deadLetter: { id: 'qx', destination: at } });
    expect(destinations[at]).toMatchObject({ messageTtlUs: 5_000_000, deliveryLimit: 3, deadLetter: null });
    expect([...producers, ...consumers].flatMap((client) => client.targets).map(({ id }) => id)).not.toContain('qx');
  });

  test('every example has a plan of whole microseconds', () => {
    for (const { scenario } of EXAMPLES) {
      const times: unknown[] = [];
      JSON.stringify(planOf(scenario.model), (key, value: unknown) => {
        if (key.endsWith('Us') && !key.startsWith('cost')) times.push(value);
        return value;
      });
      expect(times.length).toBeGreaterThan(10);
      // null: messages that live for ever.
      expect(times.filter((us) => us !== null && !Number.isSafeInteger(us))).toEqual([]);
    }
  });
});

describe('sampleUsFor', () => {
  test.each([
    [1_000, 10_000],
    [12_000_000, 10_000],
    [12_000_001, 20_000],
    [60_000_000, 50_000],
    [120_000_000, 100_000],
    [3_600_000_000, 5_000_000],
    [86_400_000_000, 100_000_000],
  ])('a horizon of %i µs is sampled every %i µs', (horizonUs, sampleUs) => {
    expect(sampleUsFor(horizonUs)).toBe(sampleUs);
  });

  test('rows always fit, and intervals are 1, 2 or 5 times a power of ten', () => {
    fc.assert(
      fc.property(fc.double({ min: 3, max: 15, noNaN: true }), (magnitude) => {
        const horizonUs = Math.min(LIMITS.horizonUs, Math.round(10 ** magnitude));
        const sampleUs = sampleUsFor(horizonUs);
        expect(Math.ceil(horizonUs / sampleUs) + 1).toBeLessThanOrEqual(LIMITS.seriesRows);
        expect(String(sampleUs)).toMatch(/^[125]0+$/);
        expect(sampleUs).toBeGreaterThanOrEqual(10_000);
      }),
    );
  });
});
