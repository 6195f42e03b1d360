import { describe, expect, it } from 'vitest';
import type { Plan } from '#core/compile/plan.ts';
import type { NodeDetail } from '#core/run/details.ts';
import { inspect } from '#core/run/inspect.ts';
import { Run } from '#core/run/run.ts';
import { finish, modelOf, node, planOf } from '../support/design.ts';
import { TestScreen } from '../support/testPort.ts';

type DetailOf<K extends NodeDetail['kind']> = Extract<NodeDetail, { kind: K }>;

/** What is inside a node when so much of the plan's time is over. */
function insideOf<K extends NodeDetail['kind']>(plan: Plan, id: string, kind: K, untilUs = plan.horizonUs): DetailOf<K> {
  const run = new Run(plan);
  while (run.nowUs < untilUs) run.advance(untilUs, 1_000_000);
  const detail = inspect(run.world, id);
  if (detail?.kind !== kind) throw new Error(`inside of ${id}: ${detail?.kind}`);
  return detail as DetailOf<K>;
}

const burst = (n: number) =>
  node('producer', {
    arrivals: 'even',
    load: {
      kind: 'steps',
      steps: [
        { rate: `${n}/s`, for: '1s' },
        { rate: '0/s', for: '1s' },
      ],
    },
  });
const slow = (fields: Partial<ReturnType<typeof node<'consumer'>>> = {}) => node('consumer', { workTime: { kind: 'constant', value: '100s' }, ...fields });

describe('the inside of a node', () => {
  it('[V1] a topic: its partitions, who leads and follows, how far each group committed', () => {
    const topic = node('topic', { partitions: 3 });
    const quick = slow({ count: 2, group: 'g', offsetReset: 'earliest', workTime: { kind: 'constant', value: '0s' }, commit: 'afterProcessing' });
    const nodes = { p: burst(30), t: topic, c: quick, d: slow({ group: 'late', startAt: '60s' }) };
    const plan = planOf(modelOf(nodes, ['p>t', 't>c', 't>d']));
    const { groups, partitions } = insideOf(plan, 't', 'topic');
    expect(groups).toEqual(['g', 'late']);
    expect(partitions.total).toBe(3);
    expect(partitions.items.reduce((n, { end }) => n + end, 0)).toBe(30);
    for (const { leader, replicas, end, highWatermark, groups: readings } of partitions.items) {
      expect(leader).toBe(0);
      expect(replicas).toEqual([{ server: 0, isInSync: true, end }]);
      expect(highWatermark).toBe(end);
      expect(readings[1]).toEqual({ committed: null, lag: end });
      expect(readings[0]!.lag).toBe(0);
    }
    const consumer = insideOf(plan, 'c', 'consumer');
    expect(consumer.groups).toEqual([{ name: 'g', state: 'stable', generation: 1, assignor: 'range', members: 2 }]);
    expect(consumer.instances.items.map(({ owns }) => owns)).toEqual([[{ topic: 't', partitions: [0, 1] }], [{ topic: 't', partitions: [2] }]]);
  });

  it('[V1] a replicated topic: who leads, who is in sync, and who is not after a crash', () => {
    const topic = node('topic', { partitions: 3, broker: 'b', replicationFactor: 3 });
    const nodes = { p: burst(30), b: node('broker', { nodes: 3, profile: 'kafka-4.1' }), t: topic, c: slow() };
    const model = modelOf(nodes, ['p>t', 't>c'], { horizon: '60s' });
    const before = insideOf(planOf(model), 't', 'topic', 3_000_000).partitions.items;
    expect(before.map(({ replicas }) => replicas.map(({ server }) => server).sort((a, b) => a - b))).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2],
    ]);
    expect(before.every(({ leader, replicas }) => leader >= 0 && replicas.every(({ isInSync }) => isInSync))).toBe(true);
    const crash = { kind: 'brokerCrash', target: 'b', server: 2, mode: 'process', at: '3s', for: undefined } as const;
    const plan = planOf({ ...model, faults: [crash] });
    const after = insideOf(plan, 't', 'topic').partitions.items;
    expect(after.map(({ replicas }) => replicas.filter(({ isInSync }) => !isInSync).map(({ server }) => server))).toEqual([[1], [1], [1]]);
    expect(after.every(({ leader, epoch }, i) => leader !== 1 && (before[i]!.leader !== 1 || epoch > before[i]!.epoch))).toBe(true);
    const { servers } = insideOf(plan, 'b', 'broker');
    expect(servers.map(({ isUp }) => isUp)).toEqual([true, false, true]);
    expect(servers.map(({ leads }) => leads).reduce((a, b) => a + b)).toBe(3);
    expect(servers[1]!.leads).toBe(0);
  });

  it('[V1] a queue: ready, not settled, who reads it, and how old its head is', () => {
    const nodes = { p: burst(10), q: node('queue', { deliveryLimit: 0 }), a: slow({ prefetch: 2, count: 2 }) };
    const queue = insideOf(planOf(modelOf(nodes, ['p>q', 'q>a'])), 'q', 'queue', 5_000_000);
    expect(queue).toMatchObject({ ready: 6, unacked: 4, deaths: {}, redelivered: 0 });
    expect(queue.consumers).toEqual({
      total: 2,
      items: [
        { client: 'a/0', prefetch: 2, unacked: 2, isActive: true },
        { client: 'a/1', prefetch: 2, unacked: 2, isActive: true },
      ],
    });
    expect(queue.oldestUs).toBeGreaterThan(4_000_000);
    expect(queue.oldestUs).toBeLessThan(5_000_000);
    const failing = {
      ...nodes,
      a: node('consumer', { failureProbability: 1, onFailure: 'drop' as const, workTime: { kind: 'constant' as const, value: '1ms' } }),
    };
    expect(insideOf(planOf(modelOf(failing, ['p>q', 'q>a'])), 'q', 'queue')).toMatchObject({ ready: 0, oldestUs: null, deaths: { rejected: 10 } });
  });

  it('[V1] a broker: its servers, and what is on them', () => {
    const nodes = { p: burst(10), b: node('broker', { nodes: 2 }), q: node('queue', { broker: 'b' }), c: slow() };
    const { servers } = insideOf(planOf(modelOf(nodes, ['p>q', 'q>c'])), 'b', 'broker');
    expect(servers.map(({ isUp }) => isUp)).toEqual([true, true]);
    expect(servers.flatMap(({ holds }) => holds)).toEqual(['q']);
    expect(servers.reduce((n, { sessions }) => n + sessions, 0)).toBe(2);
  });

  it('[V1] a broadcast and a channel', () => {
    const nodes = { p: burst(10), d: node('broadcast'), c: slow({ prefetch: 3, count: 2 }) };
    const broadcast = insideOf(planOf(modelOf(nodes, ['p>d', 'd>c'])), 'd', 'broadcast');
    expect(broadcast.subscriptions).toEqual({
      total: 2,
      items: [
        { ready: 7, unacked: 3 },
        { ready: 7, unacked: 3 },
      ],
    });
    const channel = insideOf(planOf(modelOf({ p: burst(10), h: node('channel', { capacity: 4 }), c: slow() }, ['p>h', 'h>c'])), 'h', 'channel');
    expect(channel).toMatchObject({ length: 4, capacity: 4, blockedSenders: 1, waitingReceivers: 0, isClosed: false });
  });

  it('[V1] [J4] a durable subscription has its names, and whether somebody is there', () => {
    const mq = node('broker', { profile: 'activemq-5.17' });
    const nodes = { mq, p: burst(10), d: node('broadcast', { broker: 'mq' }), c: slow({ prefetch: 3, subscription: 'durable', subscriptionName: 'inbox' }) };
    const { subscriptions } = insideOf(planOf(modelOf(nodes, ['p>d', 'd>c'])), 'd', 'broadcast');
    expect(subscriptions.items).toEqual([{ ready: 7, unacked: 3, durable: { clientId: 'c', name: 'inbox', isOnline: true } }]);
  });

  it('[V1] nothing of a node that is not there or has no inside', () => {
    const run = new Run(planOf(modelOf({ p: burst(1), q: node('queue'), c: slow() }, ['p>q', 'q>c'])));
    expect([inspect(run.world, 'p'), inspect(run.world, 'ghost'), inspect(run.world, '')]).toEqual([undefined, undefined, undefined]);
  });

  it('[V2] is cut, and says how long it is', () => {
    const wide = planOf(modelOf({ p: burst(1), t: node('topic', { partitions: 300 }), c: slow({ count: 150 }) }, ['p>t', 't>c']));
    const { partitions } = insideOf(wide, 't', 'topic', 0);
    expect([partitions.items.length, partitions.total]).toEqual([200, 300]);
    const { instances } = insideOf(wide, 'c', 'consumer', 1_000);
    expect([instances.items.length, instances.total]).toEqual([100, 150]);
  });
});

