import { describe, expect, test } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import type { Plan } from '#core/compile/plan.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { runToEnd } from '#node/runHost.ts';

const planOf = (id: string): Plan => {
  const { plan } = compile(EXAMPLES.find((example) => example.id === id)!.scenario.model);
  if (plan === undefined) throw new Error(`no plan for ${id}`);
  return plan;
};

describe('runToEnd', () => {
  test('a run reaches its horizon and reports', async () => {
    const seen: number[] = [];
    const { report, isComplete } = await runToEnd(planOf('kafka-stream'), { onProgress: ({ nowUs }) => seen.push(nowUs) });
    expect(isComplete).toBe(true);
    expect(report).toMatchObject({ endedAtUs: 60_000_000, horizonUs: 60_000_000 });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(60_000_000);
  });

  test('a stopped run reports the part it did', async () => {
    let slices = 0;
    const { report, isComplete } = await runToEnd(planOf('flash-sale'), { isStopped: () => slices > 0, onProgress: () => void slices++ });
    expect(isComplete).toBe(false);
    expect(report.endedAtUs).toBeLessThan(report.horizonUs);
    expect(report.events).toBeGreaterThan(0);
  });
});

describe('the examples show what their notes say', () => {
  const nodesOf = async (id: string) => {
    const { report } = await runToEnd(planOf(id));
    expect(report.ledger).toMatchObject({ difference: 0, imbalances: 0 });
    expect(report.objectives.filter((objective) => !objective.met)).toEqual([]);
    return { report, node: (name: string) => report.nodes.find((node) => node.id === name)! };
  };

  test('pipe: ten numbers go through a channel that fills up, none is lost', async () => {
    const { report, node } = await nodesOf('pipe');
    expect(report.ledger).toMatchObject({ offered: 10, consumed: 10, refused: {}, dropped: {} });
    expect(node('ch').depthMax).toBe(5);
  });

  test('point-to-point: each order goes to one packer, about half to each', async () => {
    const { report, node } = await nodesOf('point-to-point');
    const [a, b] = [node('packer-a').processed!, node('packer-b').processed!];
    expect(a + b).toBe(report.ledger.consumed);
    expect(a / (a + b)).toBeGreaterThan(0.45);
    expect(a / (a + b)).toBeLessThan(0.55);
  });

  test('publish-subscribe: who comes ten seconds late lacks five hundred', async () => {
    const { node } = await nodesOf('publish-subscribe');
    const missed = node('web').in - node('archive').in;
    expect(missed).toBeGreaterThanOrEqual(499);
    expect(missed).toBeLessThanOrEqual(501);
  });

  test('kafka-stream: what goes in comes out', async () => {
    const { node } = await nodesOf('kafka-stream');
    expect(node('stream-out').in).toBeGreaterThan(0.99 * node('stream-in').in);
  });

  test('flash-sale: the topic takes the peak and is worked off in time', async () => {
    const { node } = await nodesOf('flash-sale');
    expect(node('orders').lagMax).toBeGreaterThan(50_000);
    expect(node('orders').lagMax).toBeLessThan(58_000);
    expect(node('orders').lagEnd).toBeLessThan(100);
    // What is behind the workers never sees the peak.
    expect(node('payments').depthMax).toBeLessThan(100);
  });
});
