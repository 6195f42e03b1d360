/**
 * An instance reading queues or broadcast topics: the broker pushes up to `prefetch` unsettled deliveries, each is worked on
 * and settled [RQ1–RQ5]. One session per source.
 */
import { Deque } from '../base/deque.ts';
import type { CloseReason, Delivery, Peer, Reply, Request, Session, SettleRequest } from '../broker/api.ts';
import type { CrashMoment } from '../base/faults.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Member, MemberContext } from './consumer.ts';
import { Outbox } from './outbox.ts';
import { AMQP_BACKOFF, DOWN, Reconnect } from './reconnect.ts';
import { Slots } from './slots.ts';

export interface QueueConsumerSettings {
  prefetch: number;
  readonly settleOnDelivery: boolean;
  readonly priority: number;
  readonly exclusive: boolean;
}

/** What a consumer says of a message it failed at: basic.nack, basic.reject with requeue, or without [RQQ2]. */
const OUTCOMES = { retry: 'requeue', fail: 'fail', drop: 'reject' } as const;
const CANCEL = 1;
const LAST = 2;

/** One source's session, opened again when it is lost. */
class Subscriber implements Peer {
  readonly #outbox: Outbox;
  readonly #member: QueueConsumer;
  readonly #index: number;
  readonly #reconnect: Reconnect;
  isCancelled = false;
  isClosed = false;

  constructor(member: QueueConsumer, index: number, scheduler: Scheduler, open: (peer: Peer) => Session) {
    this.#member = member;
    this.#index = index;
    this.#outbox = new Outbox(open(this));
    this.#reconnect = new Reconnect(scheduler, AMQP_BACKOFF, () => {
      this.#outbox.replace(open(this));
      member.subscribe(index);
    });
  }

  receive(message: Reply | Delivery): void {
    if (message.kind === 'delivery') return this.#member.take(message);
    if (message.kind !== 'done' && message.kind !== 'described') return;
    if (message.id === CANCEL) this.isCancelled = true;
    if (message.id === LAST) {
      this.isClosed = true;
      this.#outbox.close();
    }
    this.#member.settleDown();
  }
  drained(): void {
    this.#outbox.drained();
  }
  closed(_reason: CloseReason): void {
    this.#outbox.replace(DOWN);
    this.#member.lost(this.#index);
    if (this.#member.isStopping) {
      // The broker took back what was unsettled: there is nothing left to say.
      this.isClosed = true;
      return this.#member.settleDown();
    }
    this.#reconnect.lost();
  }
  crash(): void {
    this.isClosed = true;
    this.#reconnect.stop();
    this.#outbox.close('crash');
  }
  /** It stops: without a connection there is nothing to cancel. */
  stop(): void {
    if (this.#reconnect.isWaiting) this.isClosed = true;
    this.#reconnect.stop();
  }

  send(request: Request): void {
    this.#outbox.send(request);
  }
}

export class QueueConsumer implements Member {
  readonly #context: MemberContext;
  readonly #settings: QueueConsumerSettings;
  #deliveries = new Deque<Delivery>();
  /** Worked on since before their connection was lost: the broker has taken them back, there is nothing to settle. */
  readonly #void = new Set<Delivery>();
  readonly #slots: Slots<Delivery>;
  #subscribers: Subscriber[] = [];
  isStopping = false;
  #isSaidLast = false;
  #isPumping = false;

  constructor(context: MemberContext, settings: QueueConsumerSettings) {
    this.#context = context;
    this.#settings = { ...settings };
    this.#slots = new Slots(context.scheduler, context.work, (delivery) => this.#finish(delivery));
  }

  start(): void {
    const { sources, client } = this.#context;
    this.#subscribers = sources.map(({ broker }, i) => new Subscriber(this, i, this.#context.scheduler, (peer) => broker.open(peer, { client })));
    sources.forEach((_, i) => this.subscribe(i));
  }

  /** A subscription's number is its source's, so a delivery tells where it is from. */
  subscribe(i: number): void {
    const { destination } = this.#context.sources[i]!;
    this.#subscribers[i]!.send({ kind: 'consume', id: 0, destination, subscription: i, ...this.#settings });
  }

