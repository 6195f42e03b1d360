/** A heap of numbers, the least on top: a number's children are not less than it. */
export class MinHeap {
  #items: number[] = [];

  get length(): number {
    return this.#items.length;
  }
  /** Infinity if there is none. */
  get least(): number {
    return this.#items[0] ?? Number.POSITIVE_INFINITY;
  }

  push(value: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(value);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= value) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = value;
  }

  pop(): void {
    const items = this.#items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= last) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
  }

  /** `change` keeps the order. */
  map(change: (value: number) => number): void {
    this.#items = this.#items.map(change);
  }

  /** Takes out the greatest, up to `count` of them; how many it were. */
  dropLast(count: number): number {
    const dropped = Math.max(0, Math.min(count, this.#items.length));
    // An ascending list is a heap.
    if (dropped > 0) this.#items = this.#items.sort((a, b) => a - b).slice(0, this.#items.length - dropped);
    return dropped;
  }

  clear(): void {
    this.#items = [];
  }
}
