import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import { SerialSet } from '#core/run/witness/serialSet.ts';

const serials = fc.array(fc.integer({ min: 1, max: 5_000 }));
const setOf = (list: readonly number[]): SerialSet => {
  const set = new SerialSet();
  for (const serial of list) set.add(serial);
  return set;
};
const listOf = (set: SerialSet): number[] => {
  const list: number[] = [];
  set.each((serial) => list.push(serial));
  return list;
};
const sorted = (set: ReadonlySet<number>): number[] => [...set].sort((a, b) => a - b);

describe('a set of serials', () => {
  it('adds the first of a batch as it adds each, and none beyond the limit', () => {
    const serial = fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.constantFrom(LIMITS.witnessedMessages, LIMITS.witnessedMessages + 1, 2 ** 32 - 1));
    fc.assert(
      fc.property(fc.array(serial, { maxLength: 60 }), fc.nat(60), (serials, some) => {
        const count = Math.min(some, serials.length);
        const [one, all] = [new SerialSet(), new SerialSet()];
        all.addThese(Uint32Array.from(serials), count);
        for (const s of serials.slice(0, count)) if (s <= LIMITS.witnessedMessages) one.add(s);
        const listed = (set: SerialSet) => {
          const found: number[] = [];
          set.each((s) => found.push(s));
          return found;
        };
        expect(listed(all)).toEqual(listed(one));
      }),
      { numRuns: 30 },
    );
  });

  it('is a set: it adds, deletes, counts and lists as one does', () => {
    fc.assert(
      fc.property(serials, serials, (added, deleted) => {
        const set = new SerialSet();
        const model = new Set<number>();
        for (const serial of added) {
          expect(set.add(serial)).toBe(!model.has(serial));
          model.add(serial);
        }
        for (const serial of deleted) {
          set.delete(serial);
          model.delete(serial);
        }
        expect(listOf(set)).toEqual(sorted(model));
        expect(set.count).toBe(model.size);
      }),
      { seed: 1 },
    );
  });

  it('adds many as it adds each, one that comes twice included', () => {
    fc.assert(
      fc.property(serials, serials, (before, added) => {
        const [one, many] = [setOf(before), setOf(before)];
        const isNew = new Uint8Array(added.length);
        many.addAll(Uint32Array.from(added), added.length, isNew);
        expect([...isNew]).toEqual(added.map((serial) => (one.add(serial) ? 1 : 0)));
        expect(listOf(many)).toEqual(listOf(one));
      }),
      { seed: 3 },
    );
  });

  it('what is in any of some and in none of others', () => {
    fc.assert(
      fc.property(fc.array(serials, { maxLength: 3 }), fc.array(serials, { maxLength: 3 }), (some, others) => {
        const gone = new Set(others.flat());
        const left = new Set(some.flat().filter((serial) => !gone.has(serial)));
        const set = setOf([1, 7, 4_999]);
        set.become(some.map(setOf), others.map(setOf));
        expect(listOf(set)).toEqual(sorted(left));
      }),
      { seed: 2 },
    );
  });
});
