/** Figures of brokers and of what they hold. */
import { LIMITS } from '../../base/limits.ts';
import type { Partition } from '../../broker/stream/partition.ts';
import type { MetricName } from '../../metrics/names.ts';
import type { ResourceName } from '../../metrics/resources.ts';
import type { World } from '../world.ts';
import type { ColumnRoom } from './columnRoom.ts';
import { type Add, addResource } from './figures.ts';
import type { Progress, TopicProgress } from './progress.ts';

export function addBrokers(world: World, add: Add): void {
  world.plan.brokers.forEach(({ id }, i) => {
    if (id === '') return;
    const cluster = world.clusters[i]!;
    add(id, 'requests', () => cluster.requests);
    add(id, 'busyUs', () => cluster.busyUs);
    add(id, 'servers', () => cluster.threads);
    const servers = cluster.servers.length;
    const use = (resource: ResourceName, busyUs: () => number, count: () => number) => addResource(add, id, resource, busyUs, count);
    use(
      'cpu',
      () => cluster.busyUs,
      () => cluster.threads,
    );
    use(
      'nicIn',
      () => cluster.resources.nicInUs,
      () => servers,
    );
    use(
      'nicOut',
      () => cluster.resources.nicOutUs,
      () => servers,
    );
    use(
      'disk',
      () => cluster.resources.diskUs,
      () => servers,
    );
    add(id, 'waiting', () => cluster.waiting);
    add(id, 'serversUp', () => cluster.up);
  });
}

export function addDestinations(world: World, add: Add, progress: Progress, room: ColumnRoom): void {
  world.plan.destinations.forEach(({ id }, i) => {
    const d = world.destinations[i]!;
    add(id, 'in', () => (d.kind === 'topic' ? d.appended : d.accepted));
    add(id, 'out', () => d.delivered);
    add(id, 'bytesIn', () => d.bytesIn);
    add(id, 'bytesOut', () => d.bytesOut);
    if (d.kind === 'topic') {
      addTopic(add, id, progress.of(i, d), room);
      add(id, 'redelivered', () => d.redelivered);
      add(id, 'dropped', () => d.dropped);
      if (d.partitions !== undefined) addReplicas(add, id, d.partitions);
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
      add(id, 'acked', () => d.settled);
      add(id, 'refused', () => d.refused);
      add(id, 'dropped', () => d.dropped);
      const isWired = d.kind === 'queue' ? d.deadLetters !== undefined : d.createDeadLetters !== undefined;
      if (isWired) add(id, 'deadLettered', () => d.deadLettered);
    }
    if (d.kind === 'queue') {
      add(id, 'capacityUs', () => d.room.us);
      add(id, 'oldestUs', () => world.kernel.now() - (d.headCreatedUs ?? world.kernel.now()));
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

function addTopic(add: Add, id: string, progress: TopicProgress, room: ColumnRoom): void {
  const { topic, lags } = progress;
  const { logs } = topic;
  add(id, 'depth', () => progress.lag);
  add(id, 'lag', () => progress.lag);
  add(id, 'lagUs', () => progress.lagUs);
  add(id, 'committed', () => progress.committed);
  add(id, 'retained', () => topic.retained);
  add(id, 'logEnd', () => logs.reduce((n, { end }) => n + end, 0));
  add(id, 'highWatermark', () => logs.reduce((n, _, partition) => n + topic.readableTo(partition), 0));
  const shown = room.take(id, ['partitionLag', 'partitionEnd'], logs.length, LIMITS.shownPartitions);
  for (let p = 0; p < shown; p++) {
    add(id, 'partitionLag', () => lags[p]!, p);
    add(id, 'partitionEnd', () => logs[p]!.end, p);
  }
}

function addReplicas(add: Add, id: string, partitions: readonly Partition[]): void {
  const addTotal = (metric: MetricName, of: (partition: Partition) => number) => add(id, metric, () => partitions.reduce((n, p) => n + of(p), 0));
  addTotal('offlinePartitions', ({ leader }) => (leader < 0 ? 1 : 0));
  addTotal('underReplicated', ({ isUnderReplicated }) => (isUnderReplicated ? 1 : 0));
  addTotal('inSyncReplicas', ({ isr }) => isr.length);
  addTotal('leaderElections', ({ epoch }) => epoch);
}
