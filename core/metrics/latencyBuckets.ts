/**
 * The coarse buckets a run's latencies are recorded in at every sample: two to an octave from 128 µs on, [2^k, 1.5 × 2^k) and
 * [1.5 × 2^k, 2^(k+1)), the first for all that is shorter, the last for all from 2^30 µs (18 minutes) on. Their bounds are bounds of
 * the histogram's own buckets, so nothing is put into a wrong one.
 */

const FIRST_OCTAVE = 7;
const LAST_OCTAVE = 30;
export const LATENCY_BUCKETS = 2 * (LAST_OCTAVE - FIRST_OCTAVE) + 2;

/** Which bucket a latency of whole µs belongs to. */
export function latencyBucketOf(us: number): number {
  if (us < 2 ** FIRST_OCTAVE) return 0;
  if (us >= 2 ** LAST_OCTAVE) return LATENCY_BUCKETS - 1;
  const octave = 31 - Math.clz32(us);
  const isUpperHalf = us >= 1.5 * 2 ** octave;
  return 1 + 2 * (octave - FIRST_OCTAVE) + (isUpperHalf ? 1 : 0);
}

/** The shortest latency of a bucket, µs. */
export function latencyBucketStart(bucket: number): number {
  if (bucket === 0) return 0;
  const octave = FIRST_OCTAVE + ((bucket - 1) >>> 1);
  return bucket % 2 === 1 ? 2 ** octave : 1.5 * 2 ** octave;
}

/** Behind the longest; the last bucket has no end. */
export const latencyBucketEnd = (bucket: number): number => (bucket < LATENCY_BUCKETS - 1 ? latencyBucketStart(bucket + 1) : Number.POSITIVE_INFINITY);

/**
 * The value that the part q of the counted latencies do not exceed, read off the buckets: within its bucket it is assumed that they
 * are spread evenly. At most half an octave from the truth. NaN when nothing was counted.
 */
export function quantileOfBuckets(counts: ArrayLike<number>, q: number): number {
  let total = 0;
  for (let i = 0; i < LATENCY_BUCKETS; i++) total += counts[i] ?? 0;
  if (!(total > 0)) return Number.NaN;
  const rank = Math.max(1, Math.ceil(q * total));
  let before = 0;
  for (let i = 0; i < LATENCY_BUCKETS; i++) {
    const count = counts[i] ?? 0;
    if (before + count >= rank) {
      const start = latencyBucketStart(i);
      const end = i === LATENCY_BUCKETS - 1 ? 2 * start : latencyBucketEnd(i);
      return start + ((end - start) * (rank - before)) / count;
    }
    before += count;
  }
  return Number.NaN;
}
