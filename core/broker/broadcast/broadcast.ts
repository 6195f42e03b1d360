/**
 * The document's publish/subscribe topic, non-durable [J3]: each subscriber present at publishing gets its own copy, kept in
 * a queue of its own until it settles it; who comes later never sees it, who leaves gives up what it had. SPEC.md, B1–B3.
 */
import type { Books, Message } from '../api.ts';
import type { Held } from '../ledger.ts';
import { Queue } from '../queue/queue.ts';

export class Broadcast implements Held {
  readonly kind = 'broadcast' as const;
  readonly #books: Books;
  readonly #subscriptions: Queue[] = [];
  /** Totals of subscriptions that ended. */
  #past = { delivered: 0, bytesOut: 0, redelivered: 0, settled: 0, dropped: 0 };
  accepted = 0;
  bytesIn = 0;
  unheard = 0;

  constructor(books: Books) {
    this.#books = books;
  }

  subscribe(): Queue {
    const queue = new Queue({ maxLength: 0, overflow: 'reject' }, this.#books);
    this.#subscriptions.push(queue);
    return queue;
  }

  /** Its unsettled deliveries must have been returned before. */
  unsubscribe(queue: Queue): void {
    queue.discardReady('subscription_ended');
    this.#subscriptions.splice(this.#subscriptions.indexOf(queue), 1);
    this.#past.delivered += queue.delivered;
    this.#past.bytesOut += queue.bytesOut;
    this.#past.redelivered += queue.redelivered;
    this.#past.settled += queue.settled;
    this.#past.dropped += queue.dropped;
  }

  publish(message: Message): boolean {
    this.accepted++;
    this.bytesIn += message.size;
    const listeners = this.#subscriptions.length;
    if (listeners === 0) {
      this.unheard++;
      this.#books.dropped('no_subscriber', 1);
      return true;
    }
    if (listeners > 1) this.#books.copied('fan_out', listeners - 1);
    for (const queue of this.#subscriptions) queue.publish(message);
    return true;
  }

  #sum(field: 'ready' | 'unsettled'): number {
    let n = 0;
    for (const queue of this.#subscriptions) n += queue[field];
    return n;
  }
  #total(field: 'delivered' | 'bytesOut' | 'redelivered' | 'settled' | 'dropped'): number {
    let n = this.#past[field];
    for (const queue of this.#subscriptions) n += queue[field];
    return n;
  }
  get subscribers(): number {
    return this.#subscriptions.length;
  }
  get stored(): number {
    return this.#sum('ready');
  }
  get inFlight(): number {
    return this.#sum('unsettled');
  }
  get unsettled(): number {
    return this.#sum('unsettled');
  }
  get delivered(): number {
    return this.#total('delivered');
  }
  get bytesOut(): number {
    return this.#total('bytesOut');
  }
  get redelivered(): number {
    return this.#total('redelivered');
  }
  get settled(): number {
    return this.#total('settled');
  }
  get dropped(): number {
    return this.unheard + this.#total('dropped');
  }
  get refused(): number {
    return 0;
  }
}
