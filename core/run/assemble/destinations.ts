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
  if (destination.kind === 'queue') destination.whenDeleted.push((lost) => world.onEvent('queue.deleted', plan.id, { lost }));
  world.ledger.register(destination);
  world.watch?.destination(world, destination, id);
  return destination;
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

function wire(world: World, from: number, { id, destination, routingKey }: DeadLetterPlan): void {
  const source = world.destinations[from];
  const plan = world.plan.destinations[from]!;
  const settings = { routingKey, isOnlyPersistent: isJms(world, plan) };
  const Wire = plan.kind === 'queue' && plan.deadLetterStrategy === 'atLeastOnce' ? ReliableWire : DeadLetterWire;
  const make = () => new Wire(world.kernel, world.ledger, from, destination, takerAt(world, destination), settings);
  if (source?.kind === 'broadcast') source.createDeadLetters = make;
  if (source?.kind !== 'queue') return;
  source.deadLetters = make();
  if (id !== '') world.wires.set(id, source.deadLetters);
}

function bind(world: World, from: number, { ways, alternate }: ExchangePlan): void {
  const exchange = takerAt(world, from);
  if (exchange.kind !== 'exchange') return;
  for (const { id, destination, bindings } of ways) world.wires.set(id, exchange.bind(takerAt(world, destination), destination, bindings));
  if (alternate === null) return;
  const other = takerAt(world, alternate.destination);
  if (other.kind === 'exchange') world.wires.set(alternate.id, exchange.setAlternate(other, alternate.destination));
}

/** What a wire inside a broker may lead to. */
export function takerAt({ destinations }: World, id: number): Queue | Exchange {
  const found = destinations[id];
  return must(found?.kind === 'queue' || found?.kind === 'exchange' ? found : undefined, `queue or exchange ${id}`);
}
