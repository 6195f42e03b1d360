/**
 * Stands at every server's door and writes down what passes, message by message: what must be true of a world over time, told
 * from its traffic alone (docs/broker-rules.md: I2, I3, I5–I7, I10–I14, I19). It changes nothing.
 */
import type { Delivery, FetchRequest, Hello, Message, Peer, ProduceRequest, Reply, Request, Session } from '#core/broker/api.ts';
import { BrokerNode } from '#core/broker/brokerNode.ts';
import { QuorumQueue } from '#core/broker/queue/quorumQueue.ts';
import { systemOf } from '#core/base/profiles.ts';
import type { Plan } from '#core/compile/plan.ts';
import type { Run } from '#core/run/run.ts';
import { OrderWatch } from './orderWatch.ts';
import { QuorumWatch } from './quorumWatch.ts';
import { disagreements } from './replicaWatch.ts';

/** How many of each message, by its number. */
class Tally {
  readonly #counts = new Map<number, number>();
  add(serial: number): number {
    const count = this.of(serial) + 1;
    this.#counts.set(serial, count);
    return count;
  }
  of(serial: number): number {
    return this.#counts.get(serial) ?? 0;
  }
  [Symbol.iterator](): Iterator<[number, number]> {
    return this.#counts[Symbol.iterator]();
  }
}

/** One destination as seen at the doors. */
class Seen {
  /** Copies a queue took; records a client asked a topic to append. */
  readonly sent = new Tally();
  readonly acknowledged = new Tally();
  readonly delivered = new Tally();
  /** Deliveries that were settled by being delivered. */
  readonly taken = new Tally();
  /** Deliveries that were said to be the first of their copy. */
  readonly first = new Tally();
  /** Place of a message in the order in which the queue took it, of its latest copy. */
  readonly place = new Map<number, number>();
  /** Those a crash takes along, whoever was told that they are there. */
  readonly transient = new Set<number>();
  /** The priority a queue knows a message by, if not 0. */
  readonly priority = new Map<number, number>();
}

/** Sees what one client sends and gets over one session. */
class Watched implements Peer, Session {
  readonly #witness: Witness;
  readonly #client: string;
  readonly #peer: Peer;
  readonly #publishes = new Map<number, { readonly destination: number; readonly serial: number }>();
  readonly #produces = new Map<number, { readonly destination: number; readonly serials: readonly number[] }>();
  readonly #fetches = new Map<number, FetchRequest['positions']>();
  readonly #subscriptions = new Map<number, { readonly destination: number; prefetch: number; unsettled: number; places: number[] }>();
  readonly #outstanding = new Map<number, number>();
  #lastTag = 0;
  session!: Session;

  constructor(witness: Witness, client: string, peer: Peer) {
    this.#witness = witness;
    this.#client = client;
    this.#peer = peer;
  }

  submit(request: Request): boolean {
    this.#asks(request);
    return this.session.submit(request);
  }
  get isRefused(): boolean {
    return this.session.isRefused === true;
  }
  close(reason: Parameters<Session['close']>[0]): void {
    this.session.close(reason);
  }
  receive(message: Reply | Delivery): void {
    if (message.kind === 'delivery') this.#delivered(message);
    else if (message.kind === 'done') this.#done(message);
    else if (message.kind === 'fetched') this.#fetched(message);
    else if (message.kind === 'positioned') for (const position of message.positions) this.#witness.order.positioned(this.#client, position);
    this.#peer.receive(message);
  }
  drained(): void {
    this.#peer.drained();
  }
  closed(reason: Parameters<Peer['closed']>[0]): void {
    this.#peer.closed(reason);
  }

