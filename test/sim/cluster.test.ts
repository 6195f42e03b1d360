import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import type { NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node, planOf } from '../support/design.ts';

const SECOND = 1_000_000;

interface Settings {
  readonly topic?: Partial<Extract<NodeDoc, { kind: 'topic' }>>;
  readonly producer?: Partial<Extract<NodeDoc, { kind: 'producer' }>>;
  readonly nodes?: number;
  readonly horizon?: string;
}

/** Three servers, one topic on all of them, a producer of 300/s for 40 s, a group of three. */
function clusterRun({ topic = {}, producer = {}, nodes = 3, horizon = '120s' }: Settings = {}) {
  const model = modelOf(
    {
      kafka: node('broker', { nodes, profile: 'kafka-4.1' }),
      t: node('topic', { broker: 'kafka', partitions: 3, replicationFactor: 3, minInsyncReplicas: 2, ...topic }),
      p: node('producer', {
        load: {
          kind: 'steps',
          steps: [
            { rate: '300/s', for: '40s' },
            { rate: '0/s', for: '1s' },
          ],
        },
        keys: { kind: 'roundRobin', count: 20 },
        ...producer,
      }),
      c: node('consumer', { count: 3, workTime: { kind: 'constant', value: '0.1ms' }, offsetReset: 'earliest', commit: 'afterProcessing' }),
    },
    ['p>t', 't>c'],
    { horizon },
    '250us',
  );
  const run = new Run(planOf(model));
  const cluster = run.world.clusters[0]!;
  const found = run.world.destinations[0]!;
  if (found.kind !== 'topic') throw new Error('not a topic');
  const partitions = found.partitions!;
  const until = (seconds: number) => {
    while (run.nowUs < seconds * SECOND && !run.ended) run.advance(seconds * SECOND, 100_000);
    agree();
  };
  /** [I4] Whatever is below a high watermark is the same on every replica in sync. */
  const agree = () => {
    for (const partition of partitions) {
      const inSync = partition.replicas.filter(({ server }) => partition.isr.includes(server));
      const copies = inSync.map((replica) => serials(partition.index, replica.server).slice(0, replica.highWatermark));
      const longest = copies.reduce((a, b) => (b.length > a.length ? b : a));
      for (const copy of copies) expect(copy).toEqual(longest.slice(0, copy.length));
      for (const { log, highWatermark } of partition.replicas) expect(log.start <= highWatermark && highWatermark <= log.end).toBe(true);
    }
  };
  const serials = (index: number, server = partitions[index]!.leader): number[] => {
    const { log } = partitions[index]!.replicaOn(server)!;
    const all: number[] = [];
    while (all.length < log.end) {
      const slice = log.read(all.length, 1e6, 1e12, 0, 0);
      all.push(...slice.serials.subarray(slice.start, slice.start + slice.count));
    }
    return all;
  };
  const all = () => partitions.flatMap((_, index) => serials(index));
  return { run, cluster, partitions, until, serials, all };
}

const isAscending = (list: readonly number[]): boolean => list.every((n, i) => i === 0 || n > list[i - 1]!);

