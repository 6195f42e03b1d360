/** Figures derived from several engine objects, used by samples and reports alike. */
import type { Topic } from '../broker/stream/topic.ts';
import type { ProducerPlan } from '../compile/plan.ts';
import type { ConsumerNode } from './consumerNode.ts';
import type { World } from './world.ts';

/**
 * Records of `topic` a group has not begun to work on: log end minus position, as Kafka's records-lag. What members
 * fetched ahead counts as lag.
 */
function groupLag(topic: Topic, group: string, readers: readonly ConsumerNode[]): number {
  let waiting = 0;
  for (const reader of readers) if (reader.plan.group === group) waiting += reader.waiting;
  return topic.registerGroup(group).unread(topic.appended) + waiting;
}

/** A reading of one topic's lag: its slowest group's; all that is kept while nobody reads. */
export function topicLag(world: World, destination: number, topic: Topic): () => number {
  const readers = world.consumers.filter((c) => c.plan.sources.some((s) => s.destination === destination));
  return () => {
    if (topic.groups.size === 0) return topic.retained;
    let most = 0;
    for (const group of topic.groups.keys()) most = Math.max(most, groupLag(topic, group, readers));
    return most;
  };
}

/** A reading of a consumer's lag over all its topics; undefined when it reads none. */
export function consumerLag(world: World, consumer: ConsumerNode): (() => number) | undefined {
  const topics = consumer.plan.sources.flatMap((s) => {
    const d = world.destinations[s.destination]!;
    return d.kind === 'topic' ? [d] : [];
  });
  if (topics.length === 0) return undefined;
  const { group } = consumer.plan;
  return () => topics.reduce((n, topic) => n + topic.registerGroup(group).unread(topic.appended), 0) + consumer.waiting;
}

/** Whether what a client sends may come back. */
export const sendsToExchange = (world: World, targets: ProducerPlan['targets']): boolean =>
  targets.some(({ destination }) => world.destinations[destination]?.kind === 'exchange');
