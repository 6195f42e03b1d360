/**
 * An instance reading queues or broadcast topics: the broker pushes up to `prefetch` unsettled deliveries, each is worked on
 * and settled [RQ1–RQ5]. One session per source.
 */
import { Deque } from '../base/deque.ts';
import type { CloseReason, Delivery, Peer, Reply, Session, SettleRequest } from '../broker/api.ts';
import type { Member, MemberContext } from './consumer.ts';
import { Slots } from './slots.ts';

export interface QueueConsumerSettings {
  prefetch: number;
  readonly settleOnDelivery: boolean;
}

interface Job {
  readonly from: Subscriber;
  readonly delivery: Delivery;
}

const CANCEL = 1;
const LAST = 2;
const SUBSCRIPTION = 1;

/** One source's session. */
class Subscriber implements Peer {
  readonly session: Session;
  readonly #member: QueueConsumer;
  isCancelled = false;
  isClosed = false;

  constructor(member: QueueConsumer, session: (peer: Peer) => Session) {
    this.#member = member;
    this.session = session(this);
  }

  receive(message: Reply | Delivery): void {
    if (message.kind === 'delivery') return this.#member.take(this, message);
    if (message.kind !== 'done' && message.kind !== 'described') return;
    if (message.id === CANCEL) this.isCancelled = true;
    if (message.id === LAST) {
      this.isClosed = true;
      this.session.close('client');
    }
    this.#member.settleDown();
  }
  drained(): void {}
  closed(_reason: CloseReason): void {
    this.isClosed = true;
  }

  settle(tag: number, outcome: SettleRequest['outcome']): void {
    this.session.submit({ kind: 'settle', id: 0, tag, multiple: false, outcome });
  }
}

export class QueueConsumer implements Member {
  readonly #context: MemberContext;
  readonly #settings: QueueConsumerSettings;
  readonly #jobs = new Deque<Job>();
  readonly #slots: Slots<Job>;
  #subscribers: Subscriber[] = [];
  #isStopping = false;
  #isSaidLast = false;
  #isPumping = false;

  constructor(context: MemberContext, settings: QueueConsumerSettings) {
    this.#context = context;
    this.#settings = { ...settings };
    this.#slots = new Slots(context.scheduler, context.work, (job) => this.#finish(job));
  }

  start(): void {
    const { sources, client } = this.#context;
    this.#subscribers = sources.map(({ broker }) => new Subscriber(this, (peer) => broker.open(peer, { client })));
    sources.forEach(({ destination }, i) => {
      const { prefetch, settleOnDelivery } = this.#settings;
      this.#subscribers[i]!.session.submit({ kind: 'consume', id: 0, destination, subscription: SUBSCRIPTION, prefetch, settleOnDelivery });
    });
  }

  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    for (const subscriber of this.#subscribers) subscriber.session.submit({ kind: 'cancel', id: CANCEL, subscription: SUBSCRIPTION });
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) this.#giveBack(job);
    this.settleDown();
  }

  /** After the cancel is answered and the work is done, one more request flushes the settlements ahead of the close. */
  settleDown(): void {
    if (!this.#isStopping || this.#isSaidLast || this.#slots.busy > 0) return;
    if (!this.#subscribers.every((s) => s.isCancelled || s.isClosed)) return;
    this.#isSaidLast = true;
    this.#subscribers.forEach((s, i) => {
      if (!s.isClosed) s.session.submit({ kind: 'metadata', id: LAST, destination: this.#context.sources[i]!.destination });
    });
  }

  retune(prefetch: number): void {
    if (prefetch === this.#settings.prefetch) return this.#pump();
    this.#settings.prefetch = prefetch;
    for (const s of this.#subscribers) s.session.submit({ kind: 'qos', id: 0, subscription: SUBSCRIPTION, prefetch });
    this.#pump();
  }

  get isStopped(): boolean {
    return this.#isStopping && this.#subscribers.every((s) => s.isClosed);
  }
  get waiting(): number {
    return this.#jobs.length;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#settings.settleOnDelivery ? this.#jobs.length + this.#slots.busy : 0;
  }

  take(from: Subscriber, delivery: Delivery): void {
    this.#context.work.received++;
    this.#context.work.bytesIn += delivery.size;
    if (this.#isStopping) return this.#giveBack({ from, delivery });
    this.#jobs.push({ from, delivery });
    this.#pump();
  }

  #pump(): void {
    // Work that takes no time ends inside start(): the loop goes on here, not one level deeper.
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#jobs.length > 0 && this.#slots.hasRoom) this.#slots.start(this.#jobs.shift()!);
    this.#isPumping = false;
  }

  #giveBack({ from, delivery }: Job): void {
    if (delivery.held) from.settle(delivery.tag, 'requeue');
    else this.#context.books.dropped('connection_closed', 1);
  }

  #finish({ from, delivery }: Job): void {
    const { work, books } = this.#context;
    if (work.drawFailure()) {
      if (delivery.held) from.settle(delivery.tag, work.settings.onFailure === 'retry' ? 'requeue' : 'reject');
      else {
        books.dropped('processing_failed', 1);
        work.dropped++;
      }
    } else {
      // Forwarded first: a crash between the two would send it twice rather than lose it.
      work.succeed(delivery.createdUs, delivery.key, delivery.size);
      if (delivery.held) from.settle(delivery.tag, 'ack');
      else books.consumed(1);
    }
    this.#pump();
    this.settleDown();
  }
}
