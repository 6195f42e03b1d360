/** Topics, queues, exchanges, broadcasts and channels as their plans say, at home on their servers, and the wires between them. */
import { must, unreachable } from '../../base/assert.ts';
import { systemOf } from '../../base/profiles.ts';
import { Broadcast } from '../../broker/broadcast/broadcast.ts';
import type { Destination } from '../../broker/brokerNode.ts';
import { Channel } from '../../broker/channel/channel.ts';
import { Exchange } from '../../broker/exchange/exchange.ts';
import { JMS_QUEUE } from '../../broker/jms/jmsQueue.ts';
import { DeadLetterWire } from '../../broker/queue/deadLetter.ts';
import type { Queue } from '../../broker/queue/queue.ts';
import { QuorumQueue } from '../../broker/queue/quorumQueue.ts';
import { ReliableWire } from '../../broker/queue/reliableWire.ts';
import { Topic } from '../../broker/stream/topic.ts';
import type { DeadLetterPlan, DestinationPlan } from '../../compile/plan.ts';
import type { World } from '../world.ts';
import { createQueue, serversFrom } from './createQueue.ts';
import { replicate } from './replicate.ts';

type ChannelPlan = Extract<DestinationPlan, { kind: 'channel' }>;
type ExchangePlan = Extract<DestinationPlan, { kind: 'exchange' }>;

/** It lives on a server that follows ActiveMQ. */
export const isJms = ({ plan }: World, { broker }: DestinationPlan): boolean => systemOf(must(plan.brokers[broker], `broker ${broker}`).profile) === 'activemq';

/** Made, and known to its servers by its place `id` in the plan. */
export function addDestination(world: World, plan: DestinationPlan, id: number): Destination {
  const destination = create(world, plan);
  const isReplicated = plan.kind === 'topic' && destination.kind === 'topic' && world.clusters[plan.broker]!.servers.length > 1;
  if (isReplicated) replicate(world, id, plan, destination);
  else if (destination instanceof QuorumQueue) for (const server of serversFrom(world.clusters, plan)) server.add(id, destination);
  else world.serverOf(id).add(id, destination);
  if (destination.kind === 'queue') tellWhenDeleted(world, destination, plan.id);
  world.ledger.register(destination);
  world.watch?.destination(world, destination, id);
  return destination;
}

const tellWhenDeleted = (world: World, queue: Queue, id: string) => queue.whenDeleted.push((lost) => world.onEvent('queue.deleted', id, { lost }));

/** The plan of one that is there already is another from now on; what leads on from it is `reconnectDestination`’s. */
export function editDestination(world: World, old: DestinationPlan, plan: DestinationPlan, id: number): void {
  const destination = world.destinations[id]!;
  const [wasGone, isGone] = [old.isGone === true, plan.isGone === true];
  if (isGone && !wasGone) remove(destination);
  if (isGone) return;
  if (wasGone) revive(world, destination, id);
  if (plan.kind === 'queue' && destination.kind === 'queue') destination.retune(plan);
  if (plan.kind === 'topic' && destination.kind === 'topic') destination.retune(plan);
}

/** Whoever is there is told, and what it keeps is dropped as `removed`; an exchange keeps nothing. SPEC.md, R33. */
function remove(destination: Destination): void {
  if (destination.kind === 'queue') destination.delete('removed');
  else if (destination.kind === 'channel') destination.remove();
  else if (destination.kind !== 'exchange') destination.delete();
}

/** It is back: empty, with the figures it had. */
function revive(world: World, destination: Destination, id: number): void {
  if (destination.kind === 'queue') {
    destination.revive();
    tellWhenDeleted(world, destination, world.plan.destinations[id]!.id);
  } else if (destination.kind === 'topic') destination.revive();
  else if (destination.kind === 'channel') {
    destination.revive();
    world.senderGroups.get(id)?.reopen();
  }
}

function create(world: World, plan: DestinationPlan): Destination {
  switch (plan.kind) {
    case 'topic':
      return new Topic(plan.partitions, world.ledger, plan);
    case 'queue':
      return createQueue(plan, isJms(world, plan), world.ledger, world.kernel, serversFrom(world.clusters, plan), world.plan.brokers[plan.broker]!);
    case 'exchange':
      return new Exchange(plan.type, world.ledger);
    case 'broadcast':
      return new Broadcast(world.ledger, world.kernel, isJms(world, plan) ? { maxLength: 0, overflow: 'reject', ...JMS_QUEUE } : undefined);
    case 'channel':
      return createChannel(world, plan);
    default:
      return unreachable(plan);
  }
}

