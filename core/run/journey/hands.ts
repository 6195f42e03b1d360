/**
 * The message in the hands of clients: received, waiting for a worker, worked on, and how that ended. A client that is gone has nothing
 * any more; what a queue or a log still keeps is theirs again. SPEC.md, FM8–FM11.
 */
import type { Delivery, LogSlice } from '../../broker/api.ts';
import type { Slots } from '../../client/slots.ts';
import type { Work, WorkWatch } from '../../client/work.ts';
import type { ConsumerPlan } from '../../compile/plan.ts';
import { around } from './around.ts';
import { type Connection, instanceOf } from './connection.ts';
import type { ClientPhase, Copy, Kept } from './copies.ts';
import type { Trail } from './trail.ts';

export class Hands {
  readonly #trail: Trail;
  /** Given out by a queue and not yet on the link, by client. */
  readonly #leaving: { readonly client: string; readonly copy: Copy }[] = [];
  readonly #deliveries = new WeakMap<Delivery, Copy>();
  /** Taken out of a channel and not received yet. */
  readonly values: Copy[] = [];
  /** How many groups read a topic. */
  groupsOf: (destination: number) => number = () => 1;
  /** Whether a group has committed beyond a record. */
  isCommitted: (kept: Kept) => boolean = () => false;

  constructor(trail: Trail) {
    this.#trail = trail;
  }

  // --- on the way to a client ---

  /** A queue gives it out. `kept`: the queue still has it. */
  give(client: string, copy: Copy, kept: Kept | undefined): void {
    copy.where = { at: 'client', client, from: kept, phase: 'coming' };
    this.#leaving.push({ client, copy });
  }

  /** A delivery leaves the server. */
  left({ client }: Connection, delivery: Delivery): void {
    if (delivery.serial !== this.#trail.serial) return;
    const at = this.#leaving.findIndex((one) => one.client === client);
    if (at >= 0) this.#deliveries.set(delivery, this.#leaving.splice(at, 1)[0]!.copy);
  }

  /** A queue has it again. */
  takeBack(copy: Copy): void {
    const at = this.#leaving.findIndex((one) => one.copy === copy);
    if (at >= 0) this.#leaving.splice(at, 1);
  }

  receivedDelivery({ client }: Connection, delivery: Delivery, tags: Map<number, Copy>): void {
    const copy = this.#deliveries.get(delivery);
    if (copy === undefined) return;
    if (delivery.held) tags.set(delivery.tag, copy);
    this.#phase(copy, client, 'waiting');
    const { node, detail } = instanceOf(client);
    this.#trail.copies.step(copy, 'received', node, { ...detail, redelivered: delivery.redelivered ? 1 : 0 });
  }

  receivedSlices({ client }: Connection, slices: readonly LogSlice[]): void {
    for (const slice of slices) {
      const { serials, start, count, destination, partition, baseOffset } = slice;
      for (let i = serials.indexOf(this.#trail.serial, start); i >= 0 && i < start + count; i = serials.indexOf(this.#trail.serial, i + 1)) {
        const place = { destination, partition, offset: baseOffset + i - start };
        const lane = this.#laneOf(client, slice, i);
        if (lane === undefined) continue;
        const { node, detail } = instanceOf(client);
        lane.where = { at: 'client', client, from: { kind: 'log', place, group: this.#groupOf(node) }, phase: 'waiting' };
        this.#trail.copies.step(lane, 'received', node, { ...detail, partition, offset: place.offset, records: count });
      }
    }
  }

  receivedValue({ client }: Connection): void {
    const copy = this.values.shift();
    if (copy === undefined) return;
    copy.where = { at: 'client', client, from: undefined, phase: 'waiting' };
    const { node, detail } = instanceOf(client);
    this.#trail.copies.step(copy, 'received', node, detail);
  }

  // --- work ---

  consumer(plan: ConsumerPlan, work: Work): void {
    work.watch = this.#watch(plan);
    around(work, 'drawFailure', (draw) => (properties) => {
      const hasFailed = draw(properties);
      if (hasFailed && this.#trail.current !== undefined) this.#failed(this.#trail.current, plan, work.settings.onFailure);
      return hasFailed;
    });
    around(work, 'succeed', (succeed) => (createdUs, key, size, serial, properties) => {
      if (serial !== this.#trail.serial) return succeed(createdUs, key, size, serial, properties);
      const outer = this.#trail.current;
      // A transaction counts what it worked on when it commits.
      this.#trail.current = outer ?? this.#inHand(plan.id, 'worked');
      if (this.#trail.current !== undefined) this.#processed(this.#trail.current, plan.id);
      succeed(createdUs, key, size, serial, properties);
      this.#trail.current = outer;
    });
  }

  #watch(plan: ConsumerPlan): WorkWatch {
    return {
      watched: (slots, done) => {
        const began = (item: unknown, index: number, attempt: 'first' | 'again') => this.#began(plan, item, index, attempt);
        const follow = <Item>(on: Slots<Item>): void => {
          around(on, 'start', (start) => (item, index) => {
            began(item, index ?? 0, 'first');
            start(item, index);
          });
          around(on, 'startAgain', (start) => (item, index) => {
            began(item, index ?? 0, 'again');
            start(item, index);
          });
        };
        follow(slots);
        return (item, index) => {
          const copy = this.#copyOf(plan, item, index);
          if (copy === undefined) return done(item, index);
          this.#trail.current = copy;
          const { length } = copy.steps;
          done(item, index);
          this.#trail.current = undefined;
          // A JMS transaction, or one that is lost: the work is over, and nothing is said of it yet.
          if (copy.steps.length === length) this.#phaseAfter(copy, plan);
        };
      },
    };
  }

  #phaseAfter(copy: Copy, plan: ConsumerPlan): void {
    if (copy.where.at !== 'client') return;
    copy.where = { ...copy.where, phase: 'worked' };
    this.#trail.copies.step(copy, 'worked', plan.id, {});
  }

  #began(plan: ConsumerPlan, item: unknown, index: number, attempt: 'first' | 'again'): void {
    const copy = this.#copyOf(plan, item, index);
    if (copy === undefined) return;
    const client = copy.where.at === 'client' ? copy.where.client : plan.id;
    if (copy.where.at === 'client') copy.where = { ...copy.where, phase: 'working' };
    const { detail } = instanceOf(client);
    this.#trail.copies.step(copy, 'began', plan.id, attempt === 'again' ? { ...detail, again: 1 } : detail);
  }

  /** What is worked on is a delivery, a record of a slice, or a value with nothing but its serial. */
  #copyOf(plan: ConsumerPlan, item: unknown, index: number): Copy | undefined {
    if (isSlice(item)) return item.serials[index] === this.#trail.serial ? this.#laneOf(plan.id, item, index) : undefined;
    if ((item as { serial: number }).serial !== this.#trail.serial) return undefined;
    return this.#deliveries.get(item as Delivery) ?? this.#inHand(plan.id, 'working') ?? this.#inHand(plan.id, 'waiting');
  }

  #laneOf(client: string, { destination, partition, baseOffset, start }: LogSlice, index: number): Copy | undefined {
    const record = this.#trail.recordAt({ destination, partition, offset: baseOffset + index - start });
    const { node } = instanceOf(client);
    return record && this.#trail.laneOf(record, this.#groupOf(this.#consumerOf(node) === undefined ? client : node), this.groupsOf(destination));
  }

  #consumerOf(node: string): ConsumerPlan | undefined {
    return this.#trail.world?.plan.consumers.find(({ id }) => id === node);
  }
  #groupOf(node: string): string {
    return this.#consumerOf(node)?.group ?? '';
  }

  #inHand(node: string, phase: ClientPhase): Copy | undefined {
    return this.#trail.copies.all.find(({ where }) => where.at === 'client' && where.phase === phase && instanceOf(where.client).node === node);
  }

