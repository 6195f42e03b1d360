import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../core/base/random.ts';
import { createKeys } from '../../../core/load/keys.ts';
import type { KeysDoc } from '../../../core/scenario/scenario.ts';
import { histogramOf, keyShares } from '../../../renderer/inspector/previews.ts';

describe('shares of keys', () => {
  test.each([
    { kind: 'uniform', count: 5 },
    { kind: 'roundRobin', count: 40 },
    { kind: 'zipf', count: 300, exponent: 1.2 },
    { kind: 'hotKey', count: 10, share: 0.6 },
  ] as const satisfies KeysDoc[])('are those the engine draws: $kind', (keys) => {
    const { hottest, rest } = keyShares(keys)!;
    const source = createKeys(keys, createRandom(5));
    const drawn = new Float64Array(keys.count);
    const draws = 60_000;
    for (let i = 0; i < draws; i++) drawn[source.next()]! += 1 / draws;
    // Four standard deviations.
    hottest.forEach((share, i) => expect(Math.abs(drawn[i]! - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / draws) + 1e-12));
    expect(hottest.reduce((a, b) => a + b, rest)).toBeCloseTo(1, 9);
  });

  test('a long tail is summed as well as if each were added', () => {
    for (const exponent of [0.5, 1, 1.5, 3]) {
      let sum = 0;
      for (let i = 200_000; i >= 1; i--) sum += i ** -exponent;
      expect(keyShares({ kind: 'zipf', count: 200_000, exponent })!.hottest[0]).toBeCloseTo(1 / sum, 9);
    }
  });

  test('no keys have none, one key has all', () => {
    expect(keyShares({ kind: 'none' })).toBeUndefined();
    expect(keyShares({ kind: 'single' })).toEqual({ hottest: [1], others: 0, rest: 0 });
  });

  test('a hot key colder than the rest is not the hottest', () => {
    const { hottest } = keyShares({ kind: 'hotKey', count: 3, share: 0.2 })!;
    expect(hottest.map((share) => Number(share.toFixed(6))).toSorted((a, b) => b - a)).toEqual([0.4, 0.4, 0.2]);
    expect(hottest[0]).toBeCloseTo(0.4, 9);
  });
});

describe('a histogram', () => {
  test('of a uniform distribution is flat, and its mean and 95% are known', () => {
    const { bins, mean, p95 } = histogramOf({ kind: 'uniform', min: '0B', max: '1000B' }, 'bytes')!;
    expect(mean).toBe(500);
    expect(p95).toBeCloseTo(950, -1.5);
    expect(bins.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    for (const bin of bins) expect(bin).toBeGreaterThan(0.5 / bins.length);
  });

  test('one value alone has none, nor has what does not read', () => {
    expect(histogramOf({ kind: 'constant', value: '1KiB' }, 'bytes')).toBeUndefined();
    expect(histogramOf({ kind: 'exponential', mean: 'soon' }, 'duration')).toBeUndefined();
  });
});