function createChannel(world: World, { id, capacity, unbounded, memoryLimitBytes }: ChannelPlan): Channel {
  if (!unbounded) return new Channel(capacity, world.ledger);
  const channel = new Channel(Number.POSITIVE_INFINITY, world.ledger, memoryLimitBytes);
  channel.onCrash = (lost) => world.onEvent('process.crashed', id, { lost });
  return channel;
}

/** What leads from a destination to others of its broker; all of them exist. */
export function connectDestination(world: World, plan: DestinationPlan, id: number): void {
  if ((plan.kind === 'queue' || plan.kind === 'broadcast') && plan.deadLetter !== null) wire(world, id, plan.deadLetter);
  if (plan.kind === 'exchange') bind(world, id, plan);
}

/** As `connectDestination`, of one that led on as `old` says. */
export function reconnectDestination(world: World, old: DestinationPlan, plan: DestinationPlan, id: number): void {
  if (plan.kind === 'queue' && old.kind === 'queue' && !isSameWire(old.deadLetter, plan.deadLetter)) {
    const queue = takerAt(world, id);
    if (queue.kind === 'queue') queue.deadLetters = undefined;
    if (plan.deadLetter !== null) wire(world, id, plan.deadLetter);
  }
  if (plan.kind === 'exchange' && old.kind === 'exchange') rebind(world, id, old, plan);
}

const isSameWire = (a: DeadLetterPlan | null, b: DeadLetterPlan | null): boolean =>
  a?.id === b?.id && a?.destination === b?.destination && a?.routingKey === b?.routingKey;

function wire(world: World, from: number, { id, destination, routingKey }: DeadLetterPlan): void {
  const source = world.destinations[from];
  const plan = world.plan.destinations[from]!;
  const settings = { routingKey, isOnlyPersistent: isJms(world, plan) };
  const Kind = plan.kind === 'queue' && plan.deadLetterStrategy === 'atLeastOnce' ? ReliableWire : DeadLetterWire;
  const make = () => new Kind(world.kernel, world.ledger, from, destination, takerAt(world, destination), settings);
  if (source?.kind === 'broadcast') source.createDeadLetters = make;
  if (source?.kind !== 'queue') return;
  source.deadLetters = make();
  if (id !== '') count(world, id, source.deadLetters);
}

function bind(world: World, from: number, { ways, alternate }: ExchangePlan): void {
  const exchange = takerAt(world, from);
  if (exchange.kind !== 'exchange') return;
  for (const { id, destination, bindings } of ways) count(world, id, exchange.bind(takerAt(world, destination), destination, bindings));
  if (alternate === null) return;
  const other = takerAt(world, alternate.destination);
  if (other.kind === 'exchange') count(world, alternate.id, exchange.setAlternate(other, alternate.destination));
}

function rebind(world: World, from: number, old: ExchangePlan, plan: ExchangePlan): void {
  const exchange = takerAt(world, from);
  if (exchange.kind !== 'exchange') return;
  for (const way of old.ways) if (!plan.ways.some(({ destination }) => destination === way.destination)) exchange.unbind(takerAt(world, way.destination));
  const isSameAlternate = old.alternate?.destination === plan.alternate?.destination;
  if (!isSameAlternate) exchange.removeAlternate();
  bind(world, from, isSameAlternate ? { ...plan, alternate: null } : plan);
}

/** Figures of an edge go on where another wire took the place of the one it had. */
function count({ wires }: World, edge: string, wire: Wire): void {
  const before = wires.get(edge);
  if (before === undefined || before === wire) wires.set(edge, wire);
  else if (!(before instanceof Later) || before.wire !== wire) wires.set(edge, new Later(before, wire));
}

class Later implements Wire {
  readonly wire: Wire;
  readonly #records: number;
  readonly #bytes: number;

  constructor(before: Wire, wire: Wire) {
    this.wire = wire;
    this.#records = before.records;
    this.#bytes = before.bytes;
  }
  get to() {
    return this.wire.to;
  }
  get records(): number {
    return this.#records + this.wire.records;
  }
  get bytes(): number {
    return this.#bytes + this.wire.bytes;
  }
}

/** What a wire inside a broker may lead to. */
function takerAt({ destinations }: World, id: number): Queue | Exchange {
  const found = destinations[id];
  return must(found?.kind === 'queue' || found?.kind === 'exchange' ? found : undefined, `queue or exchange ${id}`);
}

/** What is known of a wire between two destinations, for people. */
export interface Wire {
  /** A handle, or the end itself. */
  readonly to: unknown;
  readonly records: number;
  readonly bytes: number;
}
