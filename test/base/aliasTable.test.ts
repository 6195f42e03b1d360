import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AliasTable } from '#core/base/aliasTable.ts';
import { createRandom, type Random } from '#core/base/random.ts';

/** Draws column by column: `units` are given out in turn. */
const scripted = (units: readonly number[]): Random => {
  let i = 0;
  return { u32: () => 0, unit: () => units[i++ % units.length] ?? 0, place: 0, backTo: () => {}, fork: (label) => createRandom(0).fork(label) };
};

describe('AliasTable', () => {
  it('gives every index exactly its share of columns and coins', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }).filter((all) => all.some((w) => w > 0));
    fc.assert(
      fc.property(weights, (all) => {
        const table = new AliasTable(all);
        const total = all.reduce((sum, w) => sum + w, 0);
        const coins = 400;
        const got = all.map(() => 0);
        for (let column = 0; column < all.length; column++) {
          for (let coin = 0; coin < coins; coin++) {
            const index = table.draw(scripted([(column + 0.5) / all.length, (coin + 0.5) / coins]));
            got[index] = (got[index] ?? 0) + 1 / (coins * all.length);
          }
        }
        // Every column an index has a part in adds at most half a coin of grid error.
        got.forEach((share, i) => expect(Math.abs(share - (all[i] ?? 0) / total)).toBeLessThan(1 / coins));
      }),
      { numRuns: 30 },
    );
  });

  it('never draws an index of weight 0', () => {
    const table = new AliasTable([0, 3, 0, 1, 0]);
    const random = createRandom(5);
    for (let i = 0; i < 10_000; i++) expect([1, 3]).toContain(table.draw(random));
  });

  it('refuses weights that are no weights', () => {
    for (const weights of [[], [0, 0], [1, -1], [NaN], [Infinity, 1]]) expect(() => new AliasTable(weights)).toThrow('weight');
  });
});
