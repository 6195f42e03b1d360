import { describe, expect, it } from 'vitest';
import { SECOND } from '#core/base/units.ts';
import { ReplicaSet } from '../../support/replicaSet.ts';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('committing', () => {
  it('[KL6] the high watermark is the least end of the in-sync replicas, and moves with a follower’s next fetch', () => {
    const set = new ReplicaSet();
    set.append(numbers(0, 7));
    set.fetch([1, 2]);
    // Both have it, and the leader does not know yet.
    expect([set.end(1), set.end(2), set.partition.highWatermark]).toEqual([7, 7, 0]);
    set.append(numbers(7, 9));
    set.fetch([2]);
    set.append([9]);
    // What follower 1 asks for is not answered yet, and what follower 2 asked for is on its way.
    for (const server of [1, 2]) set.partition.follow(server, set.partition.positionOf(server), 1e9, 0);
    expect([set.end(0), set.end(1), set.end(2), set.partition.highWatermark]).toEqual([10, 7, 9, 7]);
    // Followers learn of it from their next answers.
    expect([set.partition.replicaOn(1)!.highWatermark, set.partition.replicaOn(2)!.highWatermark]).toEqual([0, 0]);
    set.fetch([1, 2]);
    expect([set.partition.replicaOn(1)!.highWatermark, set.partition.replicaOn(2)!.highWatermark]).toEqual([7, 7]);
  });

  it('[KL2] with acks 1 the leader’s own append is the answer, and what no follower fetched dies with it', () => {
    const set = new ReplicaSet();
    set.append([1]);
    set.fetch([1, 2], 2);
    expect(set.append([2])).toMatchObject({ error: 'none', offset: 1 });
    set.crash(0);
    set.wait(9 * SECOND);
    expect([set.partition.leader, set.records(set.partition.leader)]).toEqual([1, [1]]);
  });

  it('[KL3] acks all is answered once every in-sync replica has it: whoever leads next has it too', () => {
    const set = new ReplicaSet(3, { minInsync: 2 });
    const { answers } = set.appendAll(1, 2);
    set.fetch([1], 2);
    set.fetch([2]);
    expect(answers).toEqual([]);
    set.fetch([2]);
    expect(answers).toEqual(['none']);
    for (const crashed of [0, 1, 2]) {
      const again = new ReplicaSet(3, { minInsync: 2 });
      again.appendAll(1, 2);
      again.fetch([1, 2], 2);
      again.crash(crashed);
      again.wait(9 * SECOND);
      expect(again.records(again.partition.leader)).toEqual([1, 2]);
    }
  });

  it('[KL4] too few in sync: refused before it is appended', () => {
    const set = new ReplicaSet(3, { minInsync: 2 });
    set.crash(1);
    set.crash(2);
    set.wait(9 * SECOND);
    expect(set.partition.isr).toEqual([0]);
    expect(set.appendAll(1).error).toBe('not_enough_replicas');
    expect(set.end(0)).toBe(0);
    expect(set.append([1]).error).toBe('none');
  });

  it('[KL4] in-sync replicas that go while it waits: told so, and the record is there all the same', () => {
    const set = new ReplicaSet(3, { minInsync: 2, freezesBelowMin: false });
    const { answers } = set.appendAll(1);
    set.crash(1);
    set.crash(2);
    set.wait(9 * SECOND);
    expect([answers, set.records(0)]).toEqual([['not_enough_replicas_after_append'], [1]]);
    // From 3.7 on nothing is committed below the minimum: the request waits, and its producer’s patience decides.
    const frozen = new ReplicaSet(3, { minInsync: 2 });
    const later = frozen.appendAll(1).answers;
    frozen.crash(1);
    frozen.crash(2);
    frozen.wait(60 * SECOND);
    expect([later, frozen.records(0)]).toEqual([[], [1]]);
    frozen.restart(1);
    frozen.fetch([1], 2);
    expect(later).toEqual(['none']);
  });

  it('[KL5] with itself alone in sync, a leader’s acks all are acks 1', () => {
    const alone = new ReplicaSet(1);
    expect(alone.appendAll(1).answers).toEqual(['none']);
    const last = new ReplicaSet(3);
    last.crash(1);
    last.crash(2);
    last.wait(9 * SECOND);
    expect(last.appendAll(1).answers).toEqual(['none']);
  });

  it('[KL7] below the minimum of in-sync replicas what acks 1 appends is not shown; before Kafka 3.7 it was', () => {
    const shown = [true, false].map((freezesBelowMin) => {
      const set = new ReplicaSet(3, { minInsync: 2, freezesBelowMin });
      set.crash(1);
      set.crash(2);
      set.wait(9 * SECOND);
      expect(set.append([1])).toMatchObject({ error: 'none', offset: 0 });
      return set.partition.highWatermark;
    });
    expect(shown).toEqual([0, 1]);
  });
});