  /** A request the session does not take is asked again: what is written twice here is the same. */
  #asks(request: Request): void {
    const { order } = this.#witness;
    switch (request.kind) {
      case 'publish':
        if (request.id !== 0) this.#publishes.set(request.id, request);
        return;
      case 'produce':
        return this.#produced(request);
      case 'consume':
        this.#subscriptions.set(request.subscription, { destination: request.destination, prefetch: request.prefetch, unsettled: 0, places: [] });
        return;
      case 'qos': {
        const subscription = this.#subscriptions.get(request.subscription);
        // Those it holds already may be more than a smaller limit.
        if (subscription !== undefined)
          subscription.prefetch = request.prefetch === 0 || subscription.prefetch === 0 ? 0 : Math.max(subscription.prefetch, request.prefetch);
        return;
      }
      case 'settle':
        for (const tag of request.multiple ? [...this.#outstanding.keys()].filter((one) => one <= request.tag) : [request.tag]) {
          const subscription = this.#subscriptions.get(this.#outstanding.get(tag) ?? -1);
          if (this.#outstanding.delete(tag) && subscription !== undefined) subscription.unsettled--;
        }
        return;
      case 'fetch':
        this.#fetches.set(
          request.id,
          request.positions.map((position) => ({ ...position })),
        );
        return order.asked(this.#client, request);
      default:
    }
  }

  #produced({ id, destination, parts, acks }: ProduceRequest): void {
    const serials = parts.flatMap(({ batch }) => [...batch.serials.subarray(0, batch.count)]);
    for (const serial of serials) this.#witness.seen(destination).sent.add(serial);
    if (acks !== 0) this.#produces.set(id, { destination, serials });
  }

  #done({ id, error }: Reply & { kind: 'done' }): void {
    const publish = this.#publishes.get(id);
    const produce = this.#produces.get(id);
    this.#publishes.delete(id);
    this.#produces.delete(id);
    if (error !== 'none') return;
    if (publish !== undefined) this.#witness.seen(publish.destination).acknowledged.add(publish.serial);
    for (const serial of produce?.serials ?? []) this.#witness.seen(produce!.destination).acknowledged.add(serial);
  }

  #delivered({ subscription: id, tag, serial, held, redelivered }: Delivery): void {
    const subscription = this.#subscriptions.get(id);
    if (subscription === undefined) return this.#witness.require(false, `[I11] ${this.#client} is delivered what it did not ask for`);
    const { destination } = subscription;
    const name = `${this.#client} at ${this.#witness.nameOf(destination)}`;
    if (held) {
      this.#witness.require(tag > this.#lastTag, `[I11] ${name}: tag ${tag} after ${this.#lastTag}`);
      this.#lastTag = tag;
      this.#outstanding.set(tag, id);
      subscription.unsettled++;
      this.#witness.require(
        subscription.prefetch === 0 || subscription.unsettled <= subscription.prefetch,
        `[I11] ${name}: ${subscription.unsettled} unsettled of ${subscription.prefetch}`,
      );
    }
    const queue = this.#witness.queue(destination);
    if (queue === undefined) return;
    const seen = this.#witness.seen(destination);
    const copies = seen.sent.of(serial);
    const times = seen.delivered.add(serial);
    this.#witness.require(copies > 0, `[I10] ${name}: message ${serial} was never published`);
    if (!held)
      this.#witness.require(seen.taken.add(serial) <= copies, `[I14] ${name}: message ${serial} was taken more often than there are copies, ${copies}`);
    if (queue.deliveryLimit !== null)
      this.#witness.require(times <= (queue.deliveryLimit + 1) * copies, `[I13] ${name}: message ${serial} came ${times} times over its limit`);
    if (redelivered) return;
    this.#witness.require(seen.first.add(serial) <= copies, `[I11] ${name}: message ${serial} came before, and is not said to be redelivered`);
    if (queue.isOrdered && copies === 1) {
      const place = seen.place.get(serial)!;
      const priority = seen.priority.get(serial) ?? 0;
      this.#witness.require(place > (subscription.places[priority] ?? -1), `[I12] ${name}: message ${serial} is overtaken`);
      subscription.places[priority] = place;
    }
  }

  #fetched(message: Reply & { kind: 'fetched' }): void {
    const asked = this.#fetches.get(message.id);
    this.#fetches.delete(message.id);
    this.#witness.require(asked !== undefined, `[I19] ${this.#client}: an answer to no fetch`);
    this.#witness.order.fetched(this.#client, message.id, asked ?? [], message.slices);
  }
}

interface QueueSeen {
  readonly deliveryLimit: number | null;
  /** Nothing comes in but by publishing. */
  readonly isOrdered: boolean;
  readonly quorum: QuorumWatch | undefined;
}

