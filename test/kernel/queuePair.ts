/** The event queue beside an obvious one: what goes into one goes into the other, and every pop must agree. */
import { EventQueue } from '#core/kernel/eventQueue.ts';

/** The obvious queue: a sorted list, found by bisection. Slow, and hard to get wrong. */
class PlainQueue {
  readonly #list: { key: number; slot: number }[] = [];
  push(slot: number, key: number): void {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#list[middle] as { key: number }).key <= key) low = middle + 1;
      else high = middle;
    }
    this.#list.splice(low, 0, { key, slot });
  }
  pop(): { key: number; slot: number } | undefined {
    return this.#list.shift();
  }
  remove(slot: number): void {
    this.#list.splice(
      this.#list.findIndex((entry) => entry.slot === slot),
      1,
    );
  }
}

const LARGEST = 2 ** 53 - 1;

export class QueuePair {
  readonly ladder = new EventQueue();
  readonly #plain = new PlainQueue();
  readonly #free: number[] = [];
  readonly live = new Set<number>();
  readonly #kept: number[] = [];
  #slots = 0;
  now = 0;
  popped = 0;

  push(delay: number): void {
    const slot = this.#free.pop() ?? this.#slots++;
    const key = Math.min(LARGEST, this.now + Math.floor(delay));
    this.ladder.reserve(2 ** Math.ceil(Math.log2(this.#slots + 64)));
    this.ladder.push(slot, key);
    this.#plain.push(slot, key);
    this.live.add(slot);
  }

  pop(): void {
    const expected = this.#plain.pop();
    const head = this.ladder.peek();
    if (expected === undefined) {
      if (head !== -1) throw new Error(`pop ${this.popped}: expected nothing, got slot ${head}`);
      return;
    }
    if (head !== expected.slot || this.ladder.headKey !== expected.key)
      throw new Error(`pop ${this.popped}: expected slot ${expected.slot} at ${expected.key}, got ${head} at ${this.ladder.headKey}`);
    this.ladder.dropHead();
    this.now = expected.key;
    this.popped++;
    this.live.delete(head);
    this.#free.push(head);
  }

  drain(): void {
    while (this.live.size > 0) this.pop();
    this.pop();
    this.#agree(this.ladder.size === 0, 'the drained queue has a size');
  }

  /** Drops each live slot with the given chance. */
  sweep(chance: number, draw: () => number): void {
    this.ladder.sweep((slot) => {
      if (!this.live.has(slot)) throw new Error(`sweep asked about slot ${slot}, which is not in the queue or was asked about before`);
      this.live.delete(slot);
      if (draw() >= chance) {
        this.#kept.push(slot);
        return true;
      }
      this.#plain.remove(slot);
      this.#free.push(slot);
      return false;
    });
    this.#agree(this.live.size === 0, 'sweep left slots out');
    for (const slot of this.#kept) this.live.add(slot);
    this.#kept.length = 0;
    this.#agree(this.ladder.size === this.live.size, 'the swept queue has a wrong size');
  }

  #agree(condition: boolean, what: string): void {
    if (!condition) throw new Error(`after ${this.popped} pops: ${what}`);
  }
}
