import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import type { AssignmentInput, Assignor, TopicPartition } from '#core/broker/group/assignors/assignor.ts';
import { cooperativeSticky } from '#core/broker/group/assignors/cooperativeSticky.ts';
import { roundRobin } from '#core/broker/group/assignors/roundRobin.ts';
import { sticky } from '#core/broker/group/assignors/sticky.ts';

const name = ({ destination, partition }: TopicPartition) => `t${destination}p${partition}`;
const names = (assigned: readonly (readonly TopicPartition[])[]) => assigned.map((p) => p.map(name));

/** Members read `topics`, of `partitions` each; `owned` is what each had before. */
function share(assignor: Assignor, topics: number, partitions: number, owned: readonly (readonly TopicPartition[])[]): TopicPartition[][] {
  const all = Array.from({ length: topics }, (_, t) => t);
  return assignor({ members: owned.map((p, i) => ({ member: i + 1, topics: all, owned: p })), partitions: new Map(all.map((t) => [t, partitions])) });
}
const moved = (before: readonly (readonly TopicPartition[])[], after: readonly (readonly TopicPartition[])[]) =>
  before.flatMap((p, i) => p.filter((one) => !names(after)[i]!.includes(name(one)))).length;

describe('sticky', () => {
  it('[KG6] four topics of two, C0, C1, C2: when C1 leaves, C0 and C2 keep all they have and get its partitions', () => {
    const first = share(sticky, 4, 2, [[], [], []]);
    expect(names(first)).toEqual([
      ['t0p0', 't1p1', 't3p0'],
      ['t0p1', 't2p0', 't3p1'],
      ['t1p0', 't2p1'],
    ]);
    const left = [first[0]!, first[2]!];
    const second = share(sticky, 4, 2, left);
    expect(names(second)).toEqual([
      ['t0p0', 't1p1', 't3p0', 't2p0'],
      ['t1p0', 't2p1', 't0p1', 't3p1'],
    ]);
    expect(moved(left, second)).toBe(0);
    // Round robin deals anew: of the five that need not move, two do.
    expect(moved(left, share(roundRobin, 4, 2, left))).toBe(2);
  });

  it('[KG6] [KG1] whoever comes and goes: balanced, one owner each, and nobody loses more than balance demands', () => {
    const random = createRandom(7);
    const below = (n: number) => random.u32() % n;
    let owned: TopicPartition[][] = [[]];
    for (let round = 0; round < 300; round++) {
      const before = owned.map((p) => [...p]);
      if (owned.length > 1 && below(2) === 0) before.splice(below(owned.length), 1);
      else before.push([]);
      owned = share(sticky, 3, 7, before);
      const counts = owned.map((p) => p.length);
      expect(new Set(names(owned).flat()).size).toBe(21);
      expect(counts.reduce((a, b) => a + b)).toBe(21);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      // Whoever had no more than the larger share keeps it, unless more have the larger share than may.
      const most = Math.ceil(21 / before.length);
      const excess = before.reduce((n, p) => n + Math.max(0, p.length - most), 0);
      const full = before.filter((p) => p.length >= most).length - (21 % before.length || before.length);
      expect(moved(before, owned)).toBe(excess + Math.max(0, full));
    }
  });

  it('[KG6] gives what few can read to them, and drops what is not there or not read any more', () => {
    const input: AssignmentInput = {
      members: [
        { member: 1, topics: [0, 1], owned: [{ destination: 0, partition: 9 }] },
        { member: 2, topics: [0], owned: [{ destination: 1, partition: 0 }] },
      ],
      partitions: new Map([
        [0, 2],
        [1, 2],
      ]),
    };
    expect(names(sticky(input))).toEqual([
      ['t1p0', 't1p1'],
      ['t0p0', 't0p1'],
    ]);
  });
});

describe('cooperative sticky', () => {
  it('[KG7] what moves is given to nobody before its owner came without it; then the newcomer has it', () => {
    const first = share(cooperativeSticky, 1, 4, [[], []]);
    expect(names(first)).toEqual([
      ['t0p0', 't0p2'],
      ['t0p1', 't0p3'],
    ]);
    const second = share(cooperativeSticky, 1, 4, [...first, []]);
    expect(names(second)).toEqual([['t0p0', 't0p2'], ['t0p1'], []]);
    const third = share(cooperativeSticky, 1, 4, second);
    expect(names(third)).toEqual([['t0p0', 't0p2'], ['t0p1'], ['t0p3']]);
  });
});
