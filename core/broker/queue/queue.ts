/**
 * A point-to-point queue: first in, first out; each message to exactly one consumer and gone once settled [J1, J2].
 * Deliveries go in turn to consumers that have room [RQ1, RQ2]; a returned message goes back to its place with the
 * redelivered flag [RQ3, RQ4]. SPEC.md, Q1–Q11.
 */
import { Deque } from '../../base/deque.ts';
import { LIMITS } from '../../base/limits.ts';
import { Int32Ring } from '../../base/ring.ts';
import type { Books } from '../api.ts';
import type { Held } from '../ledger.ts';
import { MessagePool, ReturnedList } from './messagePool.ts';

export interface QueueSettings {
  /** Ready messages; 0 = up to the product's limit. */
  maxLength: number;
  overflow: 'reject' | 'dropHead';
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
  readonly #fresh = new Int32Ring(64);
  readonly #returned = new ReturnedList(this.pool);
  /** Consumers with room, the next one first. */
  readonly #turn = new Deque<QueueConsumer>();
  readonly #settings: QueueSettings;
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
  /** Rejected by a consumer, overflowed, or given up with their subscription. */
  dropped = 0;
  /** Dropped to make room. */
  overflowed = 0;

  constructor(settings: QueueSettings, books: Books) {
    this.#settings = { ...settings };
    this.#books = books;
  }

  retune(settings: QueueSettings): void {
    Object.assign(this.#settings, settings);
  }

  get ready(): number {
    return this.#fresh.length + this.#returned.length;
  }
  get stored(): number {
    return this.ready;
  }
  get inFlight(): number {
    return this.unsettled;
  }

  /** False when refused: the queue is full and its overflow is `reject` [RD4]. */
  publish(createdUs: number, key: number, size: number): boolean {
    const limit = this.#settings.maxLength > 0 ? Math.min(this.#settings.maxLength, LIMITS.queueRecords) : LIMITS.queueRecords;
    if (this.ready >= limit && (this.#settings.overflow === 'reject' || this.#settings.maxLength === 0)) {
      this.refused++;
      this.#books.refused('queue_full', 1);
      return false;
    }
    this.#fresh.push(this.pool.take(createdUs, key, size, this.#nextSequence++));
    this.accepted++;
    this.bytesIn += size;
    this.dispatch();
    this.#dropOverLimit();
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
    this.#settle(slot, consumer);
    this.dropped++;
    this.#books.dropped('rejected', 1);
  }

  requeue(slot: number, consumer: QueueConsumer): void {
    this.unsettled--;
    consumer.unsettled--;
    this.pool.redelivered[slot] = 1;
    this.#returned.insert(slot);
    this.#dropOverLimit();
  }

  /** Forgets everything, each copy with its reason; used when a subscription with its own queue ends. */
  discardReady(): void {
    this.#books.dropped('subscription_ended', this.ready);
    this.dropped += this.ready;
    while (this.ready > 0) this.pool.release(this.#shift());
  }

  /** Hands out messages while there are any and someone has room. Not re-entered: a delivery may bring the next call. */
  dispatch(): void {
    if (this.#isDispatching) return;
    this.#isDispatching = true;
    while (this.#turn.length > 0 && this.ready > 0) {
      const consumer = this.#turn.shift()!;
      const slot = this.#shift();
      this.delivered++;
      this.bytesOut += this.pool.sizes[slot]!;
      if (this.pool.redelivered[slot] === 1) this.redelivered++;
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
    }
    this.#isDispatching = false;
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
    const { maxLength, overflow } = this.#settings;
    if (overflow !== 'dropHead' || maxLength === 0) return;
    while (this.ready > maxLength) {
      this.pool.release(this.#shift());
      this.dropped++;
      this.overflowed++;
      this.#books.dropped('overflow_head', 1);
    }
  }
}

const hasRoom = (consumer: QueueConsumer): boolean => consumer.settleOnDelivery || consumer.prefetch === 0 || consumer.unsettled < consumer.prefetch;
