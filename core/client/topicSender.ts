/**
 * Sends to a topic as Kafka's producer does: a batch per partition, ready when full or after `linger`; once any is ready
 * the oldest batch of every partition goes into one request [KP5]; at most `maxInFlight` requests are unanswered; a request
 * without an answer in time is sent again, and its first copy may still arrive (duplicates without idempotence).
 */
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import { Deque } from '../base/deque.ts';
import { duration, type Instant } from '../base/units.ts';
import { type CloseReason, type Delivery, NO_KEY, NO_REPLY, type Peer, type Reply, type Session } from '../broker/api.ts';
import { type EventHandler, NO_TIMER, Phase, type TimerId } from '../kernel/scheduler.ts';
import { Batch, RECORD_OVERHEAD_BYTES } from './batch.ts';
import { Partitioner } from './partitioner.ts';
import { DOWN, KAFKA_BACKOFF, Reconnect } from './reconnect.ts';
import type { Sender, SenderContext } from './sender.ts';

/** max.request.size */
const REQUEST_BYTES = 1_048_576;
/** delivery.timeout.ms */
const DELIVERY_TIMEOUT_US = 120_000_000;
const LINGER = 0;
const TIMEOUT = 1;
const BACKOFF = 2;

interface Flight {
  readonly id: number;
  readonly sentUs: number;
  readonly batches: readonly Batch[];
}

export class TopicSender implements Sender, Peer, EventHandler {
  readonly #context: SenderContext;
  #session: Session;
  readonly #reconnect: Reconnect;
  readonly #partitioner: Partitioner;
  /** Per partition: batches in order, the last one open. */
  readonly #queues: Deque<Batch>[];
  readonly #pool: Batch[] = [];
  readonly #flights = new Map<number, Flight>();
  readonly #again = new Deque<Batch>();
  readonly #unkeyedQueued: () => readonly number[];
  #open: (Batch | undefined)[];
  #settings: SendSettings;
  #nextId = 1;
  #readyBatches = 0;
  #bufferedBytes = 0;
  #linger: TimerId = NO_TIMER;
  #timeout: TimerId = NO_TIMER;
  #isBackingOff = false;
  #isLingerOver = false;
  waiting = 0;
  unanswered = 0;
  retried = 0;
  refused = 0;

  constructor(partitions: number, context: SenderContext) {
    this.#context = context;
    this.#settings = context.settings;
    this.#session = context.broker.open(this, { client: context.client });
    this.#reconnect = new Reconnect(context.scheduler, KAFKA_BACKOFF, () => this.#connect());
    this.#partitioner = new Partitioner(partitions, context.random);
    this.#queues = Array.from({ length: partitions }, () => new Deque<Batch>(4));
    this.#open = Array.from({ length: partitions }, () => undefined);
    this.#unkeyedQueued = () => this.#queues.map((q) => q.length);
  }

