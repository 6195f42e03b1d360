import { describe, expect, it } from 'vitest';
import type { ObjectivePlan } from '#core/compile/plan.ts';
import { judge } from '#core/run/objectives.ts';
import type { LatencyReport, NodeReport } from '#core/run/report.ts';

const latency = (us: number): LatencyReport => ({ count: 9, meanUs: us, p50Us: us, p90Us: us, p95Us: us * 2, p99Us: us * 3, p999Us: us * 4, maxUs: us * 5 });
const report = (id: string, kind: NodeReport['kind'], more: Partial<NodeReport> = {}): NodeReport => ({
  id,
  kind,
  in: 0,
  out: 0,
  refused: 0,
  dropped: 0,
  throughput: 0,
  ...more,
});
const NODES = [
  report('p', 'producer', { throughput: 50, refused: 3, latency: latency(9_000) }),
  report('t', 'topic', { throughput: 40, lagMax: 30, lagEnd: 4, depthMax: 30, depthEnd: 4 }),
  report('q', 'queue', { throughput: 5, depthMax: 70, depthEnd: 0, dropped: 2, refused: 4 }),
  report('a', 'consumer', { throughput: 30, lagMax: 31, lagEnd: 4, latency: latency(100), dropped: 1 }),
  report('b', 'consumer', { throughput: 10, latency: latency(200) }),
  report('idle', 'consumer', { latency: { ...latency(999), count: 0 } }),
];
const one = (objective: Omit<ObjectivePlan, 'text'>) => judge([{ text: '', ...objective }], NODES)[0]!;

describe('objectives', () => {
  it.each<[ObjectivePlan['metric'], string, number]>([
    ['latencyP50', 'a', 100],
    ['latencyP95', 'a', 200],
    ['latencyP99', 'b', 600],
    ['lagMax', 't', 30],
    ['lagEnd', 'a', 4],
    ['depthMax', 'q', 70],
    ['depthEnd', 'q', 0],
    ['dropped', 'q', 2],
    ['refused', 'p', 3],
    ['throughput', 'p', 50],
    ['throughput', 'q', 5],
  ])('%s of %s is its own figure', (metric, node, measured) => {
    expect(one({ metric, node, below: 1e9 }).measured).toBe(measured);
  });

  it.each<[ObjectivePlan['metric'], number]>([
    // The worst consumer, the deepest place, all losses, all that consumers finished.
    ['latencyP50', 200],
    ['latencyP99', 600],
    ['lagMax', 31],
    ['depthMax', 70],
    ['dropped', 3],
    ['refused', 7],
    ['throughput', 40],
  ])('%s of the run is the worst or the sum', (metric, measured) => {
    expect(one({ metric, node: '', below: 1e9 }).measured).toBe(measured);
  });

  it('below means less, above means at least', () => {
    expect(one({ metric: 'depthMax', node: 'q', below: 70 }).met).toBe(false);
    expect(one({ metric: 'depthMax', node: 'q', below: 71 }).met).toBe(true);
    expect(one({ metric: 'throughput', node: 'p', above: 51 }).met).toBe(false);
    expect(one({ metric: 'throughput', node: 'p', above: 50 }).met).toBe(true);
  });

  it('nothing measured is missed', () => {
    expect(one({ metric: 'latencyP50', node: 'idle', below: 1e9 })).toMatchObject({ measured: null, met: false });
    expect(one({ metric: 'lagMax', node: 'q', below: 1e9 })).toMatchObject({ measured: null, met: false });
    expect(one({ metric: 'latencyP50', node: 'nobody', below: 1e9 })).toMatchObject({ measured: null, met: false });
  });

  it('keeps the order and the text of the plan', () => {
    const told = judge(
      [
        { metric: 'dropped', node: 'q', below: 1, text: 'first' },
        { metric: 'refused', node: 'p', below: 9, text: 'second' },
      ],
      NODES,
    );
    expect(told.map((o) => [o.text, o.node, o.met])).toEqual([
      ['first', 'q', false],
      ['second', 'p', true],
    ]);
  });
});
