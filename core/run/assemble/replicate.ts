/** A topic on a cluster of several servers: where its replicas are, and its elections as events of the run. */
import { placeReplicas } from '../../broker/cluster/placement.ts';
import type { Partition } from '../../broker/stream/partition.ts';
import type { Topic } from '../../broker/stream/topic.ts';
import type { DestinationPlan } from '../../compile/plan.ts';
import type { RunEvent } from '../../metrics/frameBatch.ts';
import type { World } from '../world.ts';

type TopicPlan = Extract<DestinationPlan, { kind: 'topic' }>;

export function replicate(world: World, id: number, { broker, server, partitions, replicationFactor, ...rules }: TopicPlan, topic: Topic): void {
  const cluster = world.clusters[broker]!;
  const { profile } = world.plan.brokers[broker]!;
  cluster.onReplicaEvent = (kind, destination, partition) => world.onEvent(kind, world.plan.destinations[destination]!.id, detailOf(partition));
  cluster.addReplicated(id, topic, placeReplicas(partitions, replicationFactor, cluster.servers.length, server), rules, profile);
}

/** For people servers count from 1, partitions as Kafka counts them. */
const detailOf = ({ index, leader, epoch, isr }: Partition): RunEvent['detail'] => ({
  partition: index,
  ...(leader < 0 ? {} : { leader: leader + 1, epoch }),
  inSync: isr.map((server) => server + 1).join(' '),
});
