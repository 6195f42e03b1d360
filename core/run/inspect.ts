/**
 * Looks into one node of a running world: everything a screen shows of its inside, read and never written, cut at the limits.
 * It schedules and draws nothing, so that looking changes nothing of the run. SPEC.md, V1–V3.
 */
import { unreachable } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import type { Broadcast } from '../broker/broadcast/broadcast.ts';
import type { Cluster } from '../broker/cluster/cluster.ts';
import type { Exchange } from '../broker/exchange/exchange.ts';
import type { Queue } from '../broker/queue/queue.ts';
import type { Topic } from '../broker/stream/topic.ts';
import { StreamConsumer } from '../client/streamConsumer.ts';
import type { DestinationPlan } from '../compile/plan.ts';
import type { ConsumerNode } from './consumerNode.ts';
import type {
  BroadcastDetail,
  BrokerDetail,
  ConsumerDetail,
  Cut,
  ExchangeDetail,
  InstanceDetail,
  NodeDetail,
  PartitionDetail,
  QueueDetail,
  ServerDetail,
  TopicDetail,
  WayDetail,
} from './details.ts';
import type { World } from './world.ts';

/** Undefined for a node that is not in the run, or has no inside to see. */
export function inspect(world: World, id: string): NodeDetail | undefined {
  const { plan } = world;
  world.catchUp();
  const destination = plan.destinations.findIndex((d) => d.id === id && d.isImplied !== true && d.isGone !== true);
  if (destination >= 0) return destinationDetail(world, destination);
  const consumer = plan.consumers.findIndex((c) => c.id === id && c.isGone !== true);
  if (consumer >= 0) return consumerDetail(world, world.consumers[consumer]!);
  const broker = id === '' ? -1 : plan.brokers.findIndex((b) => b.id === id && b.isGone !== true);
  return broker < 0 ? undefined : brokerDetail(world, broker);
}

const cut = <T, U>(list: readonly T[], max: number, show: (item: T, at: number) => U): Cut<U> => ({
  items: list.slice(0, max).map(show),
  total: list.length,
});

function destinationDetail(world: World, at: number): NodeDetail {
  const d = world.destinations[at]!;
  switch (d.kind) {
    case 'topic':
      return topicDetail(world, at, d);
    case 'queue':
      return queueDetail(world, d);
    case 'exchange':
      return exchangeDetail(world, world.plan.destinations[at]!, d);
    case 'broadcast':
      return broadcastDetail(d);
    case 'channel': {
      const { kind, length, capacity, memoryBytes, blockedSenders, waitingReceivers, isClosed, hasCrashed } = d;
      return { kind, length, capacity, memoryBytes, blockedSenders, waitingReceivers, isClosed, hasCrashed };
    }
    default:
      return unreachable(d);
  }
}

function topicDetail(world: World, at: number, topic: Topic): TopicDetail {
  const readers = world.plan.consumers.filter((c) => c.isGone !== true && c.sources.some((s) => s.destination === at));
  const groups = [...new Map(readers.map((c) => [c.group, c])).values()].slice(0, LIMITS.shownMembers);
  const home = world.plan.destinations[at]!.server;
  const partitions = cut(topic.logs, LIMITS.shownPartitions, (log, id): PartitionDetail => {
    const partition = topic.partitions?.[id];
    const lagOf = (committed: number | undefined): number => log.count(committed ?? log.start, log.end);
    return {
      id,
      leader: partition === undefined ? home : partition.leader,
      epoch: partition?.epoch ?? 0,
      replicas:
        partition === undefined
          ? [{ server: home, isInSync: true, end: log.end }]
          : partition.replicas.map(({ server, end }) => ({ server, isInSync: partition.isr.includes(server), end })),
      start: log.start,
      highWatermark: partition?.highWatermark ?? log.end,
      end: log.end,
      groups: groups.map((consumer) => {
        const committed = world.groupOf(consumer, at).offsets.get(at, id);
        return { committed: committed ?? null, lag: lagOf(committed) };
      }),
    };
  });
  return { kind: 'topic', groups: groups.map(({ group }) => group), partitions };
}

