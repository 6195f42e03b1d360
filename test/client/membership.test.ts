import { describe, expect, it } from 'vitest';
import { duration, SECOND } from '#core/base/units.ts';
import { INITIAL_DELAY_US, SESSION_US, streamDoor } from '../support/streamDoor.ts';

const MS = 1_000;
const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

describe('a member of a group', () => {
  it('[M4] [KG3] whose process is killed is out 42 to 45 s later, and its partitions stand still until then', () => {
    const waits = [0.1, 1.5, 2.9].map((s) => {
      const { door, group, produce, consumer } = streamDoor(2);
      const [survivor, killed] = [consumer({}, MS), consumer({}, MS)];
      door.wait(INITIAL_DELAY_US + 30 * SECOND + s * SECOND);
      const [stuck] = killed.places();
      killed.crash();
      produce(stuck!, 1);
      let waited = 0;
      while (group().size === 2) {
        door.wait(SECOND / 10);
        waited += 0.1;
      }
      expect(survivor.processed).toEqual([]);
      // It learns of the rebalance from its next heartbeat.
      door.wait(4 * SECOND);
      expect([survivor.processed, survivor.places()]).toEqual([[1], [0, 1]]);
      return waited;
    });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(42);
    expect(Math.max(...waits)).toBeLessThanOrEqual(45.1);
    expect(waits[0]! - waits[2]!).toBeCloseTo(2.8, 0);
  });

  it('[M3] [KG2] that is busy for four minutes stops its whole eager group for as long', () => {
    const { door, group, produce, consumer } = streamDoor(2);
    const quick = consumer({}, MS);
    const busy = consumer({ maxPollRecords: 1 }, 240 * SECOND);
    door.wait(INITIAL_DELAY_US + SECOND);
    produce(busy.places()[0]!, 1);
    const mine = quick.places()[0]!;
    consumer({}, MS);
    // Until its next heartbeat it does not know.
    door.wait(4 * SECOND);
    const before = quick.processed.length;
    produce(mine, 2, 3, 4);
    door.wait(234 * SECOND);
    expect([group().state, quick.processed.length]).toEqual(['preparing', before]);
    door.wait(8 * SECOND);
    expect([group().state, quick.processed.length, group().size]).toEqual(['stable', before + 3, 3]);
  });

  it('[U30] [KG3] whose poll lasts too long leaves at that instant, while it works on', () => {
    const { door, group, produce, consumer } = streamDoor(1);
    for (let i = 0; i < 20; i++) produce(0, i);
    consumer({ maxPollIntervalUs: duration(10.5 * SECOND) });
    door.wait(INITIAL_DELAY_US + 10.5 * SECOND - 1);
    expect([group().state, group().size]).toEqual(['stable', 1]);
    door.wait(1);
    expect([group().state, group().size, group().reason]).toEqual(['empty', 0, 'joined']);
  });

  it('[U30] [M7] [KC8] whose polls always last too long makes a storm: commits refused, records done again and again', () => {
    const storm = (maxPollRecords: number) => {
      const { door, topic, group, produce, consumer, committed } = streamDoor(1);
      for (let i = 0; i < 20; i++) produce(0, i);
      const members = [1, 2].map(() => consumer({ commit: 'afterProcessing', maxPollRecords, maxPollIntervalUs: 10 * SECOND }));
      door.wait(300 * SECOND);
      const done = members.flatMap((m) => m.processed);
      return { group: group(), first: done.filter((n) => n === 0).length, committed: committed(), redelivered: topic.redelivered };
    };
    const broken = storm(20);
    expect(broken.group.generation).toBeGreaterThan(10);
    expect(broken.group.refusedCommits).toBeGreaterThan(5);
    expect(broken.first).toBeGreaterThan(5);
    expect([broken.committed, broken.redelivered > 100]).toEqual([undefined, true]);
    // The fix: fewer records in a poll.
    const sound = storm(5);
    expect(sound).toMatchObject({ group: { generation: 1, refusedCommits: 0 }, first: 1, committed: 20, redelivered: 0 });
  });
});