  retune(settings: SendSettings): void {
    this.#settings = settings;
  }

  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    const bytes = size + RECORD_OVERHEAD_BYTES;
    if (this.#bufferedBytes + bytes > this.#settings.bufferBytes) {
      this.refused++;
      this.#context.books.refused('buffer_full', 1);
      return;
    }
    const partition = this.#partitioner.choose(key);
    const isBatchClosed = this.#append(partition, createdUs, key, size, serial, properties);
    if (key === NO_KEY) this.#partitioner.appended(bytes, this.#settings.batchBytes, isBatchClosed, this.#unkeyedQueued);
    if (this.#readyBatches > 0 || this.#settings.lingerUs === 0) this.#drain();
    else if (this.#linger === NO_TIMER && !this.#isLingerOver)
      this.#linger = this.#context.scheduler.after(duration(this.#settings.lingerUs), Phase.Client, this, LINGER);
  }

  /** True when this record closed a batch: the one before it, or its own. */
  #append(partition: number, createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): boolean {
    const bytes = size + RECORD_OVERHEAD_BYTES;
    const limit = this.#settings.batchBytes;
    let batch = this.#open[partition];
    let isClosed = false;
    if (batch !== undefined && batch.wireBytes + bytes > limit) {
      this.#readyBatches++;
      isClosed = true;
      batch = undefined;
    }
    if (batch === undefined) {
      batch = (this.#pool.pop() ?? new Batch()).open(partition, this.#context.scheduler.now());
      this.#queues[partition]!.push(batch);
      this.#open[partition] = batch;
    }
    batch.push(createdUs, key, size, serial, properties);
    this.waiting++;
    this.#bufferedBytes += bytes;
    if (batch.wireBytes + RECORD_OVERHEAD_BYTES >= limit) {
      this.#open[partition] = undefined;
      this.#readyBatches++;
      isClosed = true;
    }
    return isClosed;
  }

  fire(now: Instant, what: number): void {
    if (what === LINGER) {
      this.#linger = NO_TIMER;
      this.#isLingerOver = true;
    } else if (what === BACKOFF) this.#isBackingOff = false;
    else {
      this.#timeout = NO_TIMER;
      this.#expire(now);
    }
    this.#drain();
  }

  /** Sends while something is ready and the window has room. */
  #drain(): void {
    while (this.#flights.size < this.#settings.maxInFlight && !this.#isBackingOff) {
      if (this.#again.length > 0) {
        if (!this.#ship([this.#again.peek()!])) return;
        this.#again.shift();
        continue;
      }
      const isReady = this.#readyBatches > 0 || (this.waiting > 0 && (this.#settings.lingerUs === 0 || this.#isLingerOver));
      if (!isReady) return;
      const batches = this.#collect();
      if (batches.length === 0) {
        this.#isLingerOver = false;
        return;
      }
      if (!this.#ship(batches)) {
        for (let i = batches.length - 1; i >= 0; i--) this.#again.unshift(batches[i]!);
        return;
      }
    }
  }

  /** The oldest batch of each partition, up to a request's size. */
  #collect(): Batch[] {
    const batches: Batch[] = [];
    let bytes = 0;
    for (let p = 0; p < this.#queues.length; p++) {
      const head = this.#queues[p]!.peek();
      if (head === undefined) continue;
      if (batches.length > 0 && bytes + head.wireBytes > REQUEST_BYTES) continue;
      this.#queues[p]!.shift();
      if (head === this.#open[p]) this.#open[p] = undefined;
      else this.#readyBatches--;
      bytes += head.wireBytes;
      batches.push(head);
    }
    if (this.#readyBatches === 0) this.#restartLinger();
    return batches;
  }

  /** Batches left behind go on lingering from the instant the oldest of them was opened. */
  #restartLinger(): void {
    this.#isLingerOver = false;
    if (this.#linger !== NO_TIMER) this.#context.scheduler.cancel(this.#linger);
    this.#linger = NO_TIMER;
    let oldestUs = Number.POSITIVE_INFINITY;
    for (const queue of this.#queues) oldestUs = Math.min(oldestUs, queue.peek()?.openedUs ?? oldestUs);
    if (oldestUs === Number.POSITIVE_INFINITY) return;
    const dueUs = Math.max(oldestUs + this.#settings.lingerUs, this.#context.scheduler.now());
    this.#linger = this.#context.scheduler.at(dueUs as Instant, Phase.Client, this, LINGER);
  }

  #ship(batches: readonly Batch[]): boolean {
    const { acks } = this.#settings;
    const id = acks === 0 ? NO_REPLY : this.#nextId++;
    const parts = batches.map((batch) => ({ partition: batch.partition, batch }));
    if (!this.#session.submit({ kind: 'produce', id, destination: this.#context.destination, acks, parts })) return false;
    let records = 0;
    for (const batch of batches) {
      records += batch.count;
      if (batch.attempts++ > 0) {
        this.retried += batch.count;
        this.#context.books.copied('producer_retry', batch.count);
      } else this.waiting -= batch.count;
    }
    // Without acknowledgement the batch may still be on its way when the sender is done with it, so it is not pooled.
    if (acks === 0) {
      for (const batch of batches) for (let i = 0; i < batch.count; i++) this.#context.onUnasked?.(batch.serials[i]!);
      this.#release(batches, false);
    } else {
      this.unanswered += records;
      this.#flights.set(id, { id, sentUs: this.#context.scheduler.now(), batches });
      this.#armTimeout();
    }
    return true;
  }

  receive(message: Reply | Delivery): void {
    if (message.kind !== 'done') return;
    const flight = this.#flights.get(message.id);
    // A late answer to a request already given up.
    if (flight === undefined) return;
    this.#land(flight);
    if (message.error === 'none') {
      for (const batch of flight.batches) for (let i = 0; i < batch.count; i++) this.#context.onAcknowledged(batch.createdUs[i]!, batch.serials[i]!);
    } else for (const batch of flight.batches) this.refused += batch.count;
    this.#release(flight.batches, true);
    this.#drain();
  }

  drained(): void {
    this.#drain();
  }
  /** Whether the requests on their way arrived is not known: they are sent again, in order, and may then be there twice. */
  closed(_reason: CloseReason): void {
    this.#session = DOWN;
    const now = this.#context.scheduler.now();
    const inDoubt = [...this.#flights.values()].flatMap((flight) => flight.batches);
    this.#forgetFlights();
    for (const batch of inDoubt.reverse()) {
      if (this.#mayRetry(batch, now)) this.#again.unshift(batch);
      else this.#release([batch], false);
    }
    this.#reconnect.lost();
  }

  #connect(): void {
    this.#session = this.#context.broker.open(this, { client: this.#context.client });
    this.#drain();
  }

  crash(): void {
    this.#session.close('crash');
    this.#session = DOWN;
    this.#reconnect.stop();
    this.#context.books.dropped('client_crash', this.waiting);
    this.#forgetFlights();
    this.#again.clear();
    for (const queue of this.#queues) queue.clear();
    this.#open.fill(undefined);
    this.#context.scheduler.cancel(this.#linger);
    this.#linger = NO_TIMER;
    this.#isLingerOver = false;
    this.#readyBatches = 0;
    this.#bufferedBytes = 0;
    this.waiting = 0;
  }
  restart(): void {
    if (this.#session === DOWN && !this.#reconnect.isWaiting) this.#connect();
  }

  #forgetFlights(): void {
    this.#flights.clear();
    this.unanswered = 0;
    this.#context.scheduler.cancel(this.#timeout);
    this.#timeout = NO_TIMER;
  }

  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.waiting;
  }

  /** Requests are answered in order, so the first one is the oldest: one timer serves all. */
  #armTimeout(): void {
    if (this.#timeout !== NO_TIMER) return;
    const oldest = this.#flights.values().next().value;
    if (oldest === undefined) return;
    const dueUs = Math.max(oldest.sentUs + this.#settings.requestTimeoutUs, this.#context.scheduler.now());
    this.#timeout = this.#context.scheduler.at(dueUs as Instant, Phase.Client, this, TIMEOUT);
  }

  #expire(now: Instant): void {
    for (const flight of this.#flights.values()) {
      if (flight.sentUs + this.#settings.requestTimeoutUs > now) break;
      this.#land(flight);
      for (const batch of flight.batches) this.#retryOrGiveUp(batch, now);
    }
    this.#armTimeout();
  }

  /** The first copy may be in the log all the same: what is on its way is its holder's to account for. */
  #retryOrGiveUp(batch: Batch, now: Instant): void {
    if (!this.#mayRetry(batch, now)) return this.#release([batch], false);
    this.#again.push(batch);
    if (this.#isBackingOff || this.#settings.retryBackoffUs === 0) return;
    this.#isBackingOff = true;
    this.#context.scheduler.after(duration(this.#settings.retryBackoffUs), Phase.Client, this, BACKOFF);
  }

  #mayRetry(batch: Batch, now: Instant): boolean {
    return batch.attempts <= this.#settings.retries && now - batch.openedUs < DELIVERY_TIMEOUT_US;
  }

  #land(flight: Flight): void {
    this.#flights.delete(flight.id);
    for (const batch of flight.batches) this.unanswered -= batch.count;
  }

  #release(batches: readonly Batch[], intoPool: boolean): void {
    for (const batch of batches) {
      this.#bufferedBytes -= batch.bytes + batch.count * RECORD_OVERHEAD_BYTES;
      if (intoPool && this.#pool.length < 64) this.#pool.push(batch);
    }
  }
}
