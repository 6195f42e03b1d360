/**
 * Queues, broadcasts and exchanges: taken in, given out, given back, settled, dead-lettered or dropped. A queue frees the slot of a
 * message when it is done with it, and then tells the books why: that is how an end is told from another. SPEC.md, FM6, FM7.
 */
import type { Broadcast } from '../../broker/broadcast/broadcast.ts';
import type { Exchange } from '../../broker/exchange/exchange.ts';
import type { QueueConsumer } from '../../broker/queue/consumers.ts';
import type { DeadLetterWire } from '../../broker/queue/deadLetter.ts';
import type { Queue } from '../../broker/queue/queue.ts';
import { QuorumQueue } from '../../broker/queue/quorumQueue.ts';
import { around } from './around.ts';
import { instanceOf } from './connection.ts';
import type { Copy } from './copies.ts';
import type { Hands } from './hands.ts';
import type { Trail } from './trail.ts';

export class QueueTap {
  readonly #trail: Trail;
  readonly #hands: Hands;
  readonly #wires = new WeakSet<DeadLetterWire>();
  readonly #consumers = new WeakSet<QueueConsumer>();

  constructor(trail: Trail, hands: Hands) {
    this.#trail = trail;
    this.#hands = hands;
  }

  /** What is published or dead-lettered to `destination`, or to one of its subscriptions, is the copy that comes in next. */
  queue(queue: Queue, destination: number): void {
    const { copies } = this.#trail;
    const node = () => this.#trail.idOf(destination);
    const slots = new Map<number, Copy>();
    /** In a quorum queue: not on most members yet. */
    const pending: Copy[] = [];
    let entering: Copy | undefined;
    const enter = <R>(take: () => R): R => {
      const copy = this.#coming(destination);
      const outer = entering;
      entering = copy;
      this.#trail.reason = undefined;
      const result = take();
      entering = outer;
      if (copy === undefined) return result;
      if (result === false) this.#refused(copy, node());
      else if (copy.where.at === 'server' && !pending.includes(copy)) this.#notKept(copy, queue, destination, pending);
      return result;
    };
    around(
      queue,
      'publish',
      (publish) => (message, receipt) => (message.serial === this.#trail.serial ? enter(() => publish(message, receipt)) : publish(message, receipt)),
    );
    around(queue, 'takeDead', (take) => (letter) => (letter.serial === this.#trail.serial ? enter(() => take(letter)) : take(letter)));
    around(queue.pool, 'take', (take) => (message, sequence) => {
      const slot = take(message, sequence);
      if (message.serial !== this.#trail.serial) return slot;
      const copy = entering ?? pending.shift();
      if (copy === undefined) return slot;
      entering = undefined;
      slots.set(slot, copy);
      copy.where = { at: 'queue', queue, slot, destination };
      copies.step(copy, 'enqueued', node(), { ahead: queue.ready });
      this.#trail.marks.set(queue, { atUs: this.#trail.now(), count: queue.delivered });
      this.#wire(queue.deadLetters);
      return slot;
    });
    around(queue.pool, 'release', (release) => (slot) => {
      const copy = slots.get(slot);
      slots.delete(slot);
      release(slot);
      if (copy !== undefined && copy.where.at === 'queue') this.#ending = { copy, node: node() };
    });
    this.#taking(queue, destination, slots);
    this.#settling(queue, destination, slots);
  }

  /** Freed by a queue, which is about to say why. */
  #ending: { readonly copy: Copy; readonly node: string } | undefined;

  /** The books are told of something that left the flow. */
  dropped(reason: string): void {
    const { copies } = this.#trail;
    this.#trail.reason = reason;
    if (this.#ending !== undefined) {
      const { copy, node } = this.#ending;
      this.#ending = undefined;
      this.#trail.drop(copy, node, reason);
    } else if (reason === 'processing_failed' && this.#trail.current !== undefined) {
      const { node } = this.#trail.current.steps.at(-1)!;
      this.#trail.drop(this.#trail.current, node, reason);
    } else if (reason === 'broker_crash') this.#uncommitted();
    else if ((reason === 'dead_letter_refused' || reason === 'dead_letter_cycle') && this.#trail.routing === undefined) {
      const refused = copies.all.find(({ where }) => where.at === 'answer' && where.error === 'dead');
      if (refused !== undefined) this.#trail.drop(refused, refused.steps.at(-1)!.node, reason);
    }
  }

  // --- coming in ---

  #coming(destination: number): Copy | undefined {
    const { routing, copies } = this.#trail;
    if (routing === undefined) return this.#trail.take(destination);
    if (routing.taken++ === 0) return routing.copy;
    const copy = copies.fork(routing.copy, 'fan_out');
    copy.where = routing.copy.where.at === 'leaving' ? routing.copy.where : { at: 'leaving', destination };
    return copy;
  }

  #refused(copy: Copy, node: string): void {
    const reason = this.#trail.reason ?? 'queue_full';
    this.#trail.copies.step(copy, 'refused', node, { reason });
    const isDead = copy.where.at === 'leaving';
    copy.where = { at: 'answer', node, edge: '', error: isDead ? 'dead' : reason };
  }

  /** Taken without having a slot: it waits for a majority, or is gone with its queue. */
  #notKept(copy: Copy, queue: Queue, destination: number, pending: Copy[]): void {
    if (this.#trail.reason !== undefined) return this.#trail.drop(copy, this.#trail.idOf(destination), this.#trail.reason);
    pending.push(copy);
    copy.where = { at: 'pending', queue, destination };
    this.#trail.copies.step(copy, 'pending', this.#trail.idOf(destination), {});
  }

  /** A quorum queue's leader is gone with what it had not sent on. */
  #uncommitted(): void {
    for (const copy of this.#trail.copies.all) {
      const { where } = copy;
      if (where.at !== 'pending' || !(where.queue instanceof QuorumQueue) || where.queue.isPending(this.#trail.serial)) continue;
      this.#trail.drop(copy, this.#trail.idOf(where.destination), 'broker_crash');
    }
  }

  // --- going out ---

  #taking(queue: Queue, destination: number, slots: Map<number, Copy>): void {
    around(queue, 'addConsumer', (add) => (consumer) => {
      this.#consumer(consumer, destination, slots);
      add(consumer);
    });
    around(queue, 'pull', (pull) => (consumer) => {
      this.#consumer(consumer, destination, slots);
      return pull(consumer);
    });
  }

  #consumer(consumer: QueueConsumer, destination: number, slots: Map<number, Copy>): void {
    if (this.#consumers.has(consumer)) return;
    this.#consumers.add(consumer);
    around(consumer, 'deliver', (deliver) => (queue, slot) => {
      const copy = slots.get(slot);
      if (copy !== undefined) this.#delivered(copy, queue, slot, destination, consumer);
      deliver(queue, slot);
    });
  }

  #delivered(copy: Copy, queue: Queue, slot: number, destination: number, consumer: QueueConsumer): void {
    const client = consumer.client ?? '';
    const isAgain = queue.pool.returns[slot]! > 0;
    copy.given++;
    if (isAgain) copy.redelivered++;
    const { node, detail } = instanceOf(client);
    this.#trail.copies.step(copy, 'delivered', this.#trail.idOf(destination), { to: node, ...detail, ...(isAgain ? { redelivered: 1 } : {}) });
    this.#hands.give(client, copy, consumer.settleOnDelivery ? undefined : { kind: 'queue', queue, slot, destination });
  }

  #settling(queue: Queue, destination: number, slots: Map<number, Copy>): void {
    const node = () => this.#trail.idOf(destination);
    const { copies } = this.#trail;
    around(queue, 'acknowledge', (acknowledge) => (slot, consumer) => {
      const copy = slots.get(slot);
      if (copy !== undefined) {
        slots.delete(slot);
        copies.step(copy, 'settled', node(), {});
        copies.end(copy, 'done');
      }
      acknowledge(slot, consumer);
    });
    const back = (slot: number): Copy | undefined => {
      const copy = slots.get(slot);
      if (copy === undefined) return undefined;
      this.#hands.takeBack(copy);
      copy.where = { at: 'queue', queue, slot, destination };
      return copy;
    };
    around(queue, 'reject', (reject) => (slot, consumer, reason) => {
      back(slot);
      reject(slot, consumer, reason);
    });
    around(queue, 'requeue', (requeue) => (slot, consumer, cause) => {
      const copy = back(slot);
      if (copy !== undefined) copies.step(copy, 'requeued', node(), { cause: cause ?? 'fail', returns: queue.pool.returns[slot]! + 1 });
      requeue(slot, consumer, cause);
    });
  }