describe('a third member joins two that share four partitions', () => {
  /** Looks every 100 ms for how many partitions the first two have, and who has which. */
  function play(assignor: 'range' | 'cooperativeSticky') {
    const { door, group, topic, produce, consumer, committed } = streamDoor(4);
    const settings = { assignor, maxPollRecords: 5, commitIntervalUs: SECOND };
    const a = consumer(settings, 20 * MS);
    // Its heartbeats come between the other's, so that they do not learn of a rebalance at the same instant.
    door.wait(1_500 * MS);
    const b = consumer(settings, 20 * MS);
    const members = [a, b];
    let produced = 0;
    let fewest = 9;
    let longestPauseMs = 0;
    const since = [0, 0];
    const shared: string[] = [];
    const back: string[] = [];
    const seen = [0, 0, 0, 0];
    for (let ms = 0; ms < 60_000; ms += 100) {
      // Two records for each partition every 200 ms: nobody is without work, or overloaded.
      if (ms % 200 === 0 && ms < 50_000) for (let p = 0; p < 4; p++) produce(p, produced++, produced++);
      const before = members.map((m) => m.processed.length);
      door.wait(100 * MS);
      if (ms === 20_000) members.push(consumer(settings, 20 * MS));
      const places = members.flatMap((m) => m.places());
      if (new Set(places).size < places.length) shared.push(`${ms} ms: ${places.join(' ')}`);
      seen.forEach((offset, p) => {
        const now = committed(p) ?? 0;
        if (now < offset) back.push(`${ms} ms: ${offset} to ${now}`);
        seen[p] = now;
      });
      if (ms < 10_000 || ms >= 50_000) continue;
      fewest = Math.min(fewest, a.places().length, b.places().length);
      [a, b].forEach((m, i) => {
        since[i] = m.processed.length > before[i]! ? 0 : since[i]! + 100;
        longestPauseMs = Math.max(longestPauseMs, since[i]!);
      });
    }
    const done = members.flatMap((m) => m.processed);
    return { group: group(), topic, members, produced, done, fewest, longestPauseMs, shared, back };
  }

  it('[U31] [M10] [KG7] [I7] cooperatively: the two go on with a partition at least throughout, and no partition has two owners', () => {
    const { group, topic, members, produced, done, fewest, longestPauseMs, shared, back } = play('cooperativeSticky');
    expect([fewest, longestPauseMs <= 300]).toEqual([1, true]);
    expect([shared, back]).toEqual([[], []]);
    // A rebalance to revoke, and one to hand over.
    expect([group.generation, group.reason]).toEqual([3, 'revoked']);
    expect(sorted(members.map((m) => m.places().length))).toEqual([1, 1, 2]);
    expect(sorted(done)).toEqual(Array.from({ length: produced }, (_, i) => i));
    expect([topic.redelivered, group.refusedCommits, topic.stored]).toEqual([0, 0, 0]);
  });

  it('[U6] [KG7] [I7] eagerly: all give up everything, and nobody works until the assignment is there', () => {
    const { group, produced, done, fewest, shared, back } = play('range');
    expect([fewest, group.generation, group.reason]).toEqual([0, 2, 'joined']);
    expect([shared, back]).toEqual([[], []]);
    expect(sorted(done)).toEqual(Array.from({ length: produced }, (_, i) => i));
  });

  it('[U31] [KG7] cooperatively, a member that dies is replaced without the others letting go of anything', () => {
    const { door, produce, consumer } = streamDoor(3);
    const members = [1, 2, 3].map(() => consumer({ assignor: 'cooperativeSticky' }, MS));
    door.wait(INITIAL_DELAY_US + SECOND);
    const before = members.map((m) => m.places());
    members[2]!.crash();
    door.wait(SESSION_US + 10 * SECOND);
    expect(members[0]!.places().slice(0, 1)).toEqual(before[0]);
    expect(members[1]!.places().slice(0, 1)).toEqual(before[1]);
    for (let p = 0; p < 3; p++) produce(p, p);
    door.wait(SECOND);
    expect(sorted(members.flatMap((m) => m.processed))).toEqual([0, 1, 2]);
  });
});
