/**
 * What one session consumes: its subscriptions at queues and broadcast topics, and the deliveries it has not settled. Each
 * request is answered before anything it sets off is delivered. SPEC.md, Q and S rules.
 */
import { type CancelRequest, type ConsumeRequest, type Delivery, type GetRequest, PULLED, type QosRequest, type SettleRequest } from '../api.ts';
import type { Broadcast } from '../broadcast/broadcast.ts';
import type { ErrorCode } from '../errors.ts';
import { createSelection, type Selection } from '../jms/selection.ts';
import { Deliveries } from './deliveries.ts';
import type { QueueConsumer } from './consumers.ts';
import type { Queue } from './queue.ts';

/** Answers the request of this id. */
type Done = (id: number, error: ErrorCode) => void;

/** How it wants to be served. */
type Terms = Omit<ConsumeRequest, 'kind' | 'id' | 'destination'>;
/** What goes to the client of a subscription. */
interface Client {
  readonly name: string;
  deliver(subscription: Subscription, slot: number): void;
  ended(subscription: number): void;
}

/** Where a subscription takes its messages, what it takes of them, and what becomes of a queue of its own at its end. */
interface Place {
  readonly queue: Queue;
  readonly end: () => void;
  readonly selection: Selection | undefined;
}

/** A subscriber's own queue holds only what it selected [J11]. Undefined: somebody else has the durable subscription [J5]. */
function subscribe(source: Broadcast, request: ConsumeRequest, selection: Selection | undefined, clientId: string | undefined): Place | undefined {
  if (request.durable === undefined) {
    const own = source.subscribe(selection);
    return { queue: own, end: () => source.unsubscribe(own), selection: undefined };
  }
  // A session without a client id was refused before.
  const [client, name] = [clientId ?? '', request.durable];
  const queue = source.durable.attach(client, name, request.selector ?? '', selection);
  return queue && { queue, end: () => source.durable.detach(client, name), selection: undefined };
}

/** One subscription, as its queue sees it. */
class Subscription implements QueueConsumer {
  unsettled = 0;
  isWaiting = false;
  isRoomy = false;
  isCancelled = false;
  prefetch: number;
  readonly client: string;
  readonly priority: number;
  readonly isExclusive: boolean;
  readonly settleOnDelivery: boolean;
  /** What it takes of its queue; undefined: everything. */
  readonly selection: Selection | undefined;
  readonly queue: Queue;
  readonly index: number;
  /** The client's name for it. */
  readonly id: number;
  /** Ends the subscription's own queue, if it has one. */
  readonly end: () => void;
  readonly #client: Client;

  constructor(index: number, request: Terms, { queue, end, selection }: Place, client: Client) {
    this.index = index;
    this.id = request.subscription;
    this.prefetch = request.prefetch;
    this.priority = request.priority ?? 0;
    this.isExclusive = request.exclusive === true;
    this.settleOnDelivery = request.settleOnDelivery;
    this.selection = selection;
    this.queue = queue;
    this.end = end;
    this.#client = client;
    this.client = client.name;
  }

  deliver(_queue: Queue, slot: number): void {
    this.#client.deliver(this, slot);
  }
  ended(): void {
    this.#client.ended(this.id);
  }
}

export class Subscriptions implements Client {
  /** The client's, for people. */
  name = '';
  readonly #send: (delivery: Delivery) => void;
  readonly #done: Done;
  readonly ended: (subscription: number) => void;
  readonly #deliveries = new Deliveries();
  readonly #all: Subscription[] = [];

  /** `ended` tells that a subscription's queue is gone. */
  constructor(send: (delivery: Delivery) => void, done: Done, ended: (subscription: number) => void) {
    this.#send = send;
    this.#done = done;
    this.ended = ended;
  }

