/**
 * Who gets what at a queue of ActiveMQ: each message, in order, goes to the first consumer in line that may have it. One may not
 * when its selector does not select it [J11], or when another consumer has its group [J12]; then it stays for the others and holds
 * nobody up. Without selectors and groups the next message goes to the next consumer, as everywhere. SPEC.md, J rules.
 */
import { LIMITS } from '../../base/limits.ts';
import type { Consumers, QueueConsumer } from '../queue/consumers.ts';
import type { MessagePool } from '../queue/messagePool.ts';
import type { PagedOrder } from './pagedOrder.ts';

/** What the queue knows of its messages' times to live. */
interface Lifetimes {
  isOver(slot: number): boolean;
  /** Drops messages at the front whose time is over. */
  dropExpired(): void;
}

export class Matcher {
  readonly #pool: MessagePool;
  readonly #order: PagedOrder;
  readonly #consumers: Consumers;
  /** Owner of each message group, the longest unused first. */
  readonly #owners = new Map<string, QueueConsumer>();
  /** Consumers that do not take everything. */
  #choosy = 0;
  readonly #time: Lifetimes;
  /** Who gets the message looked at. */
  #found: QueueConsumer | undefined;
  /** The message looked at. */
  #slot = 0;
  readonly #may = (consumer: QueueConsumer): boolean => this.#mayHave(consumer, this.#slot);
  readonly #isDue = (slot: number): boolean => {
    this.#slot = slot;
    this.#found = this.#time.isOver(slot) ? undefined : this.#consumers.take(this.#may);
    return this.#found !== undefined || this.#time.isOver(slot);
  };

  constructor(pool: MessagePool, order: PagedOrder, consumers: Consumers, time: Lifetimes) {
    this.#pool = pool;
    this.#order = order;
    this.#consumers = consumers;
    this.#time = time;
  }

  came(consumer: QueueConsumer): void {
    if (consumer.selection !== undefined) this.#choosy++;
  }
  /** Its groups go to whoever gets their next message. */
  left(consumer: QueueConsumer): void {
    if (consumer.selection !== undefined) this.#choosy--;
    for (const [group, owner] of this.#owners) if (owner === consumer) this.#owners.delete(group);
  }

  /** Whose turn it is, out of line, with the message it gets moved to the front; undefined when nobody can be given anything. */
  next(): QueueConsumer | undefined {
    if (this.#choosy === 0 && !this.#order.hasGroups) return this.#consumers.next();
    while (this.#consumers.hasRoom && this.#order.choose(this.#isDue)) {
      if (this.#found !== undefined) return this.#found;
      // What is past its time within the page was moved to the front to die [J9].
      this.#time.dropExpired();
    }
    return undefined;
  }

  #mayHave(consumer: QueueConsumer, slot: number): boolean {
    const { createdUs, serials } = this.#pool;
    const properties = this.#pool.propertiesOf(slot);
    const { selection } = consumer;
    if (selection !== undefined && !selection.selects(properties, createdUs[slot]!, serials[slot]!)) return false;
    const group = properties?.group;
    if (group === undefined) return true;
    const owner = this.#owners.get(group) ?? consumer;
    if (owner !== consumer) return false;
    this.#own(group, owner);
    return true;
  }

  /** The group used longest ago is forgotten at the limit, as in ActiveMQ's cached map. */
  #own(group: string, owner: QueueConsumer): void {
    this.#owners.delete(group);
    this.#owners.set(group, owner);
    if (this.#owners.size <= LIMITS.messageGroups) return;
    for (const oldest of this.#owners.keys()) {
      this.#owners.delete(oldest);
      return;
    }
  }
}
