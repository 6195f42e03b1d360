/**
 * An instance reading queues or broadcast topics: the broker pushes up to `prefetch` unsettled deliveries, each is worked on
 * and settled [RQ1–RQ5]. One session per source.
 */
import { Deque } from '../base/deque.ts';
import type { CloseReason, Delivery, Peer, Reply, Request, Session, SettleRequest } from '../broker/api.ts';
import type { Member, MemberContext } from './consumer.ts';
import { Outbox } from './outbox.ts';
import { Slots } from './slots.ts';

export interface QueueConsumerSettings {
  prefetch: number;
  readonly settleOnDelivery: boolean;
}

const CANCEL = 1;
const LAST = 2;

/** One source's session. */
class Subscriber implements Peer {
  readonly #outbox: Outbox;
  readonly #member: QueueConsumer;
  isCancelled = false;
  isClosed = false;

  constructor(member: QueueConsumer, session: (peer: Peer) => Session) {
    this.#member = member;
    this.#outbox = new Outbox(session(this));
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
    this.isClosed = true;
  }

  send(request: Request): void {
    this.#outbox.send(request);
  }
}

export class QueueConsumer implements Member {
  readonly #context: MemberContext;
  readonly #settings: QueueConsumerSettings;
  readonly #deliveries = new Deque<Delivery>();
  readonly #slots: Slots<Delivery>;
  #subscribers: Subscriber[] = [];
  #isStopping = false;
  #isSaidLast = false;
  #isPumping = false;

  constructor(context: MemberContext, settings: QueueConsumerSettings) {
    this.#context = context;
    this.#settings = { ...settings };
    this.#slots = new Slots(context.scheduler, context.work, (delivery) => this.#finish(delivery));
  }

  start(): void {
    const { sources, client } = this.#context;
    this.#subscribers = sources.map(({ broker }) => new Subscriber(this, (peer) => broker.open(peer, { client })));
    sources.forEach(({ destination }, i) => {
      const { prefetch, settleOnDelivery } = this.#settings;
      // A subscription's number is its source's, so a delivery tells where it is from.
      this.#subscribers[i]!.send({ kind: 'consume', id: 0, destination, subscription: i, prefetch, settleOnDelivery });
    });
  }

  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#subscribers.forEach((s, i) => s.send({ kind: 'cancel', id: CANCEL, subscription: i }));
    for (let next = this.#deliveries.shift(); next !== undefined; next = this.#deliveries.shift()) this.#giveBack(next);
    this.settleDown();
  }

  /** After the cancel is answered and the work is done, one more request flushes the settlements ahead of the close. */
  settleDown(): void {
    if (!this.#isStopping || this.#isSaidLast || this.#slots.busy > 0) return;
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
    return this.#isStopping && this.#subscribers.every((s) => s.isClosed);
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
    if (this.#isStopping) return this.#giveBack(delivery);
    this.#deliveries.push(delivery);
    this.#pump();
  }

  #pump(): void {
    // Work that takes no time ends inside start(): the loop goes on here, not one level deeper.
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#deliveries.length > 0 && this.#slots.hasRoom) this.#slots.start(this.#deliveries.shift()!);
    this.#isPumping = false;
  }

  #settle({ subscription, tag }: Delivery, outcome: SettleRequest['outcome']): void {
    this.#subscribers[subscription]!.send({ kind: 'settle', id: 0, tag, multiple: false, outcome });
  }

  #giveBack(delivery: Delivery): void {
    if (delivery.held) this.#settle(delivery, 'requeue');
    else this.#context.books.dropped('connection_closed', 1);
  }

  #finish(delivery: Delivery): void {
    const { work, books } = this.#context;
    if (work.drawFailure(delivery.properties)) {
      if (delivery.held) this.#settle(delivery, work.settings.onFailure === 'retry' ? 'requeue' : 'reject');
      else {
        books.dropped('processing_failed', 1);
        work.dropped++;
      }
    } else {
      // Forwarded first: a crash between the two would send it twice rather than lose it.
      work.succeed(delivery.createdUs, delivery.key, delivery.size, delivery.serial, delivery.properties);
      if (delivery.held) this.#settle(delivery, 'ack');
      else books.consumed(1);
    }
    this.#pump();
    this.settleDown();
  }
}
