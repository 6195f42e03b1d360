import { describe, expect, it } from 'vitest';
import type { ObjectivePlan } from '#core/compile/plan.ts';
import { Drain } from '#core/run/drains.ts';
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
  report('t', 'topic', { throughput: 40, lagMax: 30, lagEnd: 4, depthMax: 30, depthEnd: 4, drain: { peak: 30, peakAtUs: 5, us: null } }),
  report('q', 'queue', { throughput: 5, depthMax: 70, depthEnd: 0, dropped: 2, refused: 4, drain: { peak: 70, peakAtUs: 5, us: 9_000_000 } }),
  report('a', 'consumer', { throughput: 30, lagMax: 31, lagEnd: 4, latency: latency(100), dropped: 1 }),
  report('b', 'consumer', { throughput: 10, latency: latency(200) }),
  report('idle', 'consumer', { latency: { ...latency(999), count: 0 } }),
];
const one = (objective: Omit<ObjectivePlan, 'text' | 'unit'>) => judge([{ text: '', unit: 'count', ...objective }], NODES)[0]!;

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
  ])('[O2] %s of the run is the worst or the sum', (metric, measured) => {
    expect(one({ metric, node: '', below: 1e9 }).measured).toBe(measured);
  });

  it('[O1] below means less, at most not more, above at least', () => {
    expect(one({ metric: 'depthMax', node: 'q', below: 70 }).met).toBe(false);
    expect(one({ metric: 'depthMax', node: 'q', below: 71 }).met).toBe(true);
    expect(one({ metric: 'depthMax', node: 'q', atMost: 69 }).met).toBe(false);
    expect(one({ metric: 'depthMax', node: 'q', atMost: 70 }).met).toBe(true);
    expect(one({ metric: 'throughput', node: 'p', above: 51 }).met).toBe(false);
    expect(one({ metric: 'throughput', node: 'p', above: 50 }).met).toBe(true);
  });

  it('[O1] nothing measured is missed', () => {
    expect(one({ metric: 'latencyP50', node: 'idle', below: 1e9 })).toMatchObject({ measured: null, met: false });
    expect(one({ metric: 'lagMax', node: 'q', below: 1e9 })).toMatchObject({ measured: null, met: false });
    expect(one({ metric: 'latencyP50', node: 'nobody', below: 1e9 })).toMatchObject({ measured: null, met: false });
  });

  it('keeps the order and the text of the plan', () => {
    const told = judge(
      [
        { metric: 'dropped', unit: 'count', node: 'q', below: 1, text: 'first' },
        { metric: 'refused', unit: 'count', node: 'p', below: 9, text: 'second' },
      ],
      NODES,
    );
    expect(told.map((o) => [o.text, o.node, o.met])).toEqual([
      ['first', 'q', false],
      ['second', 'p', true],
    ]);
  });

  it('[O3] a backlog that was not worked off has no drain time, and misses it', () => {
    expect(one({ metric: 'drainTime', node: 'q', below: 1e7 })).toMatchObject({ measured: 9_000_000, met: true });
    expect(one({ metric: 'drainTime', node: 't', below: 1e12 })).toMatchObject({ measured: null, met: false });
    expect(one({ metric: 'drainTime', node: '', below: 1e12 })).toMatchObject({ measured: null, met: false });
  });

  it('[O3] drain time is from the highest backlog to a twentieth of it', () => {
    const drain = new Drain();
    expect(drain.report()).toEqual({ peak: 0, peakAtUs: 0, us: 0 });
    // Service 300/s, load 100/s after the peak at 10 s: 2000 records are worked off at 200/s.
    for (let s = 0; s <= 30; s++) drain.see(s <= 10 ? 200 * s : Math.max(0, 2_000 - 200 * (s - 10)), s * 1e6);
    expect(drain.report()).toEqual({ peak: 2_000, peakAtUs: 10e6, us: 10e6 });
    drain.see(2_001, 40e6);
    expect(drain.report()).toEqual({ peak: 2_001, peakAtUs: 40e6, us: null });
    drain.see(100, 41e6);
    expect(drain.report().us).toBe(1e6);
  });
});
