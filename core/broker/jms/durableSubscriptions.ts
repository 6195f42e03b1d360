/**
 * The durable subscriptions of one broadcast: each has its queue, which stores while nobody is connected [J4], and at most one
 * consumer at a time [J5]. They are named by client id and subscription. SPEC.md, J rules.
 */
import type { Queue } from '../queue/queue.ts';
import type { Selection } from './selection.ts';

export interface DurableSubscription {
  readonly queue: Queue;
  readonly clientId: string;
  readonly name: string;
  readonly selector: string;
  /** Somebody is connected to it. */
  isOnline: boolean;
}

/** How the broadcast opens and ends a subscriber's queue. */
interface Owner {
  open(selection: Selection | undefined): Queue;
  end(queue: Queue): void;
}

export class DurableSubscriptions {
  readonly #owner: Owner;
  readonly #byName = new Map<string, DurableSubscription>();
  /** Of a broadcast that was removed, until their consumers are gone. */
  readonly #ended = new Map<string, DurableSubscription>();

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  /** Its queue, with what it stored; undefined while another consumer has it. Another selector makes it a new subscription. */
  attach(clientId: string, name: string, selector: string, selection: Selection | undefined): Queue | undefined {
    const key = keyOf(clientId, name);
    let found = this.#byName.get(key);
    if (found?.isOnline === true) return undefined;
    if (found !== undefined && found.selector !== selector) {
      this.#owner.end(found.queue);
      found = undefined;
    }
    found ??= { queue: this.#owner.open(selection), clientId, name, selector, isOnline: true };
    found.isOnline = true;
    this.#byName.set(key, found);
    return found.queue;
  }

  detach(clientId: string, name: string): void {
    const ended = this.#ended.get(keyOf(clientId, name));
    if (ended !== undefined) {
      this.#ended.delete(keyOf(clientId, name));
      return this.#owner.end(ended.queue);
    }
    const found = this.#byName.get(keyOf(clientId, name));
    if (found !== undefined) found.isOnline = false;
  }

  /** The broadcast is removed: all are forgotten, those somebody is connected to when the connection ends. */
  clear(): void {
    for (const [key, found] of this.#byName) {
      if (found.isOnline) this.#ended.set(key, found);
      else this.#owner.end(found.queue);
    }
    this.#byName.clear();
  }

  /** The one that this queue is of. */
  of(queue: Queue): DurableSubscription | undefined {
    for (const found of this.#byName.values()) if (found.queue === queue) return found;
    return undefined;
  }

  get offline(): number {
    let n = 0;
    for (const { isOnline } of this.#byName.values()) if (!isOnline) n++;
    return n;
  }
}

const keyOf = (clientId: string, name: string): string => JSON.stringify([clientId, name]);