/** Those whose worlds are being built find themselves here: servers are asked for sessions before anybody holds the world. */
let building: Witness | undefined;
const witnesses = new WeakMap<object, Witness>();
const open = BrokerNode.prototype.open;
BrokerNode.prototype.open = function watchedOpen(this: BrokerNode, peer: Peer, hello: Hello): Session {
  const witness = witnesses.get(this.scheduler) ?? building;
  if (witness === undefined) return open.call(this, peer, hello);
  witnesses.set(this.scheduler, witness);
  const watched = new Watched(witness, hello.client, peer);
  watched.session = open.call(this, watched, hello);
  return watched;
};

export class Witness {
  run!: Run;
  /** What was not as it must be; at most a few. */
  readonly broken: string[] = [];
  readonly order: OrderWatch;
  /** The design before it is calmed. */
  #plan!: Plan;
  readonly #seen = new Map<number, Seen>();
  readonly #queues = new Map<number, QueueSeen>();

  constructor() {
    this.order = new OrderWatch((isTrue, text) => this.require(isTrue, text));
  }

  /** The run, and who has seen all of it. */
  static of(build: () => Run): { readonly run: Run; readonly witness: Witness } {
    const witness = new Witness();
    building = witness;
    const run = build();
    building = undefined;
    witness.#attend(run);
    return { run, witness };
  }

