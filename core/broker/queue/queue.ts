/**
 * A point-to-point queue: first in, first out; each message to exactly one consumer and gone once settled [J1, J2].
 * Deliveries go in turn to consumers that have room [RQ1, RQ2]; a returned message goes back to its place with the
 * redelivered flag [RQ3, RQ4]. A message may die here, of age, of being rejected, pushed out or given back too often, and is
 * then dropped or dead-lettered. SPEC.md, Q1–Q11 and DL1–DL8.
 */
import { must } from '../../base/assert.ts';
import { Deque } from '../../base/deque.ts';
import { LIMITS } from '../../base/limits.ts';
import { Int32Ring } from '../../base/ring.ts';
import type { DroppedReason } from '../../base/reasons.ts';
import { duration } from '../../base/units.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Books, DeathReason, Message } from '../api.ts';
import type { Held } from '../ledger.ts';
import { type DeadLetter, type DeadLetterWire, isCycle, withDeath } from './deadLetter.ts';
import { Expiry } from './expiry.ts';
import { MessagePool, ReturnedList } from './messagePool.ts';

export interface QueueSettings {
  /** Ready messages; 0 = up to the product's limit. */
  maxLength: number;
  overflow: 'reject' | 'dropHead';
  /** How long a message may wait here; null or left out: for ever. */
  messageTtlUs?: number | null;
  /** A message given back more often than this dies [RQQ1]; null or left out: never. */
  deliveryLimit?: number | null;
}

/** One subscription at this queue. `deliver` hands it a message; the slot stays in the queue until settled. */
export interface QueueConsumer {
  prefetch: number;
  readonly settleOnDelivery: boolean;
  unsettled: number;
  /** In the queue's turn order. */
  isWaiting: boolean;
  /** Takes nothing more; it may still settle what it has. */
  isCancelled: boolean;
  deliver(queue: Queue, slot: number): void;
}

export class Queue implements Held {
  readonly kind = 'queue' as const;
  readonly pool = new MessagePool();
  readonly #books: Books;
  readonly #scheduler: Scheduler | undefined;
  /** Since the first message that does not live for ever. */
  #expiry: Expiry | undefined;
  /** Where what dies here goes; undefined: it is dropped. */
  deadLetters: DeadLetterWire | undefined;
  readonly #fresh = new Int32Ring(64);
  readonly #returned = new ReturnedList(this.pool);
  /** Consumers with room, the next one first. */
  readonly #turn = new Deque<QueueConsumer>();
  readonly #settings: QueueSettings;
  /** Ready messages at which a new one is refused, and above which the oldest is pushed out; worked out once per setting. */
  #refuseAt: number = LIMITS.queueRecords;
  #pushOutAbove = Number.POSITIVE_INFINITY;
  #nextSequence = 0;
  #isDispatching = false;
  unsettled = 0;
  consumers = 0;
  accepted = 0;
  bytesIn = 0;
  delivered = 0;
  bytesOut = 0;
  redelivered = 0;
  settled = 0;
  refused = 0;
  #dropped = 0;
  /** Pushed out at the head to make room, dropped or dead-lettered. */
  overflowed = 0;

  /** Only a queue whose messages have a time to live needs the scheduler. */
  constructor(settings: QueueSettings, books: Books, scheduler?: Scheduler) {
    this.#settings = { ...settings };
    this.#books = books;
    this.#scheduler = scheduler;
    this.retune(settings);
  }