describe('a cluster under load', () => {
  it('[I2] [I4] [I5] [I6] [I9] any server crashes, and everything acknowledged is read once, in order, at its offset', () => {
    for (const server of [0, 1, 2]) {
      const { run, cluster, partitions, until, serials, all } = clusterRun();
      until(20);
      const before = partitions.map(({ index, highWatermark }) => serials(index).slice(0, highWatermark));
      cluster.servers[server]!.crash('process');
      until(35);
      expect(partitions.every(({ leader }) => leader !== server)).toBe(true);
      cluster.servers[server]!.restart();
      until(120);
      const after = partitions.map(({ index }) => serials(index));
      expect(before.map((list, i) => after[i]!.slice(0, list.length))).toEqual(before);
      expect(after.every(isAscending)).toBe(true);
      const { ledger, nodes } = run.report();
      expect(ledger).toMatchObject({ difference: 0, imbalances: 0, stored: 0, inFlight: 0 });
      expect(nodes.find(({ id }) => id === 'c')!.processed).toBe(ledger.offered);
      expect(all().length).toBe(ledger.offered);
      expect(partitions.every(({ isr }) => isr.length === 3)).toBe(true);
    }
  });

  it('[I2] [KL3] [KL13] one after the other loses power, and nothing acknowledged is lost', () => {
    const { run, cluster, until, all } = clusterRun();
    for (const server of [0, 1, 2]) {
      until(5 + 20 * server);
      cluster.servers[server]!.crash('power');
      until(15 + 20 * server);
      cluster.servers[server]!.restart();
    }
    until(120);
    const { ledger, nodes } = run.report();
    expect(ledger).toMatchObject({ difference: 0, imbalances: 0, stored: 0, inFlight: 0 });
    expect(new Set(all()).size).toBe(ledger.offered);
    expect(nodes.find(({ id }) => id === 'p')!.refused).toBe(0);
  });

  it('tells elections and in-sync replicas as events and figures', () => {
    const { run, cluster, until } = clusterRun();
    until(10);
    cluster.servers[1]!.crash('process');
    until(25);
    const { events } = run.takeFrames();
    expect(events.filter(({ kind }) => kind === 'leader.elected').map(({ entity, detail }) => [entity, detail])).toEqual([
      ['t', { partition: 1, leader: 3, epoch: 1, inSync: '3 1' }],
    ]);
    expect(events.filter(({ kind }) => kind === 'isr.shrunk').length).toBe(3);
    const latest = (metric: string) => {
      const at = run.schema.columns.findIndex((c) => c.entity === 't' && c.metric === metric);
      const { data, rows, columns } = frames;
      return data[(rows - 1) * columns + at];
    };
    until(26);
    const frames = run.takeFrames();
    expect(['offlinePartitions', 'underReplicated', 'inSyncReplicas', 'leaderElections'].map(latest)).toEqual([0, 3, 6, 1]);
  });
});

describe('unsafe settings show their harm', () => {
  it('[KL2] acks 1 and a leader that dies: acknowledged records are gone', () => {
    const { run, cluster, partitions, until, all } = clusterRun({ producer: { acks: '1', linger: '0s' } });
    // A follower that stands still leaves the others only the leader's word; it may lead next.
    until(10);
    for (const server of [1, 2]) cluster.servers[server]!.pause();
    until(12);
    cluster.servers[0]!.crash('process');
    for (const server of [1, 2]) cluster.servers[server]!.resume();
    until(60);
    cluster.servers[0]!.restart();
    until(120);
    const { ledger } = run.report();
    expect(partitions[0]!.epoch).toBeGreaterThan(0);
    expect(ledger.dropped.replica_truncated).toBeGreaterThan(100);
    expect(ledger).toMatchObject({ difference: 0, imbalances: 0 });
    expect(new Set(all()).size).toBeLessThan(ledger.offered);
  });

  it('[KL10] unclean election: offsets that were read are written again with other records', () => {
    const { run, cluster, partitions, until, serials } = clusterRun({ topic: { uncleanElection: true, minInsyncReplicas: 1, partitions: 1 } });
    until(10);
    for (const server of [1, 2]) cluster.servers[server]!.crash('process');
    until(25);
    const read = serials(0, 0).slice(0, partitions[0]!.highWatermark);
    cluster.servers[0]!.crash('process');
    until(35);
    cluster.servers[1]!.restart();
    until(120);
    const now = serials(0);
    const differing = read.findIndex((serial, offset) => now[offset] !== serial);
    expect(differing).toBeGreaterThan(0);
    expect(run.report().ledger).toMatchObject({ difference: 0, imbalances: 0 });
    // The group was beyond the new leader's end: it was told so, and went on from the reset.
    expect(run.report().nodes.find(({ id }) => id === 'c')!.processed).toBeGreaterThan(read.length);
  });

  it('[KP8] a retry without idempotence doubles and reorders; with it neither', () => {
    const outcome = (idempotence: 'auto' | 'off') => {
      const { run, cluster, until, serials, partitions } = clusterRun({
        producer: { idempotence, linger: '0s', requestTimeout: '300ms', retryBackoff: '10ms' },
      });
      until(10);
      // The leader answers too late: what it was sent is there, and comes again.
      cluster.servers[0]!.pause();
      until(11);
      cluster.servers[0]!.resume();
      until(120);
      const logs = partitions.map(({ index }) => serials(index));
      expect(run.report().ledger).toMatchObject({ difference: 0, imbalances: 0 });
      return { isDoubled: logs.some((log) => new Set(log).size < log.length), isInOrder: logs.every(isAscending) };
    };
    expect(outcome('off')).toEqual({ isDoubled: true, isInOrder: false });
    expect(outcome('auto')).toEqual({ isDoubled: false, isInOrder: true });
  });
});