  // --- dying ---

  #wire(wire: DeadLetterWire | undefined): void {
    if (wire === undefined || this.#wires.has(wire)) return;
    this.#wires.add(wire);
    around(wire, 'send', (send) => (letter) => {
      if (letter.serial === this.#trail.serial) this.#died(wire, letter.deaths[0]?.reason ?? '');
      send(letter);
    });
  }

  #died({ from, to }: DeadLetterWire, reason: string): void {
    const { copies } = this.#trail;
    const here = copies.all.find(({ where }) => where.at === 'queue' && where.destination === from && !this.#isReady(where.queue, where.slot));
    // One that was refused, and dies of it all the same, is a copy more.
    const copy = here ?? copies.fork(copies.all.find(({ where }) => where.at === 'server' && where.destination === from) ?? copies.all[0], 'dead_letter');
    copies.step(copy, 'deadLettered', this.#trail.idOf(from), { reason, to: this.#trail.idOf(to) });
    copy.where = { at: 'leaving', destination: to };
    this.#trail.arrive({ copy, destination: to, connection: undefined, batch: undefined });
  }

  #isReady(queue: Queue, slot: number): boolean {
    for (const ready of queue.readySlots()) if (ready === slot) return true;
    return false;
  }

  // --- places that keep nothing ---

  broadcast(broadcast: Broadcast, destination: number): void {
    around(broadcast, 'subscribe', (subscribe) => (selection) => {
      const queue = subscribe(selection);
      this.queue(queue, destination);
      return queue;
    });
    around(
      broadcast,
      'publish',
      (publish) => (message, receipt) =>
        message.serial === this.#trail.serial ? this.#route(destination, false, () => publish(message, receipt)) : publish(message, receipt),
    );
  }

  exchange(exchange: Exchange, destination: number): void {
    around(
      exchange,
      'publish',
      (publish) => (message, receipt) =>
        message.serial === this.#trail.serial ? this.#route(destination, true, () => publish(message, receipt)) : publish(message, receipt),
    );
    around(
      exchange,
      'takeDead',
      (take) => (letter) => (letter.serial === this.#trail.serial ? this.#route(destination, true, () => take(letter)) : take(letter)),
    );
  }

  #route<R>(destination: number, isTold: boolean, go: () => R): R {
    const { copies } = this.#trail;
    const copy = this.#trail.take(destination);
    if (copy === undefined) return go();
    const node = this.#trail.idOf(destination);
    const outer = this.#trail.routing;
    const routing = { copy, taken: 0 };
    this.#trail.routing = routing;
    this.#trail.reason = undefined;
    if (isTold) copies.step(copy, 'routed', node, {});
    const result = go();
    this.#trail.routing = outer;
    if (routing.taken > 0) return result;
    const { reason } = this.#trail;
    if (reason === 'returned') {
      copies.step(copy, 'refused', node, { reason });
      copies.end(copy, 'refused');
    } else this.#trail.drop(copy, node, reason ?? 'unroutable');
    return result;
  }
}
