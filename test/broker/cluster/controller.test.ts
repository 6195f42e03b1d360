import { describe, expect, it } from 'vitest';
import { SECOND } from '#core/base/units.ts';
import { elect } from '#core/broker/cluster/election.ts';
import { ReplicaSet } from '../../support/replicaSet.ts';

describe('election', () => {
  const candidates = { replicas: [2, 0, 1], isr: [0, 1], allowsUnclean: false };
  it('[KL9] takes the first replica that is there and in sync, in the order of the assignment', () => {
    expect(elect({ ...candidates, isThere: () => true })).toEqual({ leader: 0, isr: [0, 1], isUnclean: false });
    expect(elect({ ...candidates, isThere: (server) => server !== 0 })).toEqual({ leader: 1, isr: [1], isUnclean: false });
    expect(elect({ ...candidates, isThere: (server) => server === 2 })).toBeUndefined();
  });
  it('[KL10] takes any replica that is there where losing records is allowed, but one in sync first', () => {
    const unclean = { ...candidates, allowsUnclean: true };
    expect(elect({ ...unclean, isThere: (server) => server === 2 })).toEqual({ leader: 2, isr: [2], isUnclean: true });
    expect(elect({ ...unclean, isThere: () => true })).toEqual({ leader: 0, isr: [0, 1], isUnclean: false });
    expect(elect({ ...unclean, isThere: () => false })).toBeUndefined();
  });
});

describe('controller', () => {
  it('[KL9] misses a dead leader when its session is over, and elects one of the in-sync replicas under the next epoch', () => {
    for (const [profile, timeout] of [
      ['kafka-4.1', 9],
      ['kafka-3.9', 9],
      ['kafka-3.6', 18],
    ] as const) {
      const set = new ReplicaSet(3, {}, profile);
      set.crash(0);
      set.wait(timeout * SECOND - 1);
      expect([set.partition.leader, set.partition.epoch]).toEqual([0, 0]);
      set.wait(1);
      expect([set.partition.leader, set.partition.epoch, set.partition.isr]).toEqual([1, 1, [1, 2]]);
    }
  });

  it('[KL9] with nobody left in sync the partition is offline until one of them is back', () => {
    const set = new ReplicaSet(3);
    set.append([1]);
    set.fetch([1, 2], 2);
    set.crash(1);
    set.crash(2);
    set.wait(9 * SECOND);
    set.append([2]);
    set.crash(0);
    set.wait(9 * SECOND);
    expect([set.partition.leader, set.partition.isr]).toEqual([-1, [0]]);
    expect(set.append([3]).error).toBe('not_leader_or_follower');
    set.restart(1);
    expect(set.partition.leader).toBe(-1);
    set.restart(0);
    expect([set.partition.leader, set.partition.epoch, set.records(0)]).toEqual([0, 1, [1, 2]]);
    expect(set.events).toEqual(['hw 1', 'shrunk 02', 'shrunk 0', 'hw 2', 'offline', 'leader 0 epoch 1']);
  });

  it('[KL10] an unclean leader’s end is the end: committed records are lost, their offsets used again, the old leader cut', () => {
    const set = new ReplicaSet(2, { allowsUnclean: true });
    set.append([0, 1, 2, 3, 4, 5, 6]);
    set.fetch([1], 2);
    set.crash(1);
    set.wait(9 * SECOND);
    set.append([7, 8, 9]);
    expect([set.end(0), set.end(1), set.partition.highWatermark]).toEqual([10, 7, 10]);
    set.crash(0);
    set.wait(9 * SECOND);
    expect(set.partition.leader).toBe(-1);
    set.restart(1);
    expect([set.partition.leader, set.partition.highWatermark]).toEqual([1, 7]);
    expect(set.append([70, 80, 90])).toMatchObject({ offset: 7 });
    set.restart(0);
    set.fetch([0], 3);
    expect(set.records(0)).toEqual([0, 1, 2, 3, 4, 5, 6, 70, 80, 90]);
    expect(set.events).toContain('unclean leader 1 epoch 1');
  });

  it('[RP5] [KL9] a process that is back before it was missed is let in when its old session is over', () => {
    const set = new ReplicaSet(3);
    set.crash(0);
    set.wait(2 * SECOND);
    set.restart(0);
    set.wait(7 * SECOND);
    expect([set.partition.leader, set.controller.isActive(0)]).toEqual([1, true]);
    set.fetch([0, 2], 2);
    expect(set.partition.isr).toEqual([1, 2, 0]);
  });

  it('[KL9] one that only stood still for less than that stays what it was; one that says it goes is followed at once', () => {
    const set = new ReplicaSet(3);
    set.controller.silent(0, false);
    set.wait(8 * SECOND);
    set.controller.heard(0);
    set.wait(60 * SECOND);
    expect([set.partition.leader, set.partition.epoch]).toEqual([0, 0]);
    set.controller.shutDown(0);
    expect([set.partition.leader, set.partition.isr]).toEqual([1, [1, 2]]);
  });
});