function queueDetail(world: World, queue: Queue): QueueDetail {
  const { ready, unsettled, headCreatedUs, readers, redelivered, deaths } = queue;
  return {
    kind: 'queue',
    ready,
    unacked: unsettled,
    oldestUs: headCreatedUs === undefined ? null : world.kernel.now() - headCreatedUs,
    consumers: cut(readers, LIMITS.shownMembers, ({ consumer, isActive }) => ({
      client: consumer.client ?? '',
      prefetch: consumer.prefetch,
      unacked: consumer.unsettled,
      isActive,
    })),
    redelivered,
    deaths: { ...deaths },
  };
}

function consumerDetail(world: World, consumer: ConsumerNode): ConsumerDetail {
  const { plan } = consumer;
  const topics = plan.sources.map((s) => s.destination).filter((d) => world.destinations[d]!.kind === 'topic');
  // Members are numbered by the group's coordinator, of which there is one for each cluster.
  const groups = [...new Map(topics.map((d) => [world.groupOf(plan, d), d]))];
  const instances = cut(consumer.instances, LIMITS.shownMembers, ({ number, members, isDown }): InstanceDetail => {
    const owned = members.flatMap((member) =>
      member instanceof StreamConsumer ? groups.flatMap(([group, d]) => (member.topics.includes(d) ? group.assignmentOf(member.member) : [])) : [],
    );
    const byTopic = topics.map((d) => ({
      topic: world.plan.destinations[d]!.id,
      partitions: owned.flatMap(({ destination, partition }) => (destination === d ? [partition] : [])).slice(0, LIMITS.shownPartitions),
    }));
    return { number, isDown, waiting: members.reduce((n, m) => n + m.waiting, 0), owns: byTopic.filter(({ partitions }) => partitions.length > 0) };
  });
  return {
    kind: 'consumer',
    groups: groups.map(([{ name, state, generation, assignor, size }]) => ({ name, state, generation, assignor, members: size })),
    instances,
  };
}

function brokerDetail(world: World, at: number): BrokerDetail {
  const cluster: Cluster = world.clusters[at]!;
  const here = world.plan.destinations.flatMap((d, i) =>
    d.broker === at && d.isImplied !== true && d.isGone !== true ? [{ d, destination: world.destinations[i]! }] : [],
  );
  const partitions = here.flatMap(({ destination }) => (destination.kind === 'topic' ? (destination.partitions ?? []) : []));
  return {
    kind: 'broker',
    servers: cluster.servers.map(
      ({ isUp, sessions, station }, server): ServerDetail => ({
        isUp,
        isPaused: station.isPaused,
        sessions,
        waiting: station.waiting,
        holds: here
          .filter(({ d, destination }) => d.server === server && !(destination.kind === 'topic' && destination.partitions !== undefined))
          .slice(0, LIMITS.shownMembers)
          .map(({ d }) => d.id),
        leads: partitions.filter(({ leader }) => leader === server).length,
        replicas: partitions.filter((p) => p.replicaOn(server) !== undefined).length,
      }),
    ),
  };
}

function exchangeDetail(world: World, plan: DestinationPlan, { type, dropped, returned }: Exchange): ExchangeDetail {
  const idOf = (destination: number): string => world.plan.destinations[destination]!.id;
  const recordsOf = (edge: string): number => world.wires.get(edge)?.records ?? 0;
  const { ways, alternate } = plan.kind === 'exchange' ? plan : { ways: [], alternate: null };
  const bound = ways.map(({ id, destination, bindings }): WayDetail => {
    const keys = bindings.slice(0, LIMITS.shownMembers).map(({ key }) => key);
    return { edge: id, to: idOf(destination), keys, isAlternate: false, records: recordsOf(id) };
  });
  const rest =
    alternate === null ? [] : [{ edge: alternate.id, to: idOf(alternate.destination), keys: [], isAlternate: true, records: recordsOf(alternate.id) }];
  return { kind: 'exchange', type, dropped, returned, ways: cut([...bound, ...rest], LIMITS.shownMembers, (way) => way) };
}

function broadcastDetail({ unheard, offline, subscriptions, durable }: Broadcast): BroadcastDetail {
  return {
    kind: 'broadcast',
    unheard,
    offline,
    subscriptions: cut(subscriptions, LIMITS.shownMembers, (queue) => {
      const found = durable.of(queue);
      const { ready, unsettled: unacked } = queue;
      return found === undefined ? { ready, unacked } : { ready, unacked, durable: { clientId: found.clientId, name: found.name, isOnline: found.isOnline } };
    }),
  };
}
