import { describe, expect, it } from 'vitest';
import { duration, SECOND } from '#core/base/units.ts';
import type { AssignorName } from '#core/base/workload.ts';
import { range } from '#core/broker/group/assignors/range.ts';
import { roundRobin } from '#core/broker/group/assignors/roundRobin.ts';
import { INITIAL_REBALANCE_DELAY } from '#core/broker/group/groupCoordinator.ts';
import { groupView } from '#core/broker/group/groupView.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { batchOf, Door, type DoorClient } from '../support/door.ts';

interface Place {
  readonly destination: number;
  readonly partition: number;
}

const GROUP = 'g';
const SESSION_US = 45 * SECOND;
const REBALANCE_US = 300 * SECOND;

function groupDoor(partitions = 3, topics = 1) {
  const door = new Door();
  for (let t = 0; t < topics; t++) door.add(t, new Topic(partitions, door.books));
  const all = Array.from({ length: topics }, (_, t) => t);
  const group = door.broker.group(GROUP);
  const join = (
    client: DoorClient,
    member = 0,
    assignor: AssignorName = 'range',
    owned: readonly Place[] = [],
    generation = 0,
    rebalanceTimeoutUs = REBALANCE_US,
  ) =>
    client.ask({
      kind: 'join',
      group: GROUP,
      member,
      topics: all,
      assignor,
      owned,
      generation,
      sessionTimeoutUs: SESSION_US,
      rebalanceTimeoutUs,
    });
  const sync = (client: DoorClient, member: number, generation: number) => client.ask({ kind: 'sync', group: GROUP, member, generation });
  const heartbeat = (client: DoorClient, member: number, generation: number) => client.ask({ kind: 'heartbeat', group: GROUP, member, generation });
  const commit = (client: DoorClient, member: number, generation: number, offset: number) =>
    client.ask({ kind: 'commit', group: GROUP, member, generation, offsets: [{ destination: 0, partition: 0, offset }] });
  const errorOf = (client: DoorClient, id: number): string | undefined => client.answer(id, 'done')?.error;
  return { door, group, join, sync, heartbeat, commit, errorOf };
}

/** `n` members join an empty group together and are assigned. Member ids count up from 1. */
function stableGroup(n: number, partitions = 3, topics = 1, assignor: AssignorName = 'range') {
  const d = groupDoor(partitions, topics);
  const clients = Array.from({ length: n }, () => d.door.client());
  for (const client of clients) d.join(client, 0, assignor);
  d.door.wait(INITIAL_REBALANCE_DELAY);
  const assigned = clients.map((client, i) => d.sync(client, i + 1, d.group.generation));
  d.door.settle();
  const places = clients.map((client, i) => client.answer(assigned[i]!, 'assigned')!.partitions.map((p) => `t${p.destination}p${p.partition}`));
  return { ...d, clients, places };
}