  #phase(copy: Copy, client: string, phase: ClientPhase): void {
    if (copy.where.at === 'client') copy.where = { ...copy.where, client, phase };
  }

  #failed(copy: Copy, plan: ConsumerPlan, onFailure: string): void {
    // A member of a group, and a task at a channel, try again themselves.
    const again = onFailure !== 'drop' && copy.where.at === 'client' && copy.where.from?.kind !== 'queue' && !this.#isFromQueue(plan);
    const attempt = 1 + copy.steps.filter(({ kind }) => kind === 'failed').length;
    this.#trail.copies.step(copy, 'failed', plan.id, { attempt, ...(again ? { again: 1 } : {}) });
    if (copy.where.at === 'client') copy.where = { ...copy.where, phase: 'worked' };
  }

  #isFromQueue({ sources }: ConsumerPlan): boolean {
    return sources.some(({ destination }) => ['queue', 'broadcast'].includes(this.#trail.world?.plan.destinations[destination]?.kind ?? ''));
  }

  #processed(copy: Copy, node: string): void {
    copy.processed++;
    const { where } = copy;
    const kept = where.at === 'client' ? where.from : undefined;
    this.#trail.copies.step(copy, 'processed', node, {
      time: copy.processed,
      ...(where.at === 'client' ? instanceOf(where.client).detail : {}),
      ...(kept?.kind === 'log' ? { group: kept.group } : {}),
    });
    if (where.at !== 'client') return;
    if (kept === undefined) return this.#trail.copies.end(copy, 'done');
    if (kept.kind === 'queue') copy.where = { ...where, phase: 'worked' };
    else if (this.isCommitted(kept)) this.#trail.copies.end(copy, 'done');
    else copy.where = { at: 'log', place: kept.place, group: kept.group };
  }

  // --- clients that are gone ---

  /** One instance, at once; it may have several connections, of which each tells. */
  crashed(client: string): void {
    this.#lose(client, 'client_crash', () => true);
  }

  /** What is still on its way back is lost with the connection. */
  disconnected({ client }: Connection): void {
    this.#lose(client, 'connection_closed', (phase) => phase === 'coming');
  }

  #lose(client: string, reason: string, isLost: (phase: ClientPhase) => boolean): void {
    const { node, detail } = instanceOf(client);
    for (const copy of this.#trail.copies.all) {
      const { where } = copy;
      if (where.at !== 'client' || where.client !== client || !isLost(where.phase)) continue;
      const { from } = where;
      // A queue says itself that it has it again.
      if (from?.kind === 'queue') {
        if (reason === 'client_crash' && copy.steps.at(-1)?.kind !== 'holderLost') this.#trail.copies.step(copy, 'holderLost', node, { ...detail, reason });
        continue;
      }
      if (from === undefined || (this.isCommitted(from) && reason === 'client_crash')) this.#trail.drop(copy, node, reason);
      else {
        this.#trail.copies.step(copy, 'holderLost', node, { ...detail, reason, group: from.group });
        copy.where = { at: 'log', place: from.place, group: from.group };
      }
    }
  }
}

const isSlice = (item: unknown): item is LogSlice => typeof item === 'object' && item !== null && 'serials' in item;
