/**
 * What one session consumes: its subscriptions at queues and broadcast topics, and the deliveries it has not settled. Each
 * request is answered before anything it sets off is delivered. SPEC.md, Q and S rules.
 */
import type { CancelRequest, ConsumeRequest, Delivery, QosRequest, SettleRequest } from '../api.ts';
import type { Broadcast } from '../broadcast/broadcast.ts';
import type { ErrorCode } from '../errors.ts';
import { Deliveries } from './deliveries.ts';
import type { Queue, QueueConsumer } from './queue.ts';

/** Answers the request of this id. */
type Done = (id: number, error: ErrorCode) => void;

/** One subscription, as its queue sees it. */
class Subscription implements QueueConsumer {
  unsettled = 0;
  isWaiting = false;
  isCancelled = false;
  prefetch: number;
  readonly settleOnDelivery: boolean;
  readonly queue: Queue;
  readonly index: number;
  /** The client's name for it. */
  readonly id: number;
  /** Ends the subscription's own queue, if it has one. */
  readonly end: () => void;
  readonly #deliver: (subscription: Subscription, slot: number) => void;

  constructor(index: number, request: ConsumeRequest, queue: Queue, end: () => void, deliver: (subscription: Subscription, slot: number) => void) {
    this.index = index;
    this.id = request.subscription;
    this.prefetch = request.prefetch;
    this.settleOnDelivery = request.settleOnDelivery;
    this.queue = queue;
    this.end = end;
    this.#deliver = deliver;
  }

  deliver(_queue: Queue, slot: number): void {
    this.#deliver(this, slot);
  }
}

export class Subscriptions {
  readonly #send: (delivery: Delivery) => void;
  readonly #done: Done;
  readonly #deliveries = new Deliveries();
  readonly #all: Subscription[] = [];
  readonly #deliver = (subscription: Subscription, slot: number): void => {
    const { pool } = subscription.queue;
    const held = !subscription.settleOnDelivery;
    this.#send({
      kind: 'delivery',
      subscription: subscription.id,
      tag: held ? this.#deliveries.add(slot, subscription.index) : 0,
      redelivered: pool.returns[slot]! > 0,
      held,
      createdUs: pool.createdUs[slot]!,
      key: pool.keys[slot]!,
      size: pool.sizes[slot]!,
      serial: pool.serials[slot]!,
      properties: pool.propertiesOf(slot),
      deaths: pool.deathsOf(slot),
    });
  };

  constructor(send: (delivery: Delivery) => void, done: Done) {
    this.#send = send;
    this.#done = done;
  }

  consume(request: ConsumeRequest, source: Queue | Broadcast): void {
    const queue = source.kind === 'queue' ? source : source.subscribe();
    const end = source.kind === 'queue' ? () => {} : () => source.unsubscribe(queue);
    const subscription = new Subscription(this.#all.length, request, queue, end, this.#deliver);
    this.#all.push(subscription);
    this.#done(request.id, 'none');
    queue.addConsumer(subscription);
  }

  /** Its unsettled deliveries stay with the session, as in AMQP; a subscription with its own queue gives them up at the close. */
  cancel(request: CancelRequest): void {
    const subscription = this.#active(request.subscription);
    if (subscription === undefined) return this.#done(request.id, 'unknown_subscription');
    subscription.queue.removeConsumer(subscription);
    this.#done(request.id, 'none');
  }

  qos(request: QosRequest): void {
    const subscription = this.#active(request.subscription);
    if (subscription === undefined) return this.#done(request.id, 'unknown_subscription');
    subscription.prefetch = request.prefetch;
    this.#done(request.id, 'none');
    subscription.queue.roomAgain(subscription);
  }

  settle({ id, tag, multiple, outcome }: SettleRequest): void {
    if (!multiple) {
      if (!this.#deliveries.isOutstanding(tag)) return this.#done(id, 'unknown_delivery_tag');
      const subscription = this.#settleOne(tag, outcome);
      this.#done(id, 'none');
      return subscription.queue.roomAgain(subscription);
    }
    const tags = this.#deliveries.upTo(tag);
    if (tags.length === 0) return this.#done(id, 'unknown_delivery_tag');
    const touched = new Set(tags.map((t) => this.#settleOne(t, outcome)));
    this.#done(id, 'none');
    for (const subscription of touched) subscription.queue.roomAgain(subscription);
  }

  /** The session is over: all goes back in the order of its tags, and only then is it handed out again [RQ4]. */
  close(): void {
    for (const subscription of this.#all) subscription.queue.removeConsumer(subscription);
    const queues = new Set<Queue>();
    for (const tag of this.#deliveries.upTo(this.#deliveries.lastTag)) queues.add(this.#settleOne(tag, 'requeue').queue);
    for (const queue of queues) queue.dispatch();
    for (const subscription of this.#all) subscription.end();
  }

  #active(id: number): Subscription | undefined {
    return this.#all.find((s) => s.id === id && !s.isCancelled);
  }

  #settleOne(tag: number, outcome: SettleRequest['outcome']): Subscription {
    const slot = this.#deliveries.slotOf(tag);
    const subscription = this.#all[this.#deliveries.ownerOf(tag)]!;
    this.#deliveries.settle(tag);
    if (outcome === 'ack') subscription.queue.acknowledge(slot, subscription);
    else if (outcome === 'reject') subscription.queue.reject(slot, subscription);
    else subscription.queue.requeue(slot, subscription);
    return subscription;
  }
}
