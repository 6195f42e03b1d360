/** The coarse buckets against the histogram they come from. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Histogram, placesOf } from '#core/metrics/histogram.ts';
import { LATENCY_BUCKETS, latencyBucketEnd, latencyBucketOf, latencyBucketStart, quantileOfBuckets } from '#core/metrics/latencyBuckets.ts';

const anyUs = fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 0, max: 2 ** 45 }));

describe('latency buckets', () => {
  test('[MT9] every latency lies within its bucket, and the buckets follow each other', () => {
    fc.assert(
      fc.property(anyUs, (us) => {
        const bucket = latencyBucketOf(us);
        expect(latencyBucketStart(bucket)).toBeLessThanOrEqual(us);
        expect(latencyBucketEnd(bucket)).toBeGreaterThan(us);
      }),
    );
    for (let b = 1; b < LATENCY_BUCKETS; b++) {
      expect(latencyBucketOf(latencyBucketStart(b))).toBe(b);
      expect(latencyBucketOf(latencyBucketStart(b) - 1)).toBe(b - 1);
    }
    expect(LATENCY_BUCKETS).toBe(48);
  });

  test('[MT9] filled from a histogram they count what they would have counted themselves', () => {
    fc.assert(
      fc.property(fc.array(anyUs, { maxLength: 300 }), (values) => {
        const histogram = new Histogram();
        const [direct, filled] = [new Float64Array(LATENCY_BUCKETS), new Float64Array(LATENCY_BUCKETS)];
        for (const us of values) {
          histogram.record(us);
          direct[latencyBucketOf(us)]!++;
        }
        histogram.addTo(filled, placesOf(latencyBucketOf));
        expect(filled).toEqual(direct);
      }),
    );
  });

  test('[MT9] a quantile read off them lies in the bucket of the true one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 29 }), { minLength: 1, maxLength: 200 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const counts = Array.from({ length: LATENCY_BUCKETS }, () => 0);
        for (const us of values) counts[latencyBucketOf(us)]!++;
        const sorted = values.toSorted((a, b) => a - b);
        const truth = latencyBucketOf(sorted[Math.max(1, Math.ceil(q * values.length)) - 1]!);
        const read = quantileOfBuckets(counts, q);
        expect(read).toBeGreaterThanOrEqual(latencyBucketStart(truth));
        expect(read).toBeLessThanOrEqual(latencyBucketEnd(truth));
      }),
    );
    expect(quantileOfBuckets([], 0.5)).toBeNaN();
  });
});
