import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '#core/metrics/histogram.ts';

const value = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fc.double({ min: 0, max: 49.99, noNaN: true }).map((log) => Math.floor(2 ** log)),
  fc.constantFrom(0, 127, 128, 255, 256, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 50 - 1),
);
const values = fc.array(value, { minLength: 1, maxLength: 300 });
const QS = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1];

function filled(all: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const v of all) histogram.record(v);
  return histogram;
}
const state = (histogram: Histogram) => {
  const quantiles = new Float64Array(QS.length);
  histogram.quantiles(QS, quantiles);
  return { count: histogram.count, mean: histogram.mean, min: histogram.min, max: histogram.max, quantiles: [...quantiles] };
};
/** The smallest value that at least q of all do not exceed. */
function exactQuantile(all: readonly number[], q: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}
const summary = (h: Histogram) => [h.count, h.mean, h.min, h.max, ...QS.map((q) => h.quantile(q))];

describe('Histogram', () => {
  it('counts the times since many instants as it counts each', () => {
    fc.assert(
      fc.property(values, values, (before, all) => {
        const now = 2 ** 50;
        const together = filled(before);
        together.recordAll(
          now,
          Float64Array.from([...all, 7], (us) => now - us),
          all.length,
        );
        expect(state(together)).toEqual(state(filled([...before, ...all])));
      }),
    );
  });

  it('keeps every quantile within 0.4 %, and exact below 256', () => {
    fc.assert(
      fc.property(values, (all) => {
        const histogram = filled(all);
        for (const q of QS) {
          const exact = exactQuantile(all, q);
          const error = Math.abs(histogram.quantile(q) - exact);
          expect(error).toBeLessThanOrEqual(exact < 256 ? 0 : exact / 256);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('knows count, mean, least and greatest exactly', () => {
    fc.assert(
      fc.property(values, (all) => {
        const histogram = filled(all);
        expect(histogram.count).toBe(all.length);
        expect([histogram.min, histogram.max]).toEqual([Math.min(...all), Math.max(...all)]);
        expect([histogram.quantile(0), histogram.quantile(1)]).toEqual([histogram.min, histogram.max]);
        expect(histogram.mean).toBe(all.reduce((sum, v) => sum + v, 0) / all.length);
      }),
    );
  });

  it('merges as if all had been recorded in one', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = filled(a);
        merged.merge(filled(b));
        merged.merge(new Histogram());
        const together = filled([...a, ...b]);
        // A sum beyond 2^53 depends on the order of adding, so the mean is compared to rounding.
        expect(Math.abs(merged.mean - together.mean)).toBeLessThanOrEqual(together.mean * 1e-12);
        expect(summary(merged).toSpliced(1, 1)).toEqual(summary(together).toSpliced(1, 1));
      }),
    );
  });

  it('is new after a reset', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const histogram = filled(before);
        histogram.reset();
        expect(summary(histogram)).toEqual(summary(new Histogram()));
        for (const v of after) histogram.record(v);
        expect(summary(histogram)).toEqual(summary(filled(after)));
      }),
    );
  });

  it('gives several quantiles in one walk', () => {
    const histogram = filled(Array.from({ length: 10_000 }, (_, i) => i * 37));
    const out = new Float64Array(QS.length);
    histogram.quantiles(QS, out);
    expect([...out]).toEqual(QS.map((q) => histogram.quantile(q)));
    expect(() => histogram.quantiles([0.9, 0.5], out)).toThrow('ascending');
    expect(() => histogram.quantile(1.1)).toThrow('0 to 1');
  });

  it('has nothing to say when empty', () => {
    expect(summary(new Histogram())).toEqual([0, NaN, NaN, NaN, ...QS.map(() => NaN)]);
  });

  it('refuses what is no duration', () => {
    for (const us of [-1, NaN]) expect(() => new Histogram().record(us)).toThrow('duration');
  });
});