  deliver(subscription: Subscription, slot: number): void {
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
      expiresUs: subscription.queue.expiresUsOf(slot),
      deaths: pool.deathsOf(slot),
    });
  }

  /** `clientId` is the session's, if it has one. */
  consume(request: ConsumeRequest, source: Queue | Broadcast, clientId?: string): void {
    if (source.kind === 'queue' && !source.claim(this)) return this.#done(request.id, 'resource_locked');
    if (source.kind === 'queue' && !source.admits(request.exclusive === true)) return this.#done(request.id, 'access_refused');
    const selection = request.selector === undefined ? undefined : createSelection(request.selector);
    if (request.selector !== undefined && selection === undefined) return this.#done(request.id, 'invalid_selector');
    const place = source.kind === 'queue' ? { queue: source, end: () => {}, selection } : subscribe(source, request, selection, clientId);
    if (place === undefined) return this.#done(request.id, 'durable_in_use');
    const subscription = new Subscription(this.#all.length, request, place, this);
    this.#all.push(subscription);
    this.#done(request.id, 'none');
    place.queue.addConsumer(subscription);
  }

  /** One message for a subscription that stands in no line and so has no prefetch [RQ2]. */
  get({ id, settleOnDelivery }: GetRequest, queue: Queue): void {
    if (!queue.claim(this)) return this.#done(id, 'resource_locked');
    this.#done(id, queue.pull(this.#pullerOf(queue, settleOnDelivery)) ? 'none' : 'queue_empty');
  }

  #pullerOf(queue: Queue, settleOnDelivery: boolean): Subscription {
    const known = this.#all.find((s) => s.id === PULLED && s.queue === queue && s.settleOnDelivery === settleOnDelivery);
    if (known !== undefined) return known;
    const puller = new Subscription(
      this.#all.length,
      { subscription: PULLED, prefetch: 0, settleOnDelivery },
      { queue, end: () => {}, selection: undefined },
      this,
    );
    puller.isCancelled = true;
    this.#all.push(puller);
    return puller;
  }

  /** Its unsettled deliveries stay with the session, as in AMQP; a subscription with its own queue gives them up at the close. */
  cancel(request: CancelRequest): void {
    const subscription = this.#active(request.subscription);
    if (subscription === undefined) return this.#done(request.id, 'unknown_subscription');
    subscription.queue.removeConsumer(subscription);
    this.#done(request.id, 'none');
    // It may have been the single active one: the next has its turn now [RQ8].
    subscription.queue.dispatch();
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

  /** For whoever looks: what its client has of a queue, by slot. */
  *unsettled(queue: Queue): Iterable<{ readonly slot: number; readonly client: string }> {
    for (const tag of this.#deliveries.upTo(this.#deliveries.lastTag)) {
      if (this.#all[this.#deliveries.ownerOf(tag)]!.queue === queue) yield { slot: this.#deliveries.slotOf(tag), client: this.name };
    }
  }

  /** The session is over: all goes back, and only then is it handed out again [RQ4]. */
  close(): void {
    for (const subscription of this.#all) subscription.queue.removeConsumer(subscription);
    const lost = this.#deliveries.upTo(this.#deliveries.lastTag).map((tag) => ({ tag, owner: this.#deliveries.ownerOf(tag) }));
    // Consumer by consumer: where the order of coming back counts, that is RabbitMQ's [RQQ3].
    for (const { tag } of lost.sort((a, b) => a.owner - b.owner)) this.#settleOne(tag, 'lost');
    for (const queue of new Set(this.#all.map((s) => s.queue))) {
      queue.release(this);
      queue.dispatch();
    }
    for (const subscription of this.#all) subscription.end();
  }

  #active(id: number): Subscription | undefined {
    return this.#all.find((s) => s.id === id && !s.isCancelled);
  }

  #settleOne(tag: number, outcome: SettleRequest['outcome'] | 'lost'): Subscription {
    const slot = this.#deliveries.slotOf(tag);
    const subscription = this.#all[this.#deliveries.ownerOf(tag)]!;
    this.#deliveries.settle(tag);
    if (outcome === 'ack') subscription.queue.acknowledge(slot, subscription);
    else if (outcome === 'reject' || outcome === 'expire') subscription.queue.reject(slot, subscription, outcome === 'reject' ? 'rejected' : 'expired');
    else subscription.queue.requeue(slot, subscription, outcome);
    return subscription;
  }
}
