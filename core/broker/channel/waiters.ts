/**
 * Who waits at one side of a channel: served first come, first served [G12, G13], and free to leave from any place, as the
 * cases of a select do that was served elsewhere. A linked list, so all of it is O(1); Go's `waitq`.
 */
interface Waiter<Item> {
  readonly item: Item;
  previous: Waiter<Item> | undefined;
  next: Waiter<Item> | undefined;
  isWaiting: boolean;
}
/** Stops waiting; nothing once served. */
export type Leave = () => void;

export class Waiters<Item> {
  #first: Waiter<Item> | undefined;
  #last: Waiter<Item> | undefined;
  length = 0;

  push(item: Item): Leave {
    const waiter: Waiter<Item> = { item, previous: this.#last, next: undefined, isWaiting: true };
    if (this.#last === undefined) this.#first = waiter;
    else this.#last.next = waiter;
    this.#last = waiter;
    this.length++;
    return () => this.#remove(waiter);
  }

  shift(): Item | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#remove(first);
    return first.item;
  }

  *items(): Iterable<Item> {
    for (let waiter = this.#first; waiter !== undefined; waiter = waiter.next) yield waiter.item;
  }

  #remove(waiter: Waiter<Item>): void {
    if (!waiter.isWaiting) return;
    waiter.isWaiting = false;
    const { previous, next } = waiter;
    if (previous === undefined) this.#first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
    this.length--;
  }
}
