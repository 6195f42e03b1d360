/** What a plan becomes: brokers, destinations, links and clients on one kernel, with one set of books; and what is done to it. */
import { must, unreachable } from '../base/assert.ts';
import { createRandom, type Random } from '../base/random.ts';
import type { Instant } from '../base/units.ts';
import type { BrokerNode, Destination } from '../broker/brokerNode.ts';
import type { Cluster } from '../broker/cluster/cluster.ts';
import type { GroupCoordinator } from '../broker/group/groupCoordinator.ts';
import { Ledger } from '../broker/ledger.ts';
import type { Topic } from '../broker/stream/topic.ts';
import type { SenderGroup } from '../client/channelSender.ts';
import type { Producer } from '../client/producer.ts';
import type { ConsumerPlan, Plan } from '../compile/plan.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { Traffic } from '../load/traffic.ts';
import type { RunEvent } from '../metrics/frameBatch.ts';
import type { FarEnd } from '../net/pacing.ts';
import type { Link, LinkBooks } from '../net/simNetwork.ts';
import { createCluster } from './assemble/brokers.ts';
import { createConsumer } from './assemble/consumers.ts';
import { addDestination, connectDestination, type Wire } from './assemble/destinations.ts';
import { edit } from './assemble/edit.ts';
import { connectServers } from './assemble/links.ts';
import { createProducer } from './assemble/producers.ts';
import type { RunInput } from './commands.ts';
import type { ConsumerNode } from './consumerNode.ts';
import { Faults } from './faults.ts';
import { Witness } from './witness/witness.ts';
import type { WorldWatch } from './worldWatch.ts';

export class World {
  readonly kernel = new Kernel();
  readonly ledger = new Ledger();
  /** As the design is now. Of parts that were removed there are entries that say so, so each keeps its place. */
  plan: Plan;
  /** In the plan's order, as are the lists that follow. */
  readonly clusters: Cluster[];
  readonly destinations: Destination[];
  readonly producers: Producer[];
  readonly consumers: ConsumerNode[];
  readonly faults: Faults;
  readonly links = new Map<string, Link>();
  /** Between servers of a cluster, as broker/from/to: over it `from` fetches what `to` leads. */
  readonly serverLinks = new Map<string, Link>();
  /** All that send to a channel, by destination. */
  readonly senderGroups = new Map<number, SenderGroup>();
  /** Wires between destinations by edge id: for dead letters, and out of exchanges. */
  readonly wires = new Map<string, Wire>();
  /** Sees from outside what is lost, doubled and out of order. */
  readonly witness: Witness;
  /** Told of rare things; the run lists them. */
  onEvent: (kind: RunEvent['kind'], entity: string, detail: RunEvent['detail']) => void = () => {};
  /** Told when the design was edited: there may be other parts. */
  onEdited: () => void = () => {};
  /** Of the producers, by id. */
  readonly traffic = new Map<string, Traffic>();
  /** Of sending clients by id: the processor all their senders share. */
  readonly farEnds = new Map<string, FarEnd>();
  readonly linkBooks: LinkBooks = {
    lost: (records) => this.ledger.dropped('connection_closed', records),
    doubled: (records) => this.ledger.copied('producer_retry', records),
  };
  readonly #random: Random;
  #lastSerial = 0;
  readonly nextSerial = (): number => ++this.#lastSerial;
  #lastPid = 0;
  readonly nextPid = (): number => ++this.#lastPid;

  /** Who watches every step, if anybody does; undefined costs nothing. */
  readonly watch: WorldWatch | undefined;

  /** Every record is an event of its own, for tests: what happens must be the same. */
  readonly isStepwise: boolean;

  constructor(plan: Plan, watch?: WorldWatch, isStepwise = false) {
    this.watch = watch;
    this.isStepwise = isStepwise;
    this.plan = plan;
    this.watch = watch;
    this.#random = createRandom(plan.seed);
    this.clusters = plan.brokers.map((b) => createCluster(this, b));
    this.destinations = plan.destinations.map((d, id) => addDestination(this, d, id));
    plan.brokers.forEach((_, i) => connectServers(this, i));
    plan.destinations.forEach((d, id) => connectDestination(this, d, id));
    this.witness = new Witness(this);
    this.registerGroups();
    this.producers = plan.producers.map((p, i) => createProducer(this, p, i));
    this.consumers = plan.consumers.map((c, i) => createConsumer(this, c, i));
    for (const consumer of this.consumers) consumer.start();
    for (const producer of this.producers) producer.start();
    this.faults = new Faults(this, plan.faults);
  }

  /** Messages produced so far. */
  get messages(): number {
    return this.producers.reduce((n, { sent }) => n + sent, 0);
  }

  /** Clients that are behind have done what they did before the present instant: before anybody looks. At the sample, what they did at it too. */
  catchUp(isIncluded = false): void {
    for (const producer of this.producers) producer.catchUp(isIncluded);
    for (const consumer of this.consumers) consumer.catchUp(isIncluded);
  }

  /** An input from outside, at its instant. */
  apply(input: RunInput, now: Instant): void {
    switch (input.kind) {
      case 'spike': {
        const index = this.plan.producers.findIndex((p) => p.id === input.node);
        if (index < 0 || this.plan.producers[index]!.isGone === true) return;
        this.producers[index]!.spike(now, input.factor, input.forUs);
        return this.onEvent('spike.started', input.node, { factor: input.factor, forUs: input.forUs });
      }
      case 'fault':
        return this.faults.begin(input.fault);
      case 'repair':
        return this.faults.repair(input.target);
      case 'patch':
        edit(this, input.plan, now);
        return this.onEdited();
      default:
        return unreachable(input);
    }
  }

  /** A reading group is known to its topics before anybody reads. */
  registerGroups(): void {
    for (const { sources, group, isGone } of this.plan.consumers) {
      if (isGone !== true) for (const { destination } of sources) this.topic(destination)?.registerGroup(group);
    }
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

  topic(id: number): Topic | undefined {
    const destination = must(this.destinations[id], `destination ${id}`);
    return destination.kind === 'topic' ? destination : undefined;
  }
}
