/** A consumer of the design: its work, what it forwards to, and where its instances read. */
import { must } from '../../base/assert.ts';
import { createIntegerSampler } from '../../base/distribution.ts';
import { Pipe } from '../../base/pipe.ts';
import { Work } from '../../client/work.ts';
import { needsNewInstances } from '../../compile/patch.ts';
import type { ConsumerPlan, LinkPlan } from '../../compile/plan.ts';
import type { FarEnd } from '../../net/pacing.ts';
import { Histogram } from '../../metrics/histogram.ts';
import { ConsumerNode, type Reading, type SourceKind } from '../consumerNode.ts';
import type { World } from '../world.ts';
import { clusterViewOf, doorOf, linkOf } from './links.ts';
import { createFanOut, rewire } from './sending.ts';

export function createConsumer(world: World, plan: ConsumerPlan, index: number): ConsumerNode {
  const random = world.random(plan.id);
  const forward = createFanOut(world, { client: plan.id, targets: plan.targets, settings: plan.send, random });
  const { concurrency, failureProbability, onFailure } = plan;
  const now = () => world.kernel.now();
  const workTimes = random.fork('workTime');
  const time = createIntegerSampler(plan.workTime, workTimes);
  const work = new Work(time, { concurrency, failureProbability, onFailure }, new Histogram(), forward, random.fork('failure'), now);
  const consumer = new ConsumerNode(plan, {
    context: { scheduler: world.kernel, books: world.ledger, work, client: plan.id, isStepwise: world.isStepwise },
    ledger: world.ledger,
    workTimes,
    reading: readingOf(world, plan, index),
  });
  consumer.onChange = (kind, instances) => world.onEvent(kind, plan.id, { instances });
  world.watch?.consumer(world, consumer, plan);
  return consumer;
}

/** The plan of one that is there already is another from now on. */
export function editConsumer(world: World, consumer: ConsumerNode, plan: ConsumerPlan, index: number): void {
  const old = consumer.plan;
  // One that is gone goes on sending until its instances have stopped.
  if (plan.isGone === true) return consumer.retune(plan);
  for (const link of plan.sources) linkOf(world, link).latencyUs = link.latencyUs;
  for (const link of plan.targets) linkOf(world, link).latencyUs = link.latencyUs;
  rewire(world, consumer.work.forward, { client: plan.id, targets: plan.targets, settings: plan.send, random: world.random(plan.id) });
  if (needsNewInstances(old, plan)) consumer.replace(plan, readingOf(world, plan, index));
  else consumer.retune(plan);
}

const readingOf = (world: World, plan: ConsumerPlan, index: number): Reading => ({
  clusters: sourcesByCluster(world, plan, index),
  handBack: (member, destination, partition, from, count) => handBack(world, plan, member, destination, partition, from, count),
});

/** A client connects to one cluster at a time. */
function sourcesByCluster(world: World, { sources, costRecordUs }: ConsumerPlan, index: number): Reading['clusters'] {
  const byBroker = new Map<number, LinkPlan[]>();
  for (const source of sources) {
    const { broker } = world.plan.destinations[source.destination]!;
    byBroker.set(broker, [...(byBroker.get(broker) ?? []), source]);
  }
  return [...byBroker.values()].map((links) => {
    const doorsFrom = (far: FarEnd) => links.map((s) => ({ destination: s.destination, broker: doorOf(world, s, far), cluster: clusterViewOf(world, s, far) }));
    const doors = doorsFrom({});
    return {
      kind: sourceKind(world, links[0]!.destination),
      sources: (instance: number) =>
        // Each instance has a processor of its own.
        (costRecordUs === 0 ? doors : doorsFrom({ cpu: new Pipe(costRecordUs) })).map((door) => ({
          ...door,
          onProcessed: world.witness.processed(index, door.destination, instance),
          onAllProcessed: world.witness.allProcessed(index, door.destination),
        })),
    };
  });
}

/** Nobody reads from an exchange. */
function sourceKind(world: World, id: number): SourceKind {
  const { kind } = must(world.destinations[id], `destination ${id}`);
  return must(kind === 'exchange' ? undefined : kind, `a source ${id}`);
}

/** A member that lost the partition gives nothing back: the next owner reads from what was committed, and nobody what is before that. */
function handBack(world: World, plan: ConsumerPlan, member: number, destination: number, partition: number, from: number, count: number): void {
  const group = world.groupOf(plan, destination);
  const past = Math.max(0, (group.offsets.get(destination, partition) ?? 0) - from);
  const gone = group.owns(member, destination, partition) ? Math.min(count, past) : count;
  world.ledger.dropped('subscription_ended', gone);
  if (count > gone) world.topic(destination)!.handBack(plan.group, partition, from + gone, count - gone);
}
