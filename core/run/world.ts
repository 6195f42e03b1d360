/** What a plan becomes: brokers, destinations, links and clients on one kernel, with one set of books. */
import { createIntegerSampler } from '../base/distribution.ts';
import { systemOf } from '../base/profiles.ts';
import { createRandom, type Random } from '../base/random.ts';
import type { Instant } from '../base/units.ts';
import { Broadcast } from '../broker/broadcast/broadcast.ts';
import { BrokerNode, type Destination } from '../broker/brokerNode.ts';
import { Channel } from '../broker/channel/channel.ts';
import { Cluster } from '../broker/cluster/cluster.ts';
import type { GroupCoordinator } from '../broker/group/groupCoordinator.ts';
import { Ledger } from '../broker/ledger.ts';
import { Exchange, type Way } from '../broker/exchange/exchange.ts';
import { JMS_QUEUE } from '../broker/jms/jmsQueue.ts';
import { DeadLetterWire } from '../broker/queue/deadLetter.ts';
import type { Queue } from '../broker/queue/queue.ts';
import { QuorumQueue } from '../broker/queue/quorumQueue.ts';
import { ReliableWire } from '../broker/queue/reliableWire.ts';
import { createQueue, firstUp, serversFrom } from './createQueue.ts';
import { Topic } from '../broker/stream/topic.ts';
import { SenderGroup } from '../client/channelSender.ts';
import { FanOut } from '../client/fanOut.ts';
import type { ClusterView } from '../client/leaders.ts';
import { Producer } from '../client/producer.ts';
import { createSender } from '../client/sender.ts';
import { Work } from '../client/work.ts';
import type { BrokerPlan, ConsumerPlan, DeadLetterPlan, DestinationPlan, LinkPlan, Plan, ProducerPlan, SendPlan } from '../compile/plan.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Arrivals } from '../load/arrivals.ts';
import { createKeys, crc32OfKey } from '../load/keys.ts';
import { createLoadProfile } from '../load/loadProfile.ts';
import { Variants } from '../load/variants.ts';
import { Histogram } from '../metrics/histogram.ts';
import type { RunEvent } from '../metrics/frameBatch.ts';
import { across, Link, type LinkBooks } from '../net/simNetwork.ts';
import { ConsumerNode, type SourceKind } from './consumerNode.ts';
import type { RunInput } from './commands.ts';
import { Faults } from './faults.ts';
import { replicate } from './replicate.ts';
import { Witness } from './witness/witness.ts';
import { must, unreachable } from '../base/assert.ts';

type ChannelPlan = Extract<DestinationPlan, { kind: 'channel' }>;
type ExchangePlan = Extract<DestinationPlan, { kind: 'exchange' }>;