describe('in-sync replicas', () => {
  it('[KL8] a follower that stalls leaves after 30 to 45 s, and is back when it has what is committed', () => {
    const left: number[] = [];
    // Checks are at 15, 30, 45 … s: stalling just before and just after one gives both ends.
    for (const stallS of [1, 7, 14, 15, 16]) {
      const set = new ReplicaSet();
      let shrunkS = 0;
      for (let second = 0; second < 80 && shrunkS === 0; second++) {
        set.wait(SECOND);
        set.append([second]);
        set.fetch(second < stallS ? [1, 2] : [1]);
        if ((second + 1) % 15 === 0) set.partition.checkIsr(set.nowUs);
        if (set.partition.isr.length < 3) shrunkS = second + 1;
      }
      expect(set.partition.isr).toEqual([0, 1]);
      left.push(shrunkS - stallS);
      set.fetch([2], 2);
      expect(set.partition.isr).toEqual([0, 1, 2]);
      expect(set.events.filter((e) => !e.startsWith('hw'))).toEqual(['shrunk 01', 'expanded 012']);
    }
    expect([Math.min(...left) >= 30, Math.max(...left) <= 45, new Set(left).size > 1]).toEqual([true, true, true]);
  });

  it('[KL8] one that always fetches, a little behind, stays', () => {
    const set = new ReplicaSet();
    for (let second = 0; second < 100; second++) {
      set.wait(SECOND);
      set.fetch([1, 2]);
      set.append([second]);
      if (second % 15 === 0) set.partition.checkIsr(set.nowUs);
    }
    expect(set.partition.isr).toEqual([0, 1, 2]);
  });
});

describe('logs that part', () => {
  it('[KL12] are cut by leader epoch, not by high watermark', () => {
    const set = new ReplicaSet(2);
    // A wrote 0–4 under epoch 0; B has 0–2.
    set.append(numbers(0, 3));
    set.fetch([1]);
    set.append([3, 4]);
    expect(set.partition.highWatermark).toBe(0);
    set.crash(0);
    set.wait(9 * SECOND);
    expect([set.partition.leader, set.partition.epoch]).toEqual([1, 1]);
    set.append([30]);
    expect(set.partition.replicaOn(1)!.epochs.endOf(0, set.end(1))).toEqual({ epoch: 0, end: 3 });
    set.restart(0);
    expect(set.records(0)).toEqual([0, 1, 2, 3, 4]);
    set.fetch([0]);
    expect(set.records(0)).toEqual([0, 1, 2]);
    set.fetch([0]);
    expect([set.records(0), set.records(1)]).toEqual([
      [0, 1, 2, 30],
      [0, 1, 2, 30],
    ]);
  });

  it('[KL12] a follower that only lags is not cut to its high watermark: nothing acknowledged is lost by a change of leaders', () => {
    const set = new ReplicaSet(2, { minInsync: 2 });
    const { answers } = set.appendAll(1);
    set.fetch([1], 2);
    expect([answers, set.partition.replicaOn(1)!.highWatermark]).toEqual([['none'], 1]);
    // It has the record, and has not heard that it is committed.
    set.appendAll(2);
    set.fetch([1]);
    set.crash(1);
    set.wait(9 * SECOND);
    set.restart(1);
    set.fetch([1]);
    expect(set.records(1)).toEqual([1, 2]);
  });
});

describe('the disk', () => {
  it('[KL13] a process that dies loses nothing; a power cut loses what the system had not written', () => {
    const kept = (['process', 'power'] as const).map((kind) => {
      const set = new ReplicaSet(1);
      set.append([1, 2]);
      set.wait(30 * SECOND);
      set.append([3]);
      set.crash(0, kind);
      set.wait(9 * SECOND);
      set.restart(0);
      return set.records(0);
    });
    expect(kept).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
  });

  it('[KL13] three that lose power together lose what was acknowledged', () => {
    const set = new ReplicaSet(3, { minInsync: 2 });
    const { answers } = set.appendAll(1);
    set.fetch([1, 2], 2);
    expect(answers).toEqual(['none']);
    for (const server of [0, 1, 2]) set.crash(server, 'power');
    set.wait(9 * SECOND);
    for (const server of [0, 1, 2]) set.restart(server);
    expect([set.partition.leader, set.records(set.partition.leader)]).toEqual([2, []]);
    // One alone that loses power gets it back from the others.
    const one = new ReplicaSet(3, { minInsync: 2 });
    one.appendAll(1);
    one.fetch([1, 2], 2);
    one.crash(0, 'power');
    one.wait(9 * SECOND);
    one.restart(0);
    one.fetch([0], 2);
    expect([one.partition.leader, one.records(0)]).toEqual([1, [1]]);
  });
});