describe('group', () => {
  it('[M1] [KG1] gives every partition exactly one owner per generation; members beyond them idle', () => {
    const { places, group } = stableGroup(5, 3);
    expect(places.map((p) => p.length)).toEqual([1, 1, 1, 0, 0]);
    expect(new Set(places.flat()).size).toBe(3);
    expect([group.state, group.generation]).toEqual(['stable', 1]);
  });

  it('[M2] [KG2] a rebalance timeout shorter than those three seconds does not shorten them', () => {
    const { door, group, join } = groupDoor();
    join(door.client(), 0, 'range', [], 0, 2 * SECOND);
    door.wait(2.5 * SECOND);
    join(door.client(), 0, 'range', [], 0, 2 * SECOND);
    expect(group.state).toBe('preparing');
    door.wait(SECOND);
    expect([group.state, group.size]).toEqual(['completing', 2]);
  });

  it('[M2] [KG2] an empty group waits three seconds, and longer as more members come', () => {
    const { door, group, join } = groupDoor();
    const [a, b] = [door.client(), door.client()];
    expect(group.state).toBe('empty');
    const joining = join(a);
    door.wait(duration(2 * SECOND));
    join(b);
    expect(group.state).toBe('preparing');
    door.wait(duration(2 * SECOND));
    expect(a.answer(joining)).toBeUndefined();
    door.wait(SECOND);
    expect([group.state, group.generation, group.size]).toEqual(['completing', 1, 2]);
    expect(a.answer(joining, 'joined')).toMatchObject({ error: 'none', member: 1, generation: 1, leader: 1 });
  });

  it('[M3] [KG2] a rebalance waits for every member; who does not join again in time is out', () => {
    const { door, group, clients, join, heartbeat, errorOf } = stableGroup(2);
    const [a, busy] = clients as [DoorClient, DoorClient];
    const late = door.client();
    join(late);
    const told = heartbeat(a, 1, 1);
    door.settle();
    expect(errorOf(a, told)).toBe('rebalance_in_progress');
    join(a, 1);
    // The busy one's heartbeats go on, but it does not come back: everyone stands still for as long.
    for (let s = 0; s < 240; s += 3) {
      heartbeat(busy, 2, 1);
      door.wait(duration(3 * SECOND));
    }
    expect([group.state, group.generation]).toEqual(['preparing', 1]);
    const back = join(busy, 2);
    door.settle();
    expect([group.state, group.generation, group.size]).toEqual(['completing', 2, 3]);
    expect(busy.answer(back, 'joined')?.error).toBe('none');

    const other = stableGroup(2);
    other.join(other.door.client());
    other.join(other.clients[0]!, 1);
    for (let s = 0; s < 300; s += 3) {
      other.heartbeat(other.clients[1]!, 2, 1);
      other.door.wait(duration(3 * SECOND));
    }
    expect([other.group.generation, other.group.size]).toEqual([2, 2]);
    const gone = other.heartbeat(other.clients[1]!, 2, 1);
    other.door.settle();
    expect(other.errorOf(other.clients[1]!, gone)).toBe('unknown_member');
  });

  it('[M4] [KG3] a member without a heartbeat for its session timeout is evicted', () => {
    const { door, group, clients, heartbeat } = stableGroup(2);
    for (let s = 0; s < 42; s += 3) {
      heartbeat(clients[0]!, 1, 1);
      door.wait(duration(3 * SECOND));
    }
    expect([group.state, group.size]).toEqual(['stable', 2]);
    heartbeat(clients[0]!, 1, 1);
    door.wait(duration(4 * SECOND));
    expect([group.state, group.size]).toEqual(['preparing', 1]);
  });

  it('[M5] a member that leaves starts a rebalance; the last one leaves the group empty', () => {
    const { door, group, clients, join, heartbeat, errorOf } = stableGroup(2);
    clients[1]!.ask({ kind: 'leave', group: GROUP, member: 2 });
    const told = heartbeat(clients[0]!, 1, 1);
    door.settle();
    expect(errorOf(clients[0]!, told)).toBe('rebalance_in_progress');
    join(clients[0]!, 1);
    door.settle();
    expect([group.state, group.generation]).toEqual(['completing', 2]);
    clients[0]!.ask({ kind: 'leave', group: GROUP, member: 1 });
    door.settle();
    expect([group.state, group.size]).toEqual(['empty', 0]);
  });

  it('[M6] who waits for an assignment when another rebalance starts is sent back to join', () => {
    const { door, join, sync } = groupDoor();
    const [a, b, c] = [door.client(), door.client(), door.client()];
    join(a);
    join(b);
    door.wait(INITIAL_REBALANCE_DELAY);
    // Member 1 leads; member 2 syncs first and waits for it.
    const waiting = sync(b, 2, 1);
    door.settle();
    expect(b.answer(waiting)).toBeUndefined();
    join(c);
    door.settle();
    expect(b.answer(waiting, 'assigned')?.error).toBe('rebalance_in_progress');
  });

  it('[M7] [KC8] takes commits of the current generation’s members only', () => {
    const { door, group, clients, join, commit, errorOf } = stableGroup(1);
    const [a] = clients as [DoorClient];
    const commits = [commit(a, 1, 1, 5), commit(a, 9, 1, 6), commit(a, 1, 0, 7)];
    door.settle();
    expect(commits.map((id) => errorOf(a, id))).toEqual(['none', 'unknown_member', 'illegal_generation']);
    expect(group.offsets.get(0, 0)).toBe(5);
    // While others prepare it may still commit what it owned; once the new generation is there it may not.
    join(door.client());
    const during = commit(a, 1, 1, 8);
    join(a, 1);
    const completing = commit(a, 1, 2, 9);
    const stale = commit(a, 1, 1, 10);
    door.settle();
    expect([during, completing, stale].map((id) => errorOf(a, id))).toEqual(['none', 'rebalance_in_progress', 'illegal_generation']);
    expect(group.offsets.get(0, 0)).toBe(8);
  });

  it('[M8] refuses an unknown member and an assignor the group does not use', () => {
    const { door, join, clients } = stableGroup(1);
    const stranger = join(clients[0]!, 77);
    const other = door.client();
    const disagreeing = join(other, 0, 'roundRobin');
    door.settle();
    expect(clients[0]!.answer(stranger, 'joined')?.error).toBe('unknown_member');
    expect(other.answer(disagreeing, 'joined')?.error).toBe('inconsistent_assignor');
  });

  it('[M9] [M8] leaves members what they say they were given, the later claim before the earlier', () => {
    const { door, join, sync } = groupDoor(4);
    const clients = [door.client(), door.client()];
    const at = (...partitions: number[]) => partitions.map((partition) => ({ destination: 0, partition }));
    join(clients[0]!, 0, 'sticky', at(0, 1, 2), 1);
    join(clients[1]!, 0, 'sticky', at(2, 3), 2);
    door.wait(INITIAL_REBALANCE_DELAY);
    const ids = clients.map((client, i) => sync(client, i + 1, 1));
    door.settle();
    expect(clients.map((client, i) => client.answer(ids[i]!, 'assigned')?.partitions)).toEqual([at(0, 1), at(2, 3)]);
  });

  it('[M12] shows who owns what, how far each partition was committed, and how far that is behind', () => {
    const { door, group, clients, commit } = stableGroup(2);
    const topic = door.broker.topic(0)!;
    for (let i = 0; i < 5; i++) topic.append({ partition: 0, batch: batchOf([i]) }, 0);
    commit(clients[0]!, 1, 1, 2);
    door.settle();
    const view = groupView(group, new Map([[0, topic.logs]]));
    expect(view).toMatchObject({ name: GROUP, state: 'stable', generation: 1, assignor: 'range' });
    expect(view.members.map((m) => [m.id, m.partitions.length, m.isWaiting])).toEqual([
      [1, 2, false],
      [2, 1, false],
    ]);
    expect(view.partitions.map(({ partition, owner, committed, end, lag }) => [partition, owner, committed, end, lag])).toEqual([
      [0, 1, 2, 5, 3],
      [1, 1, undefined, 0, 0],
      [2, 2, undefined, 0, 0],
    ]);
  });

  it('[KG4] range cuts each topic into runs, the first members one longer', () => {
    expect(stableGroup(2, 3, 2, 'range').places).toEqual([
      ['t0p0', 't0p1', 't1p0', 't1p1'],
      ['t0p2', 't1p2'],
    ]);
    const apart = range({
      members: [
        { member: 1, topics: [0], owned: [] },
        { member: 2, topics: [0, 1], owned: [] },
      ],
      partitions: new Map([
        [0, 2],
        [1, 2],
      ]),
    });
    expect(apart.map((a) => a.map((p) => `t${p.destination}p${p.partition}`))).toEqual([['t0p0'], ['t0p1', 't1p0', 't1p1']]);
  });

  it('[KG5] round robin deals all partitions in turn', () => {
    expect(stableGroup(2, 3, 2, 'roundRobin').places).toEqual([
      ['t0p0', 't0p2', 't1p1'],
      ['t0p1', 't1p0', 't1p2'],
    ]);
    const apart = roundRobin({
      members: [
        { member: 1, topics: [0], owned: [] },
        { member: 2, topics: [0, 1], owned: [] },
      ],
      partitions: new Map([
        [0, 1],
        [1, 2],
      ]),
    });
    expect(apart.map((a) => a.length)).toEqual([1, 2]);
  });
});
