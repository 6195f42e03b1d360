/**
 * Counts of durations in µs, kept so that any quantile is within 0.4 % of the truth. Each octave [2^k, 2^k+1) is cut in 128
 * equal buckets; below 256 every integer has its own. A record costs a clz32 and two additions, a quantile a walk over the
 * touched range. Counts add up, so histograms merge exactly.
 */
import { assert, fail } from '../base/assert.ts';

/** Buckets per octave, as a power of two. */
const BITS = 7;
const PER_OCTAVE = 1 << BITS;
/** Values at or beyond are counted in the last bucket: 35 years. */
const VALUE_END = 2 ** 50;
/** Room at first: up to 2^22 µs, four seconds. Grows by doubling as longer ones come. */
const FIRST_ROOM = 16 * PER_OCTAVE;

export class Histogram {
  #counts = new Float64Array(FIRST_ROOM);
  #count = 0;
  #sum = 0;
  #min = Infinity;
  #max = -Infinity;

  get count(): number {
    return this.#count;
  }
  /** Exact (sums stay integers below 2^53); NaN when empty, as are min, max and quantiles. */
  get mean(): number {
    return this.#sum / this.#count;
  }
  get min(): number {
    return this.#count > 0 ? this.#min : NaN;
  }
  get max(): number {
    return this.#count > 0 ? this.#max : NaN;
  }

  /** `us` is a non-negative integer. */
  record(us: number): void {
    if (!(us >= 0)) fail(`recorded a duration of ${us} µs`);
    const bucket = bucketOf(us);
    if (bucket >= this.#counts.length) this.#grow(bucket);
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
    this.#count++;
    this.#sum += us;
    if (us < this.#min) this.#min = us;
    if (us > this.#max) this.#max = us;
  }

  /** The time from each of the first `count` of these instants to `nowUs`. */
  recordAll(nowUs: number, sinceUs: Float64Array, count: number): void {
    let [least, most, sum] = [this.#min, this.#max, 0];
    for (let i = 0; i < count; i++) {
      const us = nowUs - (sinceUs[i] as number);
      if (!(us >= 0)) fail(`recorded a duration of ${us} µs`);
      const bucket = bucketOf(us);
      if (bucket >= this.#counts.length) this.#grow(bucket);
      this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
      sum += us;
      if (us < least) least = us;
      if (us > most) most = us;
    }
    this.#count += count;
    this.#sum += sum;
    this.#min = least;
    this.#max = most;
  }

  reset(): void {
    if (this.#count === 0) return;
    this.#counts.fill(0, bucketOf(this.#min), bucketOf(this.#max) + 1);
    this.#count = 0;
    this.#sum = 0;
    this.#min = Infinity;
    this.#max = -Infinity;
  }

  /** Adds what `other` counted; the result is as if it had all been recorded here. */
  merge(other: Histogram): void {
    if (other.#count === 0) return;
    const last = bucketOf(other.#max);
    if (last >= this.#counts.length) this.#grow(last);
    for (let i = bucketOf(other.#min); i <= last; i++) this.#counts[i] = (this.#counts[i] as number) + (other.#counts[i] as number);
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /** The value that at least the part q ∈ [0, 1] of all records do not exceed; 0 gives the least, 1 the greatest. */
  quantile(q: number): number {
    one[0] = q;
    this.quantiles(one, one);
    return one[0];
  }

  /** Several in one walk: `qs` ascending, out[i] for qs[i]. */
  quantiles(qs: ArrayLike<number>, out: Float64Array): void {
    if (this.#count === 0) {
      out.fill(NaN, 0, qs.length);
      return;
    }
    let bucket = bucketOf(this.#min);
    let seen = this.#counts[bucket] as number;
    let before = 0;
    for (let i = 0; i < qs.length; i++) {
      const q = qs[i] as number;
      assert(q >= before && q <= 1, 'quantiles are asked in ascending order, 0 to 1');
      before = q;
      const rank = Math.max(1, Math.ceil(q * this.#count));
      while (seen < rank) seen += this.#counts[++bucket] as number;
      // The first and the last are known exactly, and no middle may lie beyond them.
      out[i] = rank === 1 ? this.#min : rank === this.#count ? this.#max : Math.min(Math.max(middleOf(bucket), this.#min), this.#max);
    }
  }

  /** Adds each bucket's count to the place that `places` has for it, by bucket: see `placesOf`. */
  addTo(into: Float64Array, places: Uint8Array): void {
    if (this.#count === 0) return;
    const counts = this.#counts;
    const last = bucketOf(this.#max);
    for (let bucket = bucketOf(this.#min); bucket <= last; bucket++) {
      const count = counts[bucket] as number;
      if (count > 0) into[places[bucket] as number]! += count;
    }
  }

  #grow(bucket: number): void {
    let room = this.#counts.length;
    while (room <= bucket) room *= 2;
    const counts = new Float64Array(room);
    counts.set(this.#counts);
    this.#counts = counts;
  }
}

const one = new Float64Array(1);

/**
 * Value v with leading bit k ≥ 8 is shifted right by k − 7, which leaves 128 … 255; each octave's 128 follow the last's.
 * From 2^31 on the low 20 bits go first, by division: clz32 sees 32 bits.
 */
function bucketOf(us: number): number {
  if (us < 2 ** 31) return bucketOfInt32(us);
  return bucketOfInt32(Math.min(us, VALUE_END - 1) / 2 ** 20) + 20 * PER_OCTAVE;
}
function bucketOfInt32(v: number): number {
  if (v < 2 * PER_OCTAVE) return v | 0;
  const shift = 31 - BITS - Math.clz32(v);
  return shift * PER_OCTAVE + (v >>> shift);
}

/** The least integer of a bucket. */
function leastOf(bucket: number): number {
  if (bucket < 2 * PER_OCTAVE) return bucket;
  const shift = Math.floor(bucket / PER_OCTAVE) - 1;
  return (bucket - shift * PER_OCTAVE) * 2 ** shift;
}

/** The middle integer of a bucket, rounded down. */
function middleOf(bucket: number): number {
  if (bucket < 2 * PER_OCTAVE) return bucket;
  const width = 2 ** (Math.floor(bucket / PER_OCTAVE) - 1);
  return leastOf(bucket) + Math.floor((width - 1) / 2);
}

/** For every bucket there can be, which of at most 256 coarser ones its least value belongs to. */
export function placesOf(placeOf: (us: number) => number): Uint8Array {
  return Uint8Array.from({ length: bucketOf(VALUE_END - 1) + 1 }, (_, bucket) => placeOf(leastOf(bucket)));
}
