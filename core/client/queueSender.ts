/**
 * Sends to a queue, an exchange or a broadcast topic: every record is one publish, at once; with acknowledgements the broker confirms
 * each, and a refusal is tried again after the back-off while retries are left.
 */
import type { DroppedReason } from '../base/reasons.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import { Deque } from '../base/deque.ts';
import { duration } from '../base/units.ts';
import { type CloseReason, type Delivery, NO_REPLY, type Peer, type PublishRequest, type Reply, type Session } from '../broker/api.ts';
import { type EventHandler, Phase } from '../kernel/scheduler.ts';
import { RECORD_OVERHEAD_BYTES } from './batch.ts';
import { AMQP_BACKOFF, DOWN, Reconnect } from './reconnect.ts';
import type { Sender, SenderContext } from './sender.ts';
import { Unconfirmed } from './unconfirmed.ts';

/** The record is its own request: between its answer and the next attempt nobody else holds it. */
interface Outgoing extends PublishRequest {
  /** Of the latest attempt. */
  id: number;
  attempts: number;
}

export class QueueSender implements Sender, Peer, EventHandler {
  readonly #context: SenderContext;
  #session: Session;
  readonly #reconnect: Reconnect;
  /** Taken and not yet on the link: the session was full. */
  readonly #waiting = new Deque<Outgoing>();
  readonly #unconfirmed = new Unconfirmed<Outgoing>();
  readonly #backingOff = new Deque<Outgoing>();
  #settings: SendSettings;
  #waitingBytes = 0;
  #freshWaiting = 0;
  /** Back-offs of records that a crash took. */
  #voidBackoffs = 0;
  retried = 0;
  refused = 0;
  /** Mandatory, and no queue took them: they came back, confirmed all the same [RX5]. */
  returned = 0;
  #lastReturned = 0;

  constructor(context: SenderContext) {
    this.#context = context;
    this.#settings = context.settings;
    this.#session = context.broker.open(this, { client: context.client });
    this.#reconnect = new Reconnect(context.scheduler, AMQP_BACKOFF, () => this.#connect());
  }

  retune(settings: SendSettings): void {
    this.#settings = settings;
  }

  get waiting(): number {
    return this.#freshWaiting;
  }
  get unanswered(): number {
    return this.#unconfirmed.length;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#freshWaiting;
  }

  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    const { destination } = this.#context;
    const ttl = properties?.ttlUs === undefined ? undefined : duration(properties.ttlUs);
    const record: Outgoing = { kind: 'publish', id: NO_REPLY, destination, createdUs, key, size, serial, ttl, properties, attempts: 0 };
    if (this.#waiting.length === 0 && this.#publish(record)) return;
    if (this.#waitingBytes + size + RECORD_OVERHEAD_BYTES > this.#settings.bufferBytes) {
      this.refused++;
      this.#context.books.refused('buffer_full', 1);
      this.#context.onGivenUp?.(serial);
      return;
    }
    this.#wait(record);
  }

  receive(message: Reply | Delivery): void {
    if (message.kind === 'returned') {
      this.returned++;
      this.#lastReturned = message.serial;
    }
    if (message.kind !== 'done') return;
    const record = this.#unconfirmed.take(message.id);
    if (record === undefined) return;
    // A window that was full has room.
    if (this.#settings.confirmWindow > 0) this.drained();
    // Confirmed, but it arrived nowhere: its sender knows.
    if (message.error === 'none' && record.serial === this.#lastReturned) return this.#context.onGivenUp?.(record.serial);
    if (message.error === 'none') this.#context.onAcknowledged(record.createdUs, record.serial);
    else if (record.attempts <= this.#settings.retries) {
      this.#backingOff.push(record);
      this.#context.scheduler.after(duration(this.#settings.retryBackoffUs), Phase.Client, this);
    } else {
      this.refused++;
      this.#context.onGivenUp?.(record.serial);
    }
  }

  /** One back-off is over, in the order they began. */
  fire(): void {
    if (this.#voidBackoffs > 0) {
      this.#voidBackoffs--;
      return;
    }
    const record = this.#backingOff.shift()!;
    if (this.#waiting.length > 0 || !this.#publish(record)) this.#wait(record);
  }

  drained(): void {
    for (let next = this.#waiting.peek(); next !== undefined; next = this.#waiting.peek()) {
      const isFirst = next.attempts === 0;
      if (!this.#publish(next)) return;
      this.#waiting.shift();
      this.#waitingBytes -= next.size + RECORD_OVERHEAD_BYTES;
      if (isFirst) this.#freshWaiting--;
    }
  }

  /** Whether what was not confirmed arrived is not known: it is published again, in order, and may then be there twice. */
  closed(_reason: CloseReason): void {
    this.#session = DOWN;
    for (const record of this.#unconfirmed.restart().reverse()) {
      if (record.attempts > this.#settings.retries) {
        this.#context.onGivenUp?.(record.serial);
        continue;
      }
      this.#waiting.unshift(record);
      this.#waitingBytes += record.size + RECORD_OVERHEAD_BYTES;
    }
    this.#reconnect.lost();
  }

  #connect(): void {
    this.#session = this.#context.broker.open(this, { client: this.#context.client });
    this.drained();
  }

  crash(reason: DroppedReason = 'client_crash'): void {
    this.#session.close('crash');
    this.#session = DOWN;
    this.#reconnect.stop();
    this.#context.books.dropped(reason, this.#freshWaiting);
    this.#voidBackoffs += this.#backingOff.length;
    for (const records of [this.#waiting, this.#backingOff]) records.clear();
    this.#unconfirmed.restart();
    this.#waitingBytes = 0;
    this.#freshWaiting = 0;
  }
  restart(): void {
    if (this.#session === DOWN && !this.#reconnect.isWaiting) this.#connect();
  }

  #wait(record: Outgoing): void {
    this.#waiting.push(record);
    this.#waitingBytes += record.size + RECORD_OVERHEAD_BYTES;
    if (record.attempts === 0) this.#freshWaiting++;
  }

  #publish(record: Outgoing): boolean {
    const { acks, confirmWindow } = this.#settings;
    if (confirmWindow > 0 && acks !== 0 && this.#unconfirmed.length >= confirmWindow) return false;
    record.id = acks === 0 ? NO_REPLY : this.#unconfirmed.nextId;
    if (!this.#session.submit(record)) return false;
    if (record.attempts++ > 0) {
      this.retried++;
      this.#context.books.copied('producer_retry', 1);
    }
    if (acks === 0) this.#context.onUnasked?.(record.serial);
    else this.#unconfirmed.push(record);
    return true;
  }
}
