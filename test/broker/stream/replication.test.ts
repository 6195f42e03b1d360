import { describe, expect, it } from 'vitest';
import { ClusterDoor, TOPIC } from '../../support/clusterDoor.ts';
import { LOG_DEFAULTS } from '#core/broker/log/partitionLog.ts';
import { batchOf } from '../../support/door.ts';

const one = (n: number, partition = 0) => ({ partition, batch: batchOf([n]) });

describe('a replicated topic', () => {
  it('[RP1] [KL3] [KL6] followers fetch at once what is appended, and acks all is answered one round later', () => {
    const door = new ClusterDoor({ latencyUs: 1_000 });
    door.waitS(1);
    const client = door.client(0);
    const error = door.produce(client, -1, one(7));
    const reader = door.client(0);
    const ask = () =>
      reader.ask({
        kind: 'fetch',
        group: 'g',
        positions: [{ destination: TOPIC, partition: 0, offset: 0 }],
        maxRecords: 9,
        maxBytes: 99,
        minBytes: 1,
        maxWaitUs: 500_000,
      });
    const fetched = ask();
    // To the followers, and back with the next fetch.
    door.wait(1_000);
    expect([door.records(1), door.records(2), error(), door.partitions[0]!.highWatermark]).toEqual([[7], [7], undefined, 0]);
    door.wait(999);
    expect([error(), reader.answer(fetched)]).toEqual([undefined, undefined]);
    door.wait(1);
    expect([error(), reader.answer(fetched, 'fetched')?.records]).toEqual(['none', 1]);
    expect(door.books.totals()).toMatchObject({ offered: 1, copied: {}, dropped: {}, difference: 0 });
  });

  it('[RP2] a server that does not lead a partition says so; without acknowledgement it hangs up [KL1]', () => {
    const door = new ClusterDoor({ partitions: 2 });
    const client = door.client(1);
    const refused = door.produce(client, 1, one(1, 0), one(2, 1));
    const fetched = client.ask({
      kind: 'fetch',
      group: 'g',
      positions: [{ destination: TOPIC, partition: 0, offset: 0 }],
      maxRecords: 9,
      maxBytes: 99,
      minBytes: 1,
      maxWaitUs: 0,
    });
    const described = client.ask({ kind: 'metadata', destination: TOPIC });
    door.wait(1);
    expect(client.answer(1, 'done')).toMatchObject({ error: 'not_leader_or_follower', errors: ['not_leader_or_follower', 'none'] });
    expect(refused()).toBe('not_leader_or_follower');
    expect(client.answer(fetched, 'fetched')?.error).toBe('not_leader_or_follower');
    expect(client.answer(described, 'described')?.leaders).toEqual([0, 1]);
    door.produce(client, 0, one(3, 0));
    door.wait(1);
    expect([client.closedBy, door.books.totals().refused]).toEqual(['broker', { not_leader: 2 }]);
  });

  it('[KL1] what is sent without acknowledgement to a dead leader is gone, and nobody is told', () => {
    const door = new ClusterDoor();
    const client = door.client(0);
    door.cluster.servers[0]!.crash('process');
    door.produce(client, 0, one(1));
    door.books.dropped('connection_closed', 1);
    door.waitS(1);
    expect(client.received).toEqual([]);
  });

  it('[KL2] [RP3] acknowledged by a leader that dies before a follower has it: lost, and booked when another leads', () => {
    const door = new ClusterDoor({ latencyUs: 1_000 });
    door.waitS(1);
    const acknowledged = door.produce(door.client(0), 1, one(1));
    door.wait(500);
    door.cluster.servers[0]!.crash('process');
    expect([acknowledged(), door.topic.stored]).toEqual(['none', 1]);
    door.waitS(9);
    expect([door.partitions[0]!.leader, door.records(1), door.topic.stored]).toEqual([1, [], 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { replica_truncated: 1 }, difference: 0 });
    door.cluster.servers[0]!.restart();
    door.waitS(2);
    expect(door.records(0)).toEqual([]);
    expect(door.events).toEqual(['leader.elected 0: 1 of 12', 'isr.shrunk 0: 1 of 12', 'isr.expanded 0: 1 of 120']);
  });

  it('[KL10] [RP3] unclean: each group loses what it had not read, and what it had read is another record at the same offset', () => {
    const door = new ClusterDoor({ servers: 2, replicationFactor: 2, allowsUnclean: true }, ['g', 'h']);
    const leader = door.client(0);
    door.produce(leader, 1, one(1));
    door.waitS(1);
    door.cluster.servers[1]!.crash('process');
    door.waitS(10);
    door.produce(leader, 1, one(2), one(3));
    const fetch = (at: typeof leader, offset: number) =>
      at.ask({ kind: 'fetch', group: 'g', positions: [{ destination: TOPIC, partition: 0, offset }], maxRecords: 9, maxBytes: 99, minBytes: 1, maxWaitUs: 0 });
    fetch(leader, 0);
    door.wait(1);
    door.cluster.servers[0]!.crash('process');
    door.waitS(9);
    door.cluster.servers[1]!.restart();
    door.waitS(1);
    // h had read nothing: two of its copies are gone, one is still there. g had read all.
    expect(door.books.totals()).toMatchObject({ copied: { fan_out: 3 }, consumed: 3, dropped: { replica_truncated: 2 }, stored: 1, difference: 0 });
    const other = door.client(1);
    const beyond = fetch(other, 3);
    door.wait(1);
    expect(other.answer(beyond, 'fetched')?.error).toBe('offset_out_of_range');
    door.produce(other, 1, one(20));
    door.waitS(1);
    const again = fetch(other, 1);
    door.wait(1);
    expect(other.answer(again, 'fetched')?.slices.map((s) => [s.baseOffset, s.serials[s.start]])).toEqual([[1, 20]]);
    expect(door.books.totals().difference).toBe(0);
  });

  it('[KL10] [RP3] unclean twice: what the first leader did not have is there again with the next', () => {
    const door = new ClusterDoor({ servers: 2, replicationFactor: 2, allowsUnclean: true }, ['g', 'h']);
    const [first, second] = door.cluster.servers;
    second!.crash('process');
    door.waitS(10);
    door.produce(door.client(0), 1, one(1), one(2));
    first!.crash('process');
    second!.restart();
    door.waitS(9);
    expect([door.partitions[0]!.leader, door.topic.stored]).toEqual([1, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { replica_truncated: 4 }, difference: 0 });
    second!.crash('process');
    first!.restart();
    door.waitS(9);
    expect([door.partitions[0]!.leader, door.records(0), door.topic.stored]).toEqual([0, [1, 2], 4]);
    expect(door.books.totals()).toMatchObject({ copied: { redelivery: 4 }, difference: 0 });
  });

  it('[KL13] [RP3] a lone replica that loses power loses its tail, with its own reason', () => {
    const door = new ClusterDoor({ servers: 2, replicationFactor: 1 });
    const client = door.client(0);
    door.produce(client, -1, one(1));
    door.waitS(31);
    door.produce(client, -1, one(2));
    door.cluster.servers[0]!.crash('power');
    door.waitS(10);
    expect(door.topic.stored).toBe(2);
    door.cluster.servers[0]!.restart();
    door.waitS(1);
    expect([door.records(0), door.topic.stored]).toEqual([[1], 1]);
    expect(door.books.totals()).toMatchObject({ dropped: { broker_crash: 1 }, difference: 0 });
    expect(door.events).toEqual(['partition.offline 0: -1 of 0', 'leader.elected 0: 0 of 0']);
  });

  it('[KL13] [RP3] [KR4] of a compacted log a power cut takes what was still there, not what was compacted away', () => {
    const settings = { ...LOG_DEFAULTS, cleanup: 'compact', segmentBytes: 100 } as const;
    const door = new ClusterDoor({ servers: 2, replicationFactor: 1, settings });
    for (let n = 0; n < 10; n++) door.produce(door.client(0), -1, { partition: 0, batch: batchOf([n], { key: n % 2, size: 40 }) });
    door.waitS(16);
    const { removed } = door.topic;
    door.cluster.servers[0]!.crash('power');
    door.waitS(1);
    door.cluster.servers[0]!.restart();
    door.waitS(10);
    expect([removed > 0, door.records(0), door.topic.stored, door.topic.retained]).toEqual([true, [], 0, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { compacted: removed, broker_crash: 10 - removed }, difference: 0 });
  });

  it('[KP9] [RP4] a batch that is sent again is not appended again; the copy is dropped', () => {
    const door = new ClusterDoor();
    const client = door.client(0);
    const send = (sequence: number, n: number) => door.produce(client, -1, { ...one(n), mark: { pid: 1, epoch: 0, sequence } });
    const errors = [send(0, 10), send(1, 11), send(1, 11), send(5, 15)];
    door.waitS(1);
    expect(errors.map((e) => e())).toEqual(['none', 'none', 'none', 'out_of_order_sequence']);
    expect(client.answer(3, 'done')?.offsets).toEqual([1]);
    expect(door.records(0)).toEqual([10, 11]);
    // The next leader knows the batches it has.
    door.cluster.servers[0]!.crash('process');
    door.waitS(9);
    const next = door.client(1);
    const again = door.produce(next, -1, { ...one(11), mark: { pid: 1, epoch: 0, sequence: 1 } });
    door.waitS(1);
    expect([again(), door.records(1)]).toEqual(['none', [10, 11]]);
    expect(door.books.totals()).toMatchObject({ dropped: { duplicate_batch: 2 }, refused: { out_of_order_sequence: 1 }, difference: 0 });
  });

  it('[KL5] no more in-sync replicas are asked for than there are: one copy and a minimum of two still takes acks all', () => {
    const door = new ClusterDoor({ replicationFactor: 1, minInsync: 2 });
    const error = door.produce(door.client(0), -1, one(1));
    door.wait(1);
    expect([error(), door.records(0)]).toEqual(['none', [1]]);
  });

  it('[RP3] [KR4] a new leader’s log is compacted as the old one’s was', () => {
    const settings = { ...LOG_DEFAULTS, cleanup: 'compact', segmentBytes: 100 } as const;
    const door = new ClusterDoor({ settings });
    const client = door.client(0);
    const keyed = (n: number) => ({ partition: 0, batch: batchOf([n], { key: n % 2, size: 40 }) });
    for (let n = 0; n < 10; n++) door.produce(client, -1, keyed(n));
    door.waitS(16);
    const kept = door.records(0);
    expect([kept.length < 10, kept.slice(-2), door.records(1)]).toEqual([true, [8, 9], kept]);
    door.produce(client, -1, keyed(10));
    door.waitS(1);
    door.cluster.servers[0]!.crash('process');
    door.waitS(9);
    expect([door.partitions[0]!.leader, door.records(1)]).toEqual([1, [...kept, 10]]);
    expect(door.topic.logs[0]!.records).toBe(door.topic.appended - door.topic.removed);
    door.produce(door.client(1), -1, keyed(11));
    door.waitS(1);
    expect(door.records(2).slice(-2)).toEqual([10, 11]);
    expect(door.topic.stored).toBe(door.books.totals().stored);
  });

  it('[RP5] [KL9] a leader that was dead serves nothing before it is let in again, and what it takes then stays', () => {
    const door = new ClusterDoor({ servers: 2, replicationFactor: 1 });
    door.cluster.servers[0]!.crash('power');
    door.waitS(1);
    door.cluster.servers[0]!.restart();
    const client = door.client(0);
    const refused = door.produce(client, -1, one(1));
    const position = { destination: TOPIC, partition: 0, offset: 0 };
    const fetched = client.ask({ kind: 'fetch', group: 'g', positions: [position], maxRecords: 9, maxBytes: 99, minBytes: 1, maxWaitUs: 0 });
    door.wait(1);
    expect([refused(), client.answer(fetched, 'fetched')?.error]).toEqual(['not_leader_or_follower', 'not_leader_or_follower']);
    door.waitS(8);
    const taken = door.produce(client, -1, one(2));
    door.waitS(1);
    expect([taken(), door.records(0)]).toEqual(['none', [2]]);
  });

  it('[RP5] a follower that lost its disk is in sync when it has the log again, not by what it asked before', () => {
    const door = new ClusterDoor({ servers: 2, replicationFactor: 2 });
    door.waitS(1);
    door.produce(door.client(0), -1, one(1), one(2));
    door.waitS(1);
    door.cluster.servers[1]!.crash('power');
    door.waitS(1);
    door.cluster.servers[1]!.restart();
    // Were it fetching already, a request of it would be under way when it is let in.
    door.wait(8_000_000 - 400);
    door.produce(door.client(0), 1, one(3));
    const inSync = () => door.partitions[0]!.isr.length;
    for (const size of [1, 2]) for (let n = 0; n < 100_000 && inSync() !== size; n++) door.wait(50);
    expect([inSync(), door.records(1)]).toEqual([2, [1, 2, 3]]);
  });

  it('[RP5] a leader that stands still is replaced; when it goes on it follows', () => {
    const door = new ClusterDoor();
    door.produce(door.client(0), 1, one(1));
    door.waitS(1);
    door.cluster.servers[0]!.pause();
    door.waitS(9);
    expect(door.partitions[0]!.leader).toBe(1);
    door.produce(door.client(1), 1, one(2));
    door.waitS(1);
    door.cluster.servers[0]!.resume();
    door.waitS(2);
    expect([door.records(0), door.partitions[0]!.isr]).toEqual([
      [1, 2],
      [1, 2, 0],
    ]);
  });
});