  /** The broker gives what was not settled to somebody else, or again: here it is forgotten [RQ4]. */
  lost(i: number): void {
    const kept = new Deque<Delivery>();
    for (let next = this.#deliveries.shift(); next !== undefined; next = this.#deliveries.shift()) {
      if (!next.held || next.subscription !== i) kept.push(next);
    }
    this.#deliveries = kept;
    for (const delivery of this.#slots.working()) if (delivery.held && delivery.subscription === i) this.#void.add(delivery);
  }

  crash(): void {
    this.#context.books.dropped('client_crash', this.inFlight);
    this.#deliveries.clear();
    this.#slots.crash();
    this.isStopping = true;
    for (const subscriber of this.#subscribers) subscriber.crash();
  }
  #crashes(at: CrashMoment): boolean {
    return this.#context.crashPoint !== undefined && this.#context.crashPoint.reached(at, this);
  }

  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    for (const s of this.#subscribers) s.stop();
    this.#subscribers.forEach((s, i) => s.send({ kind: 'cancel', id: CANCEL, subscription: i }));
    for (let next = this.#deliveries.shift(); next !== undefined; next = this.#deliveries.shift()) this.#giveBack(next);
    this.settleDown();
  }

  /** After the cancel is answered and the work is done, one more request flushes the settlements ahead of the close. */
  settleDown(): void {
    if (!this.isStopping || this.#isSaidLast || this.#slots.busy > 0) return;
    if (!this.#subscribers.every((s) => s.isCancelled || s.isClosed)) return;
    this.#isSaidLast = true;
    this.#subscribers.forEach((s, i) => {
      if (!s.isClosed) s.send({ kind: 'metadata', id: LAST, destination: this.#context.sources[i]!.destination });
    });
  }

  retune(prefetch: number): void {
    if (prefetch === this.#settings.prefetch) return this.#pump();
    this.#settings.prefetch = prefetch;
    this.#subscribers.forEach((s, i) => s.send({ kind: 'qos', id: 0, subscription: i, prefetch }));
    this.#pump();
  }

  get isStopped(): boolean {
    return this.isStopping && this.#subscribers.every((s) => s.isClosed);
  }
  get waiting(): number {
    return this.#deliveries.length;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#settings.settleOnDelivery ? this.#deliveries.length + this.#slots.busy : 0;
  }

  take(delivery: Delivery): void {
    this.#context.work.received++;
    this.#context.work.bytesIn += delivery.size;
    if (this.isStopping) return this.#giveBack(delivery);
    this.#deliveries.push(delivery);
    this.#pump();
  }

  #pump(): void {
    // Work that takes no time ends inside start(): the loop goes on here, not one level deeper.
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#deliveries.length > 0 && this.#slots.hasRoom && !this.#crashes('beforeProcessing')) this.#slots.start(this.#deliveries.shift()!);
    this.#isPumping = false;
  }

  #settle(delivery: Delivery, outcome: SettleRequest['outcome']): void {
    if (this.#void.size > 0 && this.#void.delete(delivery)) return;
    const { subscription, tag } = delivery;
    this.#subscribers[subscription]!.send({ kind: 'settle', id: 0, tag, multiple: false, outcome });
  }

  #giveBack(delivery: Delivery): void {
    if (delivery.held) this.#settle(delivery, 'requeue');
    else this.#context.books.dropped('connection_closed', 1);
  }

  #finish(delivery: Delivery): void {
    const { work, books } = this.#context;
    if (work.drawFailure(delivery.properties)) {
      if (delivery.held) this.#settle(delivery, OUTCOMES[work.settings.onFailure]);
      else {
        books.dropped('processing_failed', 1);
        work.dropped++;
      }
    } else {
      // Forwarded first: a crash between the two would send it twice rather than lose it.
      work.succeed(delivery.createdUs, delivery.key, delivery.size, delivery.serial, delivery.properties);
      this.#context.sources[delivery.subscription]!.onProcessed?.(delivery.serial);
      if (!delivery.held) books.consumed(1);
      if (this.#crashes('afterProcessing')) return;
      if (delivery.held) this.#settle(delivery, 'ack');
      if (this.#crashes('afterAck')) return;
    }
    this.#pump();
    this.settleDown();
  }
}
