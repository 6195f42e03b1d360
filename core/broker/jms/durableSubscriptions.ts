/**
 * The durable subscriptions of one broadcast: each has its queue, which stores while nobody is connected [J4], and at most one
 * consumer at a time [J5]. They are named by client id and subscription. SPEC.md, J rules.
 */
import type { Queue } from '../queue/queue.ts';
import type { Selection } from './selection.ts';

interface Durable {
  readonly queue: Queue;
  readonly selector: string;
  isOnline: boolean;
}

/** How the broadcast opens and ends a subscriber's queue. */
interface Owner {
  open(selection: Selection | undefined): Queue;
  end(queue: Queue): void;
}

export class DurableSubscriptions {
  readonly #owner: Owner;
  readonly #byName = new Map<string, Durable>();

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /** Its queue, with what it stored; undefined while another consumer has it. Another selector makes it a new subscription. */
  attach(name: string, selector: string, selection: Selection | undefined): Queue | undefined {
    let found = this.#byName.get(name);
    if (found?.isOnline === true) return undefined;
    if (found !== undefined && found.selector !== selector) {
      this.#owner.end(found.queue);
      found = undefined;
    }
    found ??= { queue: this.#owner.open(selection), selector, isOnline: true };
    found.isOnline = true;
    this.#byName.set(name, found);
    return found.queue;
  }

  detach(name: string): void {
    const found = this.#byName.get(name);
    if (found !== undefined) found.isOnline = false;
  }

  get offline(): number {
    let n = 0;
    for (const { isOnline } of this.#byName.values()) if (!isOnline) n++;
    return n;
  }
}