export class World {
  readonly kernel = new Kernel();
  readonly ledger = new Ledger();
  plan: Plan;
  /** In the plan's order of brokers. */
  readonly clusters: readonly Cluster[];
  readonly destinations: readonly Destination[];
  readonly producers: readonly Producer[];
  readonly consumers: readonly ConsumerNode[];
  readonly faults: Faults;
  readonly links = new Map<string, Link>();
  /** Between servers of a cluster, as broker/from/to: over it `from` fetches what `to` leads. */
  readonly serverLinks = new Map<string, Link>();
  /** All that send to a channel, by destination. */
  readonly senderGroups = new Map<number, SenderGroup>();
  /** Wires between destinations by edge id: for dead letters, and out of exchanges. */
  readonly wires = new Map<string, DeadLetterWire | Way>();
  /** Sees from outside what is lost, doubled and out of order. */
  readonly witness: Witness;
  /** Told of rare things; the run lists them. */
  onEvent: (kind: RunEvent['kind'], entity: string, detail: RunEvent['detail']) => void = () => {};
  readonly #random: Random;
  #lastSerial = 0;
  readonly #nextSerial = (): number => ++this.#lastSerial;
  #lastPid = 0;
  readonly #nextPid = (): number => ++this.#lastPid;
  /** Streams of the producers' sizes: an edit goes on drawing where it was. */
  readonly #sizes = new Map<string, Random>();
  readonly #linkBooks: LinkBooks = {
    lost: (records) => this.ledger.dropped('connection_closed', records),
    doubled: (records) => this.ledger.copied('producer_retry', records),
  };

  constructor(plan: Plan) {
    this.plan = plan;
    this.#random = createRandom(plan.seed);
    this.clusters = plan.brokers.map((b) => new Cluster(Array.from({ length: b.servers }, (_, server) => this.#createServer(b, server))));
    this.destinations = plan.destinations.map((d, id) => {
      const destination = this.#createDestination(d);
      const isReplicated = d.kind === 'topic' && destination.kind === 'topic' && this.clusters[d.broker]!.servers.length > 1;
      if (isReplicated) replicate(this, id, d, destination);
      else if (destination instanceof QuorumQueue) for (const server of serversFrom(this.clusters, d)) server.add(id, destination);
      else this.serverOf(id).add(id, destination);
      if (destination.kind === 'queue') destination.whenDeleted.push((lost) => this.onEvent('queue.deleted', d.id, { lost }));
      this.ledger.register(destination);
      return destination;
    });
    this.clusters.forEach((cluster, i) =>
      cluster.replication?.start((from, to) => across(cluster.servers[to]!, this.#serverLink(i, from, to), this.kernel, this.#linkBooks)),
    );
    plan.destinations.forEach((d, id) => {
      if ((d.kind === 'queue' || d.kind === 'broadcast') && d.deadLetter !== null) this.#wire(id, d.deadLetter);
      if (d.kind === 'exchange') this.#bind(id, d);
    });
    this.witness = new Witness(this);
    for (const c of plan.consumers) for (const { destination } of c.sources) this.#topic(destination)?.registerGroup(c.group);
    this.producers = plan.producers.map((p, i) => this.#createProducer(p, i));
    this.consumers = plan.consumers.map((c, i) => this.#createConsumer(c, i));
    for (const consumer of this.consumers) consumer.start();
    for (const producer of this.producers) producer.start();
    this.faults = new Faults(this, plan.faults);
  }

  /** Messages produced so far. */
  get messages(): number {
    return this.#lastSerial;
  }

  /** An input from outside, at its instant. */
  apply(input: RunInput, now: Instant): void {
    switch (input.kind) {
      case 'spike': {
        const index = this.plan.producers.findIndex((p) => p.id === input.node);
        if (index < 0) return;
        this.producers[index]!.spike(now, input.factor, input.forUs);
        return this.onEvent('spike.started', input.node, { factor: input.factor, forUs: input.forUs });
      }
      case 'fault':
        return this.faults.begin(input.fault);
      case 'repair':
        return this.faults.repair(input.target);
      case 'patch':
        return this.#retune(input.plan, now);
      default:
        return unreachable(input);
    }
  }

  #retune(next: Plan, now: Instant): void {
    next.brokers.forEach((b, i) => this.clusters[i]!.retune(b));
    next.destinations.forEach((d, i) => {
      const destination = this.destinations[i]!;
      if (d.kind === 'queue' && destination.kind === 'queue') destination.retune(d);
      if (d.kind === 'topic' && destination.kind === 'topic') destination.retune(d);
      if (d.kind === 'exchange' && destination.kind === 'exchange') {
        for (const { destination: to, bindings } of d.ways) destination.bind(this.#taker(to), to, bindings);
      }
    });
    next.producers.forEach((p, i) => {
      for (const t of p.targets) this.#link(t).latencyUs = t.latencyUs;
      const producer = this.producers[i]!;
      producer.retune(now, createLoadProfile(p.load), createIntegerSampler(p.size, must(this.#sizes.get(p.id), `sizes of ${p.id}`)));
      producer.fanOut.retune(
        p.targets.map((t) => t.share),
        p.send,
      );
    });
    next.consumers.forEach((c, i) => {
      for (const link of [...c.sources, ...c.targets]) this.#link(link).latencyUs = link.latencyUs;
      const consumer = this.consumers[i]!;
      consumer.work.forward.retune(
        c.targets.map((t) => t.share),
        c.send,
      );
      consumer.retune(c);
    });
    this.plan = next;
    this.onEvent('settings.changed', '', {});
  }

  /** A stream of its own by its label, for what is not there from the start. */
  readonly random = (label: string): Random => this.#random.fork(label);

  /** The server a destination lives on. */
  serverOf(destination: number): BrokerNode {
    const { broker, server } = must(this.plan.destinations[destination], `destination ${destination}`);
    return must(this.clusters[broker]?.servers[server], `server of destination ${destination}`);
  }

  /** The consumer group of a consumer at the broker that holds this destination: its first source there is asked. */
  groupOf({ group, sources }: ConsumerPlan, destination: number): GroupCoordinator {
    const brokerOf = (id: number): number | undefined => this.plan.destinations[id]?.broker;
    const first = sources.find((s) => brokerOf(s.destination) === brokerOf(destination));
    return this.serverOf(first?.destination ?? destination).group(group);
  }

  #createServer(plan: BrokerPlan, server: number): BrokerNode {
    const onRebalanced = (group: GroupCoordinator) =>
      this.onEvent('group.rebalanced', this.#ownerOf(group.name), {
        group: group.name,
        generation: group.generation,
        members: group.size,
        reason: group.reason,
      });
    const onLogExpired = (destination: number, partition: number, start: number, records: number) =>
      this.onEvent('log.expired', this.plan.destinations[destination]!.id, { partition, start, records });
    const label = server === 0 ? `broker ${plan.id}` : `broker ${plan.id}/${server}`;
    const broker = new BrokerNode(this.kernel, this.ledger, plan, { onRebalanced, onLogExpired }, this.#random.fork(label));
    this.ledger.register(broker);
    return broker;
  }

  /** It lives on a server that follows ActiveMQ. */
  #isJms({ broker }: DestinationPlan): boolean {
    return systemOf(must(this.plan.brokers[broker], `broker ${broker}`).profile) === 'activemq';
  }

  #createDestination(plan: DestinationPlan): Destination {
    switch (plan.kind) {
      case 'topic':
        return new Topic(plan.partitions, this.ledger, plan);
      case 'queue':
        return createQueue(plan, this.#isJms(plan), this.ledger, this.kernel, serversFrom(this.clusters, plan), this.plan.brokers[plan.broker]!);
      case 'exchange':
        return new Exchange(plan.type, this.ledger);
      case 'broadcast':
        return new Broadcast(this.ledger, this.kernel, this.#isJms(plan) ? { maxLength: 0, overflow: 'reject', ...JMS_QUEUE } : undefined);
      case 'channel':
        return this.#createChannel(plan);
      default:
        return unreachable(plan);
    }
  }

  #wire(from: number, { id, destination, routingKey }: DeadLetterPlan): void {
    const source = this.destinations[from];
    const settings = { routingKey, isOnlyPersistent: this.#isJms(this.plan.destinations[from]!) };
    const plan = this.plan.destinations[from]!;
    const Wire = plan.kind === 'queue' && plan.deadLetterStrategy === 'atLeastOnce' ? ReliableWire : DeadLetterWire;
    const create = () => new Wire(this.kernel, this.ledger, from, destination, this.#taker(destination), settings);
    if (source?.kind === 'broadcast') source.createDeadLetters = create;
    if (source?.kind !== 'queue') return;
    source.deadLetters = create();
    if (id !== '') this.wires.set(id, source.deadLetters);
  }

  #bind(from: number, { ways, alternate }: ExchangePlan): void {
    const exchange = this.#taker(from);
    if (exchange.kind !== 'exchange') return;
    for (const { id, destination, bindings } of ways) this.wires.set(id, exchange.bind(this.#taker(destination), destination, bindings));
    if (alternate === null) return;
    const other = this.#taker(alternate.destination);
    if (other.kind === 'exchange') this.wires.set(alternate.id, exchange.setAlternate(other, alternate.destination));
  }

  /** What a wire inside a broker may lead to. */
  #taker(id: number): Queue | Exchange {
    const found = this.destinations[id];
    return must(found?.kind === 'queue' || found?.kind === 'exchange' ? found : undefined, `queue or exchange ${id}`);
  }

  #createChannel({ id, capacity, unbounded, memoryLimitBytes }: ChannelPlan): Channel {
    if (!unbounded) return new Channel(capacity, this.ledger);
    const channel = new Channel(Number.POSITIVE_INFINITY, this.ledger, memoryLimitBytes);
    channel.onCrash = (lost) => this.onEvent('process.crashed', id, { lost });
    return channel;
  }

  #createProducer(plan: ProducerPlan, index: number): Producer {
    const random = this.#random.fork(plan.id);
    const profile = createLoadProfile(plan.load);
    const latency = new Histogram();
    const sizes = random.fork('size');
    this.#sizes.set(plan.id, sizes);
    const producer = new Producer({
      scheduler: this.kernel,
      profile,
      arrivals: new Arrivals(profile, plan.arrivals, random.fork('arrivals')),
      keys: createKeys(plan.keys, random.fork('keys')),
      size: createIntegerSampler(plan.size, sizes),
      variants: new Variants(plan.variants, random.fork('variants')),
      nextSerial: this.#nextSerial,
      onKeyed: this.witness.keyed(index),
      fanOut: this.#fanOut(plan.id, plan.targets, plan.send, random, latency),
      closeWhenDone: plan.closeWhenDone,
      latency,
    });
    producer.onSpikeEnd = () => this.onEvent('spike.ended', plan.id, {});
    return producer;
  }

  #createConsumer(plan: ConsumerPlan, index: number): ConsumerNode {
    const random = this.#random.fork(plan.id);
    const forward = this.#fanOut(plan.id, plan.targets, plan.send, random, undefined);
    const { concurrency, failureProbability, onFailure } = plan;
    const now = () => this.kernel.now();
    const workTimes = random.fork('workTime');
    const time = createIntegerSampler(plan.workTime, workTimes);
    const work = new Work(time, { concurrency, failureProbability, onFailure }, new Histogram(), forward, random.fork('failure'), now);
    const byBroker = new Map<number, LinkPlan[]>();
    for (const source of plan.sources) {
      const { broker } = this.plan.destinations[source.destination]!;
      byBroker.set(broker, [...(byBroker.get(broker) ?? []), source]);
    }
    const clusters = [...byBroker.values()].map((sources) => {
      const doors = sources.map((s) => ({ destination: s.destination, broker: this.#door(s), cluster: this.#clusterView(s) }));
      return {
        kind: this.#sourceKind(sources[0]!.destination),
        sources: (instance: number) => doors.map((door) => ({ ...door, onProcessed: this.witness.processed(index, door.destination, instance) })),
      };
    });
    const consumer = new ConsumerNode(plan, {
      context: { scheduler: this.kernel, books: this.ledger, work, client: plan.id },
      ledger: this.ledger,
      workTimes,
      clusters,
      handBack: (member, destination, partition, from, count) => this.#handBack(plan, member, destination, partition, from, count),
    });
    consumer.onChange = (kind, instances) => this.onEvent(kind, plan.id, { instances });
    return consumer;
  }

  #fanOut(client: string, targets: readonly LinkPlan[], settings: SendPlan, random: Random, latency: Histogram | undefined): FanOut {
    const senders = targets.map((target) => {
      const plan = this.plan.destinations[target.destination]!;
      const arrived = this.witness.arrived(target.destination);
      const sender = createSender(plan.kind, plan.kind === 'topic' ? plan.partitions : 0, {
        scheduler: this.kernel,
        books: this.ledger,
        broker: this.#door(target),
        client,
        destination: target.destination,
        random: random.fork(`${target.id}/partitioner`),
        settings,
        isJms: this.#isJms(plan),
        ...(plan.kind === 'channel' ? { group: this.#senderGroup(target.destination) } : {}),
        cluster: this.#clusterView(target),
        keyHash: settings.partitioner === 'crc32' ? crc32OfKey : undefined,
        nextPid: this.#nextPid,
        onAcknowledged: (createdUs, serial) => {
          latency?.record(this.kernel.now() - createdUs);
          arrived(serial);
        },
        onUnasked: arrived,
      });
      this.ledger.register(sender);
      return { sender, share: target.share };
    });
    return new FanOut(senders, random.fork('share'), this.ledger);
  }

  #senderGroup(channel: number): SenderGroup {
    const group = this.senderGroups.get(channel) ?? new SenderGroup();
    this.senderGroups.set(channel, group);
    return group;
  }

  /** The broker of an edge's destination as seen across that edge. */
  #door(edge: LinkPlan) {
    const isAnywhere = this.destinations[edge.destination] instanceof QuorumQueue;
    const server = isAnywhere ? firstUp(serversFrom(this.clusters, this.plan.destinations[edge.destination]!)) : this.serverOf(edge.destination);
    return across(server, this.#link(edge), this.kernel, this.#linkBooks);
  }

  /** A topic's servers as seen across an edge, if there are several, and who leads its partitions. */
  #clusterView(edge: LinkPlan): ClusterView | undefined {
    const leaders = this.#topic(edge.destination)?.partitions?.map(({ leader }) => leader);
    if (leaders === undefined) return undefined;
    const { servers } = this.clusters[this.plan.destinations[edge.destination]!.broker]!;
    return { servers: servers.map((server) => across(server, this.#link(edge), this.kernel, this.#linkBooks)), leaders };
  }

  #serverLink(broker: number, from: number, to: number): Link {
    const { id, interServerUs } = this.plan.brokers[broker]!;
    const link = new Link({ latencyUs: interServerUs }, this.#random.fork(`link ${id} ${from} ${to}`));
    this.serverLinks.set(`${id}/${from}/${to}`, link);
    this.ledger.register(link);
    return link;
  }

  #link(edge: LinkPlan): Link {
    let link = this.links.get(edge.id);
    if (link === undefined) {
      link = new Link(edge, this.#random.fork(`link ${edge.id}`));
      this.links.set(edge.id, link);
      this.ledger.register(link);
    }
    return link;
  }

  /** Nobody reads from an exchange. */
  #sourceKind(id: number): SourceKind {
    const { kind } = must(this.destinations[id], `destination ${id}`);
    return must(kind === 'exchange' ? undefined : kind, `a source ${id}`);
  }

  #topic(id: number): Topic | undefined {
    const destination = must(this.destinations[id], `destination ${id}`);
    return destination.kind === 'topic' ? destination : undefined;
  }

  /** A member that lost the partition gives nothing back: the next owner reads from what was committed, and nobody what is before that. */
  #handBack(plan: ConsumerPlan, member: number, destination: number, partition: number, from: number, count: number): void {
    const group = this.groupOf(plan, destination);
    const past = Math.max(0, (group.offsets.get(destination, partition) ?? 0) - from);
    const gone = group.owns(member, destination, partition) ? Math.min(count, past) : count;
    this.ledger.dropped('subscription_ended', gone);
    if (count > gone) this.#topic(destination)!.handBack(plan.group, partition, from + gone, count - gone);
  }

  /** Which node of the design a group belongs to, for people. */
  #ownerOf(group: string): string {
    return this.plan.consumers.find((c) => c.group === group)?.id ?? '';
  }
}
