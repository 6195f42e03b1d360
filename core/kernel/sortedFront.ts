/**
 * The front of the event queue: the few earliest slots, sorted, in two plain arrays. Taking is a step of `head`;
 * putting shifts what is later by one place, a few neighbours in cache. Equal keys stay in the order of putting.
 */
/** Free places kept before the first slot, so that what comes before everything else shifts nothing. */
const HEADROOM = 64;

export class SortedFront {
  keys = new Float64Array(512);
  slots = new Int32Array(512);
  /** Occupied: head ≤ index < tail. */
  head = HEADROOM;
  tail = HEADROOM;

  get size(): number {
    return this.tail - this.head;
  }

  /** True if putting `key` would shift others: it belongs neither at the end nor, with headroom, at the start. */
  isInside(key: number): boolean {
    return key < (this.keys[this.tail - 1] as number) && (this.head === 0 || key >= (this.keys[this.head] as number));
  }

  put(slot: number, key: number): void {
    const head = this.head;
    if (head > 0 && key < (this.keys[head] as number)) {
      this.head = head - 1;
      this.keys[head - 1] = key;
      this.slots[head - 1] = slot;
      return;
    }
    if (this.tail === this.keys.length) this.#makeRoom();
    const keys = this.keys;
    const slots = this.slots;
    let at = this.tail++;
    for (; at > this.head; at--) {
      const before = keys[at - 1] as number;
      if (before <= key) break;
      keys[at] = before;
      slots[at] = slots[at - 1] as number;
    }
    keys[at] = key;
    slots[at] = slot;
  }

  clear(): void {
    this.head = HEADROOM;
    this.tail = HEADROOM;
  }

  /** Moves everything back to the start of the arrays, and doubles them if they are more than half full. */
  #makeRoom(): void {
    const { keys, slots, head, tail } = this;
    if ((tail - head) * 2 > keys.length) {
      this.keys = new Float64Array(keys.length * 2);
      this.slots = new Int32Array(keys.length * 2);
    }
    this.keys.set(keys.subarray(head, tail), HEADROOM);
    this.slots.set(slots.subarray(head, tail), HEADROOM);
    this.head = HEADROOM;
    this.tail = HEADROOM + tail - head;
  }
}
