/** Rates, trends and times to drain on cases computed by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consumerCapacity, directionOf, NEVER, type Points, ratePerSec, timeToDrainUs, trendPerSec, utilisation } from '#core/metrics/derived.ts';

const points = (pairs: readonly (readonly [seconds: number, value: number])[]): Points => ({
  length: pairs.length,
  us: (i) => pairs[i]![0] * 1_000_000,
  value: (i) => pairs[i]![1],
});

describe('rates and shares', () => {
  test('[MT2] a rise over a span, and busy time over time and servers', () => {
    expect(ratePerSec(150, 500_000)).toBe(300);
    expect(ratePerSec(1, 0)).toBeNaN();
    expect(utilisation(1_500_000, 1_000_000, 2)).toBe(0.75);
    expect(utilisation(5, 1_000_000, 0)).toBeNaN();
    expect(consumerCapacity(250_000, 1_000_000)).toBe(0.25);
  });
});

describe('trend', () => {
  test('[MT15] through points on a line it is the line, wherever it starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000, max: 1_000 }), fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 2, max: 50 }), (slope, start, n) => {
        const line = points(Array.from({ length: n }, (_, i) => [100 + i, start + slope * i]));
        expect(trendPerSec(line)).toBeCloseTo(slope, 6);
      }),
    );
  });

  test('[MT15] by hand: 0, 2, 1, 3 at seconds 0 to 3 has mean 1.5 and 1.5, products 4, squares 5: 0.8 a second', () => {
    const four = points([
      [0, 0],
      [1, 2],
      [2, 1],
      [3, 3],
    ]);
    expect(trendPerSec(four)).toBeCloseTo(0.8, 12);
  });

  test('[MT15] what has no value is left out, and one instant has no trend', () => {
    expect(
      trendPerSec(
        points([
          [0, 5],
          [1, Number.NaN],
          [2, 9],
        ]),
      ),
    ).toBeCloseTo(2, 12);
    expect(trendPerSec(points([[3, 7]]))).toBeNaN();
    expect(trendPerSec(points([]))).toBeNaN();
  });
});

describe('time to drain', () => {
  test('[MT16] 6,000 behind, 1,500 a second consumed and 1,000 produced: twelve seconds', () => {
    expect(timeToDrainUs(6_000, 1_000 - 1_500)).toBe(12_000_000);
  });

  test('[MT16] never while it grows or stands, nothing of nothing, unknown of unknown', () => {
    expect(timeToDrainUs(1, 0)).toBe(NEVER);
    expect(timeToDrainUs(1, 3)).toBe(NEVER);
    expect(timeToDrainUs(0, 3)).toBe(0);
    expect(timeToDrainUs(1, Number.NaN)).toBeNaN();
    expect(timeToDrainUs(Number.NaN, -1)).toBeNaN();
  });

  test('[MT16] a backlog that goes on in a straight line is gone then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 5_000 }), (backlog, shrinks) => {
        const seconds = timeToDrainUs(backlog, -shrinks) / 1_000_000;
        expect(backlog - shrinks * seconds).toBeCloseTo(0, 6);
      }),
    );
  });

  test('[MT15] the arrow is level for a change nobody would act on', () => {
    expect(directionOf(1_000, 1, 10_000_000)).toBe('level');
    expect(directionOf(1_000, 3, 10_000_000)).toBe('rising');
    expect(directionOf(1_000, -3, 10_000_000)).toBe('falling');
    expect(directionOf(0, 0.05, 10_000_000)).toBe('level');
    expect(directionOf(0, Number.NaN, 10_000_000)).toBe('level');
  });
});
