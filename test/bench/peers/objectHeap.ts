/** The event list most JavaScript simulators have: a binary heap of objects, stable by a sequence number. */
export interface HeapEvent {
  readonly key: number;
  readonly sequence: number;
  readonly slot: number;
}

export class ObjectHeap {
  readonly #heap: HeapEvent[] = [];
  #pushed = 0;

  push(slot: number, key: number): void {
    const heap = this.#heap;
    const event: HeapEvent = { key, sequence: this.#pushed++, slot };
    heap.push(event);
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as HeapEvent;
      if (!before(event, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
  }

  pop(): HeapEvent {
    const heap = this.#heap;
    const first = heap[0] as HeapEvent;
    const last = heap.pop() as HeapEvent;
    const size = heap.length;
    if (size === 0) return first;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= size) break;
      if (child + 1 < size && before(heap[child + 1] as HeapEvent, heap[child] as HeapEvent)) child++;
      const below = heap[child] as HeapEvent;
      if (!before(below, last)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function before(a: HeapEvent, b: HeapEvent): boolean {
  return a.key < b.key || (a.key === b.key && a.sequence < b.sequence);
}
