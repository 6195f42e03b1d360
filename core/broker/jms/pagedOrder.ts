/**
 * Ready messages in the order of publishing, of which the first are paged in: any of those may be chosen to go first. What lies
 * behind the page is not looked at until there is room in it, as in ActiveMQ (`maxPageSize`). SPEC.md, J rules.
 */
import { LIMITS } from '../../base/limits.ts';
import { Int32Ring } from '../../base/ring.ts';
import { type MessagePool, ReturnedList } from '../queue/messagePool.ts';
import type { Ready } from '../queue/ready.ts';

const NONE = -1;

export class PagedOrder implements Ready {
  readonly #pool: MessagePool;
  readonly #behind = new Int32Ring(64);
  /** What came back, and what was paged in to be chosen from. */
  readonly #page: ReturnedList;
  #chosen = NONE;
  /** Some message had a group. */
  hasGroups = false;

  constructor(pool: MessagePool) {
    this.#pool = pool;
    this.#page = new ReturnedList(pool);
  }

  get length(): number {
    return this.#behind.length + this.#page.length + (this.#chosen === NONE ? 0 : 1);
  }
  add(slot: number): void {
    this.hasGroups ||= this.#pool.propertiesOf(slot)?.group !== undefined;
    this.#behind.push(slot);
  }
  giveBack(slot: number): void {
    this.#page.insert(slot);
  }
  peek(): number {
    if (this.#chosen !== NONE) return this.#chosen;
    return this.#page.length > 0 ? this.#page.peek() : this.#behind.peek();
  }
  shift(): number {
    if (this.#chosen !== NONE) {
      const slot = this.#chosen;
      this.#chosen = NONE;
      return slot;
    }
    return this.#page.length > 0 ? this.#page.shift() : this.#behind.shift();
  }

  *slots(): Iterable<number> {
    if (this.#chosen !== NONE) yield this.#chosen;
    yield* this.#page.slots();
    for (let i = 0; i < this.#behind.length; i++) yield this.#behind.at(i);
  }

  /** The first message of the page that `isWanted` is now the next one; false when there is none. */
  choose(isWanted: (slot: number) => boolean): boolean {
    if (this.#chosen !== NONE) return true;
    while (this.#page.length < LIMITS.selectorPage && this.#behind.length > 0) this.#page.insert(this.#behind.shift());
    const { next } = this.#pool;
    for (let slot = this.#page.length > 0 ? this.#page.peek() : NONE; slot !== NONE; slot = next[slot]!) {
      if (!isWanted(slot)) continue;
      this.#page.remove(slot);
      this.#chosen = slot;
      return true;
    }
    return false;
  }
}
