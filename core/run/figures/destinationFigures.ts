/** Figures of brokers and of what they hold. */
import type { Partition } from '../../broker/stream/partition.ts';
import { topicLag } from '../readings.ts';
import type { World } from '../world.ts';
import type { Add } from './figures.ts';

export function addBrokers(world: World, add: Add): void {
  world.plan.brokers.forEach(({ id }, i) => {
    if (id === '') return;
    const cluster = world.clusters[i]!;
    add(id, 'requests', () => cluster.requests);
    add(id, 'busyUs', () => cluster.busyUs);
    add(id, 'servers', () => cluster.threads);
    add(id, 'waiting', () => cluster.waiting);
    add(id, 'serversUp', () => cluster.up);
  });
}

export function addDestinations(world: World, add: Add): void {
  world.plan.destinations.forEach(({ id }, i) => {
    const d = world.destinations[i]!;
    add(id, 'in', () => (d.kind === 'topic' ? d.appended : d.accepted));
    add(id, 'out', () => d.delivered);
    add(id, 'bytesIn', () => d.bytesIn);
    add(id, 'bytesOut', () => d.bytesOut);
    if (d.kind === 'topic') {
      const lag = topicLag(world, i, d);
      add(id, 'depth', lag);
      add(id, 'lag', lag);
      add(id, 'retained', () => d.retained);
      add(id, 'redelivered', () => d.redelivered);
      add(id, 'dropped', () => d.dropped);
      addReplicas(add, id, d.partitions);
      return;
    }
    if (d.kind === 'exchange') {
      add(id, 'dropped', () => d.dropped);
      add(id, 'returned', () => d.returned);
      return;
    }
    add(id, 'depth', () => d.stored);
    if (d.kind === 'channel') {
      add(id, 'waiting', () => d.blockedSenders);
      add(id, 'refused', () => d.refused);
      add(id, 'dropped', () => d.dropped);
    } else {
      add(id, 'inFlight', () => d.unsettled);
      add(id, 'redelivered', () => d.redelivered);
      add(id, 'refused', () => d.refused);
      add(id, 'dropped', () => d.dropped);
      const isWired = d.kind === 'queue' ? d.deadLetters !== undefined : d.createDeadLetters !== undefined;
      if (isWired) add(id, 'deadLettered', () => d.deadLettered);
    }
    if (d.kind === 'broadcast') {
      add(id, 'subscribers', () => d.subscribers);
      add(id, 'offline', () => d.offline);
    }
  });
}

/** What a server has of its own accord has no place in the design: its broker shows how much came to it. */
export function addSharedDeadLetters(world: World, add: Add): void {
  world.plan.destinations.forEach(({ broker, isImplied }, i) => {
    const d = world.destinations[i]!;
    if (isImplied === true && d.kind === 'queue') add(world.plan.brokers[broker]!.id, 'deadLettered', () => d.accepted);
  });
}

function addReplicas(add: Add, id: string, partitions: readonly Partition[] | undefined): void {
  if (partitions === undefined) return;
  const total = (of: (partition: Partition) => number) => () => partitions.reduce((n, partition) => n + of(partition), 0);
  add(
    id,
    'offlinePartitions',
    total(({ leader }) => (leader < 0 ? 1 : 0)),
  );
  add(
    id,
    'underReplicated',
    total(({ isUnderReplicated }) => (isUnderReplicated ? 1 : 0)),
  );
  add(
    id,
    'inSyncReplicas',
    total(({ isr }) => isr.length),
  );
  add(
    id,
    'highWatermark',
    total(({ highWatermark }) => highWatermark),
  );
  add(
    id,
    'leaderElections',
    total(({ epoch }) => epoch),
  );
}