describe('looking', () => {
  const plan = planOf(modelOf({ p: burst(200), q: node('queue'), c: node('consumer') }, ['p>q', 'q>c']));

  it('[V1] comes at once, then at most four times a second, and at the end', () => {
    const screen = new TestScreen();
    screen.load(plan);
    screen.request({ kind: 'inspect', runId: 1, node: 'q' });
    expect(screen.last('inspected')).toMatchObject({ node: 'q', detail: { kind: 'queue', ready: 0 } });
    screen.command({ kind: 'run' });
    const before = screen.all('inspected').length;
    screen.host.advance(3_000_000);
    const during = screen.all('inspected').length - before;
    expect(during).toBeGreaterThanOrEqual(8);
    expect(during).toBeLessThanOrEqual(12);
    screen.command({ kind: 'pace', pace: 'max' });
    screen.host.settle();
    expect(screen.last('inspected')?.detail).toMatchObject({ ready: 0, unacked: 0 });
    expect(screen.last('ended')).toBeDefined();
  });

  it('[V1] stops when nothing is looked at, and begins with no run by itself', () => {
    const screen = new TestScreen();
    screen.load(plan);
    screen.runOut();
    expect(screen.all('inspected')).toEqual([]);
    screen.load(plan);
    screen.request({ kind: 'inspect', runId: 2, node: 'q' });
    screen.request({ kind: 'inspect', runId: 2, node: '' });
    screen.request({ kind: 'inspect', runId: 1, node: 'q' });
    screen.runOut();
    expect(screen.all('inspected').length).toBe(1);
  });

  it('[V3] [I17] changes nothing of the run', () => {
    const looked = new TestScreen();
    looked.load(plan);
    for (const id of ['q', 'c', 'p']) looked.request({ kind: 'inspect', runId: 1, node: id });
    looked.request({ kind: 'inspect', runId: 1, node: 'q' });
    looked.runOut();
    expect(looked.last('ended')?.report.traceHash).toBe(finish(new Run(plan)).traceHash);
  });
});
