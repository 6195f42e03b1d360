/**
 * The pending set: slots ordered by (key, order of pushing). First form: a binary heap with sequence numbers.
 */
export class EventQueue {
  #keys = new Float64Array(64);
  #sequences = new Float64Array(64);
  #heap = new Int32Array(64);
  #size = 0;
  #pushed = 0;

  get size(): number {
    return this.#size;
  }

  /** Room for slots below `capacity`. */
  reserve(capacity: number): void {
    if (capacity <= this.#keys.length) return;
    const length = Math.max(capacity, this.#keys.length * 2);
    const grown = new Float64Array(length);
    grown.set(this.#keys);
    this.#keys = grown;
    const sequences = new Float64Array(length);
    sequences.set(this.#sequences);
    this.#sequences = sequences;
    const heap = new Int32Array(length);
    heap.set(this.#heap);
    this.#heap = heap;
  }

  keyOf(slot: number): number {
    return this.#keys[slot] as number;
  }

  push(slot: number, key: number): void {
    this.#keys[slot] = key;
    this.#sequences[slot] = this.#pushed++;
    const heap = this.#heap;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as number;
      if (!this.#before(slot, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = slot;
  }

  /** The earliest slot, or −1. */
  peek(): number {
    return this.#size === 0 ? -1 : (this.#heap[0] as number);
  }

  /** Removes and returns the earliest slot, or −1. */
  pop(): number {
    if (this.#size === 0) return -1;
    const heap = this.#heap;
    const first = heap[0] as number;
    const size = --this.#size;
    const last = heap[size] as number;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && this.#before(heap[child + 1] as number, heap[child] as number)) child++;
      const below = heap[child] as number;
      if (!this.#before(below, last)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
    return first;
  }

  #before(a: number, b: number): boolean {
    const keyA = this.#keys[a] as number;
    const keyB = this.#keys[b] as number;
    return keyA < keyB || (keyA === keyB && (this.#sequences[a] as number) < (this.#sequences[b] as number));
  }
}
