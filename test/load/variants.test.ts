import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { Variants } from '#core/load/variants.ts';

const draws = (weights: readonly number[], count: number): number[] => {
  const specs = weights.map((weight, priority) => ({ weight, properties: { priority } }));
  const variants = new Variants(specs, createRandom(7));
  return Array.from({ length: count }, () => variants.next()?.priority ?? -1);
};

describe('variants', () => {
  it('are plain messages without any, and without a choice always the one', () => {
    expect(draws([], 3)).toEqual([-1, -1, -1]);
    expect(draws([5], 3)).toEqual([0, 0, 0]);
  });

  it('are drawn by their weights', () => {
    const counts = [0, 0, 0];
    for (const drawn of draws([1, 2, 7], 30_000)) counts[drawn]!++;
    // Expected 3,000, 6,000 and 21,000: four standard deviations are 208, 277 and 317.
    [3_000, 6_000, 21_000].forEach((expected, i) => expect(Math.abs(counts[i]! - expected)).toBeLessThan(320));
  });

  it('share one object per variant, so that a message costs none', () => {
    const properties = { routingKey: 'a' };
    const variants = new Variants([{ weight: 1, properties }], createRandom(1));
    expect(variants.next()).toBe(properties);
  });
});
