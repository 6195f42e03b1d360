/** One rung of the ladder: a stretch of keys cut into equal buckets, taken one after the other. Buckets hold FIFO lists of slots. */
const EMPTY = -1;

export class Rung {
  /** Last slot of each bucket's circular list, whose link is the first; −1: empty. All −1 whenever the rung is closed. */
  buckets = new Int32Array(64).fill(EMPTY);
  start = 0;
  /** Buckets per unit of key. */
  scale = 1;
  /** Buckets in use, and the first of them not yet taken: only keys from its bound on may enter. */
  count = 0;
  current = 0;
  /** Slots in all buckets. */
  size = 0;

  /**
   * Opens for `size` slots with integer keys from `min` to `max`, with a bucket for each if the keys allow it. A bucket is at least 1 wide, so that the narrowest
   * holds equal keys only; and unless min = max they do not share a bucket, so that spreading always makes progress.
   */
  open(min: number, max: number, size: number): void {
    const range = max - min;
    const count = Math.min(Math.max(2, size), range + 1);
    this.start = min;
    this.scale = count > range ? 1 : count / range;
    this.count = count;
    this.current = 0;
    if (count > this.buckets.length) this.buckets = new Int32Array(2 ** bits(count)).fill(EMPTY);
  }

  /** `position` is (key − start) × scale; keys beyond the last bound share the last bucket. */
  add(slot: number, position: number, links: Int32Array): void {
    const buckets = this.buckets;
    const last = this.count - 1;
    const index = position < last ? position | 0 : last;
    const tail = buckets[index] as number;
    if (tail < 0) links[slot] = slot;
    else {
      links[slot] = links[tail] as number;
      links[tail] = slot;
    }
    buckets[index] = slot;
    this.size++;
  }

  /** Takes the next bucket that holds something: the last slot of its list. The caller lowers `size`. */
  take(): number {
    const buckets = this.buckets;
    let at = this.current;
    while ((buckets[at] as number) < 0) at++;
    const tail = buckets[at] as number;
    buckets[at] = EMPTY;
    this.current = at + 1;
    return tail;
  }
}

/** Smallest b with 2^b ≥ n. */
function bits(n: number): number {
  return 32 - Math.clz32(n - 1);
}
