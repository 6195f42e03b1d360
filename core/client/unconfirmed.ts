/**
 * What a sender has published and not been answered, by the number of the publish: they count up from 1 in each session, and are
 * answered once each, in any order [RC1].
 */
import { Deque } from '../base/deque.ts';

export class Unconfirmed<T> {
  /** From the oldest not answered on; answered ones behind it leave a gap. */
  readonly #items = new Deque<T>();
  #firstId = 1;
  /** Not answered. */
  length = 0;

  /** The number of the next publish. */
  get nextId(): number {
    return this.#firstId + this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
    this.length++;
  }

  /** Takes the one with this number out; undefined when it was answered before, or never published. */
  take(id: number): T | undefined {
    const item = this.#items.at(id - this.#firstId);
    if (item === undefined) return undefined;
    this.length--;
    if (id !== this.#firstId) {
      this.#items.vacate(id - this.#firstId);
      return item;
    }
    do {
      this.#items.shift();
      this.#firstId++;
    } while (this.#items.length > 0 && this.#items.peek() === undefined);
    return item;
  }

  /** All that is left, in order; another session begins. */
  restart(): T[] {
    const left: T[] = [];
    while (this.#items.length > 0) {
      const item = this.#items.shift();
      if (item !== undefined) left.push(item);
    }
    this.#firstId = 1;
    this.length = 0;
    return left;
  }
}
