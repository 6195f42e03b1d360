/**
 * The document's publish/subscribe topic, non-durable [J3]: each subscriber present at publishing gets its own copy, kept in
 * a queue of its own until it settles it; who comes later never sees it, who leaves gives up what it had. A durable subscription
 * stays, and stores while nobody is connected to it [J4]. SPEC.md, B1–B5.
 */
import type { Books, Message } from '../api.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import type { Receipt } from '../confirms.ts';
import { DurableSubscriptions } from '../jms/durableSubscriptions.ts';
import type { Selection } from '../jms/selection.ts';
import type { Held } from '../ledger.ts';
import type { DeadLetterWire } from '../queue/deadLetter.ts';
import { Queue } from '../queue/queue.ts';
import type { QueueSettings } from '../queue/queueSettings.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';

interface Subscriber {
  readonly queue: Queue;
  /** Undefined: it takes all. */
  readonly selection: Selection | undefined;
}

const COUNTED = ['delivered', 'bytesOut', 'redelivered', 'settled', 'dropped', 'deadLettered'] as const;

export class Broadcast implements Held {
  readonly kind = 'broadcast' as const;
  readonly #books: Books;
  readonly #scheduler: Scheduler | undefined;
  readonly #settings: QueueSettings;
  readonly #subscribers: Subscriber[] = [];
  readonly durable = new DurableSubscriptions({ open: (selection) => this.subscribe(selection), end: (queue) => this.unsubscribe(queue) });
  /** Totals of subscriptions that ended. */
  readonly #past = { delivered: 0, bytesOut: 0, redelivered: 0, settled: 0, dropped: 0, deadLettered: 0 };
  /** Where what dies in a subscription goes: a wire of its own for each; undefined: it is dropped. */
  createDeadLetters: (() => DeadLetterWire) | undefined;
  accepted = 0;
  bytesIn = 0;
  unheard = 0;

  /** Only subscriptions whose messages have a time to live need the scheduler. */
  constructor(books: Books, scheduler?: Scheduler, settings: QueueSettings = { maxLength: 0, overflow: 'reject' }) {
    this.#books = books;
    this.#scheduler = scheduler;
    this.#settings = settings;
  }

  subscribe(selection?: Selection): Queue {
    const queue = new Queue(this.#settings, this.#books, this.#scheduler);
    queue.deadLetters = this.createDeadLetters?.();
    this.#subscribers.push({ queue, selection });
    return queue;
  }

  /** Its unsettled deliveries must have been returned before. */
  unsubscribe(queue: Queue): void {
    queue.discardReady('subscription_ended');
    // What died is on its way: counted here until it has arrived.
    queue.deadLetters?.fire();
    const at = this.#subscribers.findIndex((s) => s.queue === queue);
    if (at < 0) return;
    this.#subscribers.splice(at, 1);
    for (const field of COUNTED) this.#past[field] += queue[field];
  }

  /** It is removed: its subscribers are told, and what they had not settled is lost to them; durable subscriptions are gone too. */
  delete(): void {
    for (const { queue } of this.#subscribers) queue.delete('removed');
    this.durable.clear();
  }

  /** Its server died: only durable subscriptions are still there, with what is persistent [J13]. */
  crashed(kind: CrashKind): void {
    for (const { queue } of this.#subscribers) queue.crashed(kind);
  }
  restarted(): void {
    for (const { queue } of this.#subscribers) queue.restarted();
  }

  publish(message: Message, receipt?: Receipt): boolean {
    this.accepted++;
    this.bytesIn += message.size;
    let copies = 0;
    for (const { queue, selection } of this.#subscribers) {
      if (selection !== undefined && !selection.selects(message.properties, message.createdUs, message.serial)) continue;
      if (copies++ > 0) this.#books.copied('fan_out', 1);
      queue.publish(message, receipt);
    }
    if (copies > 0) return true;
    this.unheard++;
    this.#books.dropped('no_subscriber', 1);
    return true;
  }

  /** For people: what each subscription holds. */
  get subscriptions(): readonly Queue[] {
    return this.#subscribers.map(({ queue }) => queue);
  }

  /** Tells which messages its subscriptions hold, one in each that has it; returns how many. */
  eachHeld(visit: (serial: number) => void): number {
    return this.#subscribers.reduce((n, { queue }) => n + queue.pool.each(visit), 0);
  }

  #sum(field: 'ready' | 'unsettled' | 'inFlight'): number {
    let n = 0;
    for (const { queue } of this.#subscribers) n += queue[field];
    return n;
  }
  #total(field: (typeof COUNTED)[number]): number {
    let n = this.#past[field];
    for (const { queue } of this.#subscribers) n += queue[field];
    return n;
  }
  /** Connected now. */
  get subscribers(): number {
    return this.#subscribers.length - this.offline;
  }
  /** Durable subscriptions that nobody is connected to. */
  get offline(): number {
    return this.durable.offline;
  }
  get stored(): number {
    return this.#sum('ready');
  }
  get inFlight(): number {
    return this.#sum('inFlight');
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
  /** Died in a subscription and arrived at the dead-letter queue. */
  get deadLettered(): number {
    return this.#total('deadLettered');
  }
  get dropped(): number {
    return this.unheard + this.#total('dropped');
  }
  get refused(): number {
    return 0;
  }
}