  retune(settings: QueueSettings): void {
    Object.assign(this.#settings, settings);
    const { maxLength, overflow } = settings;
    const isDropping = overflow === 'dropHead' && maxLength > 0;
    this.#refuseAt = isDropping || maxLength === 0 ? LIMITS.queueRecords : Math.min(maxLength, LIMITS.queueRecords);
    this.#pushOutAbove = isDropping ? maxLength : Number.POSITIVE_INFINITY;
  }

  get ready(): number {
    return this.#fresh.length + this.#returned.length;
  }
  get stored(): number {
    return this.ready;
  }
  get inFlight(): number {
    return this.unsettled + (this.deadLetters?.leaving ?? 0);
  }
  /** Died here and went nowhere, refused by the dead-letter queue, or given up with their subscription. */
  get dropped(): number {
    return this.#dropped + (this.deadLetters?.lost ?? 0);
  }
  /** Died here and arrived at the dead-letter queue. */
  get deadLettered(): number {
    return this.deadLetters?.records ?? 0;
  }

  /** False when refused: the queue is full and its overflow is `reject` [RD4]. */
  publish(message: Message): boolean {
    this.#dropExpired();
    if (this.ready >= this.#refuseAt) {
      this.refused++;
      this.#books.refused('queue_full', 1);
      return false;
    }
    this.#accept(this.pool.take(message, this.#nextSequence++), message.size, message.ttl);
    return true;
  }

  /** A message that died in another queue: a publish without its own time to live, and without an answer [RD8]. */
  takeDead(letter: DeadLetter): boolean {
    this.#dropExpired();
    if (this.ready >= this.#refuseAt) return false;
    const slot = this.pool.take(letter, this.#nextSequence++);
    this.pool.setDeaths(slot, letter.deaths);
    this.#accept(slot, letter.size, undefined);
    return true;
  }

  addConsumer(consumer: QueueConsumer): void {
    this.consumers++;
    this.#wait(consumer);
    this.dispatch();
  }

  /** Its unsettled deliveries are the session's to return. */
  removeConsumer(consumer: QueueConsumer): void {
    if (consumer.isCancelled) return;
    consumer.isCancelled = true;
    this.consumers--;
    if (consumer.isWaiting) this.#turn.remove(consumer);
    consumer.isWaiting = false;
  }

  /** A consumer's limit rose, or a message came back: give out what can go. */
  roomAgain(consumer: QueueConsumer): void {
    if (!consumer.isWaiting && !consumer.isCancelled && hasRoom(consumer)) this.#wait(consumer);
    this.dispatch();
  }

  acknowledge(slot: number, consumer: QueueConsumer): void {
    this.#settle(slot, consumer);
    this.settled++;
    this.#books.consumed(1);
  }

  reject(slot: number, consumer: QueueConsumer): void {
    this.unsettled--;
    consumer.unsettled--;
    this.#die(slot, 'rejected');
  }

  requeue(slot: number, consumer: QueueConsumer): void {
    this.unsettled--;
    consumer.unsettled--;
    const { deliveryLimit } = this.#settings;
    if (++this.pool.returns[slot]! > (deliveryLimit ?? Number.POSITIVE_INFINITY)) return this.#die(slot, 'delivery_limit');
    this.#returned.insert(slot);
    this.#dropOverLimit();
  }

  /** Forgets everything, each copy with its reason; used when a subscription with its own queue ends. */
  discardReady(): void {
    this.#books.dropped('subscription_ended', this.ready);
    this.#dropped += this.ready;
    while (this.ready > 0) this.pool.release(this.#shift());
  }

  /** Hands out messages while there are any and someone has room. Not re-entered: a delivery may bring the next call. */
  dispatch(): void {
    this.#dropExpired();
    this.#handOut();
  }

  #handOut(): void {
    if (this.#isDispatching) return;
    this.#isDispatching = true;
    while (this.#turn.length > 0 && this.ready > 0) {
      const consumer = this.#turn.shift()!;
      const slot = this.#shift();
      this.delivered++;
      this.bytesOut += this.pool.sizes[slot]!;
      if (this.pool.returns[slot]! > 0) this.redelivered++;
      if (!consumer.settleOnDelivery) {
        consumer.unsettled++;
        this.unsettled++;
      }
      if (hasRoom(consumer)) this.#turn.push(consumer);
      else consumer.isWaiting = false;
      consumer.deliver(this, slot);
      if (consumer.settleOnDelivery) {
        this.settled++;
        this.pool.release(slot);
      }
      this.#dropExpired();
    }
    this.#isDispatching = false;
  }

  #accept(slot: number, size: number, ttl: Message['ttl']): void {
    this.#limitLife(slot, ttl);
    this.#fresh.push(slot);
    this.accepted++;
    this.bytesIn += size;
    // Deliver now or expire: whoever has room gets it before its time is looked at [RD2].
    this.#handOut();
    this.#dropExpired();
    this.#dropOverLimit();
  }

  /** The shorter of the queue's and the message's time to live counts, from now on [RD1]. */
  #limitLife(slot: number, ttl: Message['ttl']): void {
    const { messageTtlUs } = this.#settings;
    if (this.#expiry === undefined && ttl === undefined && (messageTtlUs ?? null) === null) return;
    this.#expiry ??= new Expiry(must(this.#scheduler, 'the scheduler of a queue whose messages expire'), () => this.#dropExpired());
    const own = messageTtlUs === null || messageTtlUs === undefined ? ttl : duration(Math.min(messageTtlUs, ttl ?? messageTtlUs));
    this.#expiry.set(slot, own, this.pool.sizes.length);
  }

  #dropExpired(): void {
    const expiry = this.#expiry;
    if (expiry === undefined) return;
    while (this.ready > 0) {
      const head = this.#returned.length > 0 ? this.#returned.peek() : this.#fresh.peek();
      if (!expiry.isOver(head)) return expiry.watch(head);
      this.#die(this.#shift(), 'expired');
    }
  }

  /** The message is in none of the queue's lists any more: it goes over the wire, or nowhere [RD8, RD9]. */
  #die(slot: number, reason: DeathReason): void {
    const wire = this.deadLetters;
    if (wire === undefined) return this.#drop(slot, reason);
    const deaths = withDeath(this.pool.deathsOf(slot) ?? [], wire.from, reason);
    if (isCycle(deaths, wire.to)) return this.#drop(slot, 'dead_letter_cycle');
    wire.send({ ...this.pool.messageOf(slot), deaths });
    this.pool.release(slot);
  }

  #drop(slot: number, reason: DroppedReason): void {
    this.pool.release(slot);
    this.#dropped++;
    this.#books.dropped(reason, 1);
  }

  #wait(consumer: QueueConsumer): void {
    consumer.isWaiting = true;
    this.#turn.push(consumer);
  }

  #shift(): number {
    // A returned message was published before every one never delivered.
    return this.#returned.length > 0 ? this.#returned.shift() : this.#fresh.shift();
  }

  #settle(slot: number, consumer: QueueConsumer): void {
    this.unsettled--;
    consumer.unsettled--;
    this.pool.release(slot);
  }

  /** max-length counts ready messages and drops the oldest [RD3, RD5]. */
  #dropOverLimit(): void {
    while (this.ready > this.#pushOutAbove) {
      this.overflowed++;
      this.#die(this.#shift(), 'overflow_head');
    }
  }
}

const hasRoom = (consumer: QueueConsumer): boolean => consumer.settleOnDelivery || consumer.prefetch === 0 || consumer.unsettled < consumer.prefetch;