  #attend(run: Run): void {
    this.run = run;
    this.#plan = run.world.plan;
    this.#watchQueues();
    run.world.destinations.forEach((d, id) => {
      if (d.kind === 'topic') d.onLost = (partition, to) => this.order.cut(id, partition, to);
    });
  }

  require(isTrue: boolean, text: string): void {
    if (!isTrue && this.broken.length < 20) this.broken.push(`${text} at ${this.run.nowUs} µs`);
  }
  seen(destination: number): Seen {
    let seen = this.#seen.get(destination);
    if (seen === undefined) this.#seen.set(destination, (seen = new Seen()));
    return seen;
  }
  queue(destination: number): QueueSeen | undefined {
    return this.#queues.get(destination);
  }
  nameOf(destination: number): string {
    return this.run.world.plan.destinations[destination]?.id ?? '';
  }

  #watchQueues(): void {
    const { world } = this.run;
    const shared = world.plan.destinations.flatMap((d) => ('deadLetter' in d && d.deadLetter !== null ? [d.deadLetter.destination] : []));
    const wired = new Set([...[...world.wires.values()].map(({ to }) => to), ...shared]);
    // A group that changes its consumer brings that one what it was passed over with.
    const hasGroups = world.plan.producers.some(({ variants }) => variants.some(({ properties }) => properties.group !== undefined));
    world.destinations.forEach((d, id) => {
      if (d.kind !== 'queue') return;
      const plan = world.plan.destinations[id]!;
      // ActiveMQ does not flag what was sent ahead and never came to be looked at.
      const isReturned = (broker: number) => systemOf(world.plan.brokers[broker]!.profile) === 'activemq';
      this.#queues.set(id, {
        deliveryLimit: plan.kind === 'queue' ? plan.deliveryLimit : null,
        isOrdered: !wired.has(id) && !hasGroups && !isReturned(plan.broker),
        quorum: d instanceof QuorumQueue ? new QuorumWatch(d) : undefined,
      });
      const [keeps, most] = plan.kind === 'queue' ? [plan.keeps, plan.maxPriority ?? 0] : ['all', 0];
      const seen = this.seen(id);
      let place = 0;
      const [publish, takeDead] = [d.publish.bind(d), d.takeDead.bind(d)];
      // Written down first: what it takes it may deliver at once.
      const note = ({ serial, properties }: Message) => {
        seen.sent.add(serial);
        seen.place.set(serial, place++);
        if (keeps === 'persistent' ? properties?.persistent !== true : properties?.persistent === false) seen.transient.add(serial);
        seen.priority.set(serial, Math.min(properties?.priority ?? 0, most));
      };
      d.publish = (message, receipt) => (note(message), publish(message, receipt));
      d.takeDead = (letter) => (note(letter), takeDead(letter));
    });
  }

  /** Called while it runs: what only goes forward must not have gone back. */
  look(): void {
    const { world } = this.run;
    for (const cluster of world.clusters)
      for (const server of cluster.servers)
        for (const [name, group] of server.groups)
          world.destinations.forEach((d, destination) => {
            if (d.kind === 'topic') this.order.committed(name, destination, d.logs.length, (partition) => group.offsets.get(destination, partition));
          });
  }

  /** Called when all has drained. */
  atRest(): string[] {
    const { world } = this.run;
    world.destinations.forEach((d, destination) => {
      const { acknowledged } = this.seen(destination);
      if (d.kind === 'topic') {
        for (const partition of d.partitions ?? []) for (const text of disagreements(this.nameOf(destination), partition)) this.require(false, text);
        this.#keepsAcknowledged(destination, d, acknowledged);
      } else if (d.kind === 'queue') {
        const { delivered, transient } = this.seen(destination);
        const name = this.nameOf(destination);
        const quorum = this.queue(destination)!.quorum;
        if (quorum !== undefined)
          for (const [serial] of acknowledged)
            this.require(delivered.of(serial) > 0 || quorum.accountsFor(serial), `[I3] ${name}: message ${serial} was confirmed and is gone without a reason`);
        if (!this.#losesNothing(destination)) return;
        const crashes = this.#crashesOf(destination).length > 0;
        for (const [serial] of acknowledged)
          this.require(delivered.of(serial) > 0 || (crashes && transient.has(serial)), `[I10] ${name}: message ${serial} was confirmed and never delivered`);
      }
    });
    return this.broken;
  }

  #keepsAcknowledged(destination: number, topic: Extract<Run['world']['destinations'][number], { kind: 'topic' }>, acknowledged: Tally): void {
    if (topic.removed > 0 || this.#mayLoseLogs(destination)) return;
    const kept = new Set<number>();
    topic.logs.forEach((log, partition) => {
      for (let from = log.start; from < log.end; ) {
        const slice = log.read(from, 10_000, 1 << 30, destination, partition);
        for (let i = 0; i < slice.count; i++) kept.add(slice.serials[slice.start + i]!);
        from = slice.baseOffset + slice.count;
      }
    });
    for (const [serial] of acknowledged)
      this.require(kept.has(serial), `[I2] ${this.nameOf(destination)}: message ${serial} was acknowledged and is not in the log`);
  }

  /**
   * A power cut takes what a log had not flushed, an unclean leader what it had not fetched; of several servers the one that led may
   * take along what it alone acknowledged.
   */
  #mayLoseLogs(destination: number): boolean {
    const plan = this.#plan;
    const topic = plan.destinations[destination]!;
    const { id, servers } = plan.brokers[topic.broker]!;
    const broken = plan.faults.flatMap(({ fault }) => (fault.target === id ? [fault] : []));
    if (broken.some((fault) => fault.kind === 'brokerCrash' && fault.mode === 'power')) return true;
    if (topic.kind !== 'topic' || broken.length === 0 || servers === 1) return false;
    const senders = [...plan.producers, ...plan.consumers].filter(({ targets }) => targets.some((target) => target.destination === destination));
    return topic.allowsUnclean || senders.some(({ send }) => send.acks !== -1);
  }

  /** Nothing may die here, nothing may be taken along, somebody reads it. */
  #losesNothing(destination: number): boolean {
    const plan = this.#plan;
    const queue = plan.destinations[destination]!;
    if (queue.kind !== 'queue' || queue.maxLength > 0 || queue.messageTtlUs !== null || queue.deliveryLimit !== null) return false;
    if (plan.producers.some(({ variants }) => variants.some(({ properties }) => properties.ttlUs !== undefined))) return false;
    const readers = plan.consumers.filter(({ sources }) => sources.some((source) => source.destination === destination));
    return readers.length > 0 && readers.every(({ ack }) => ack === 'afterProcessing') && (queue.isDurable || this.#crashesOf(destination).length === 0);
  }

  #crashesOf(destination: number) {
    const plan = this.#plan;
    const { id } = plan.brokers[plan.destinations[destination]!.broker]!;
    return plan.faults.filter(({ fault }) => fault.kind === 'brokerCrash' && fault.target === id);
  }
}
