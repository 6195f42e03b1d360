/**
 * A topic whose partitions have replicas on the servers of a cluster: it joins the partitions' state machines with the topic's books,
 * with the fetches that wait at the leaders' servers, and with whoever lists what happens.
 */
import { Partition, type PartitionRules, type PartitionWatch } from './partition.ts';
import type { Topic } from './topic.ts';

export type ReplicaEvent = 'leader.elected' | 'isr.shrunk' | 'isr.expanded' | 'partition.offline';

export interface TopicReplicasHooks {
  /** Consumers' fetches that wait at this server have something to read, or must ask elsewhere. */
  wakeReaders(server: number, partition: number): void;
  /** As `wakeReaders`, of followers. */
  wakeFollowers(server: number, partition: Partition): void;
  /** Another server leads. */
  leadersChanged(): void;
  onEvent(kind: ReplicaEvent, partition: Partition): void;
}

export class TopicReplicas implements PartitionWatch {
  readonly partitions: readonly Partition[];
  readonly #topic: Topic;
  readonly #hooks: TopicReplicasHooks;
  /** Where each partition's leader was. */
  readonly #leaders: number[];

  /** `assignment`: the servers of each partition's replicas. */
  constructor(topic: Topic, destination: number, assignment: readonly (readonly number[])[], rules: PartitionRules, hooks: TopicReplicasHooks) {
    this.#topic = topic;
    this.#hooks = hooks;
    this.#leaders = assignment.map(([first = 0]) => first);
    this.partitions = assignment.map((servers, index) => new Partition(destination, index, servers, rules, this, topic.logs[index]?.settings));
    topic.partitions = this.partitions;
    for (const { index, log } of this.partitions) topic.lead(index, log);
  }

  onCommitted({ index, leader }: Partition): void {
    this.#hooks.wakeReaders(leader, index);
  }

  onIsr(partition: Partition, change: 'shrunk' | 'expanded'): void {
    this.#hooks.onEvent(`isr.${change}`, partition);
  }

  onElected(partition: Partition): void {
    const { index, leader, log, epoch } = partition;
    this.#topic.lead(index, log);
    this.#moved(partition, leader);
    // The first leaders are given, not elected.
    if (epoch === 0) return;
    this.#hooks.leadersChanged();
    this.#hooks.onEvent('leader.elected', partition);
  }

  onCut({ index }: Partition, to: number): void {
    this.#topic.cut(index, to);
  }

  onOffline(partition: Partition): void {
    this.#moved(partition, this.#leaders[partition.index]!);
    this.#hooks.onEvent('partition.offline', partition);
  }

  /** Whoever waits where the leader was must ask again. */
  #moved(partition: Partition, to: number): void {
    const from = this.#leaders[partition.index]!;
    this.#leaders[partition.index] = to;
    this.#hooks.wakeReaders(from, partition.index);
    this.#hooks.wakeFollowers(from, partition);
  }
}
