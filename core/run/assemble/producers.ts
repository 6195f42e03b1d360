/** A producer of the design: its load, what it draws from, and its senders. */
import { must } from '../../base/assert.ts';
import type { Instant } from '../../base/units.ts';
import { Producer } from '../../client/producer.ts';
import type { ProducerPlan } from '../../compile/plan.ts';
import { Traffic } from '../../load/traffic.ts';
import { Variants } from '../../load/variants.ts';
import { Histogram } from '../../metrics/histogram.ts';
import type { World } from '../world.ts';
import { linkOf } from './links.ts';
import { createFanOut, rewire } from './sending.ts';

export function createProducer(world: World, plan: ProducerPlan, index: number): Producer {
  const random = world.random(plan.id);
  const traffic = new Traffic(plan, random);
  const latency = new Histogram();
  world.traffic.set(plan.id, traffic);
  const { users } = traffic;
  const producer = new Producer({
    scheduler: world.kernel,
    profile: traffic.profile,
    arrivals: traffic.arrivals,
    keys: traffic.keys,
    size: traffic.size,
    sizes: traffic.sizes,
    variants: new Variants(plan.variants, random.fork('variants')),
    nextSerial: world.nextSerial,
    onKeyed: world.witness.keyed(index),
    fanOut: createFanOut(world, { client: plan.id, targets: plan.targets, settings: plan.send, random, latency, users, costRecordUs: plan.costRecordUs }),
    closeWhenDone: plan.closeWhenDone,
    latency,
    isStepwise: world.isStepwise,
    isWatched: world.watch !== undefined,
  });
  producer.onSpikeEnd = () => world.onEvent('spike.ended', plan.id, {});
  if (users !== undefined) users.onEarlier = () => producer.wake();
  world.watch?.producer(world, producer, plan);
  return producer;
}

/** One that was added, or comes back, at this instant: its load begins now. */
export function beginProducer(world: World, producer: Producer, plan: ProducerPlan, now: Instant): void {
  const { profile, size } = retuned(world, plan, now);
  producer.begin(now, profile, size);
}

/** The plan of one that is there already is another from now on. */
export function editProducer(world: World, producer: Producer, old: ProducerPlan, plan: ProducerPlan, now: Instant): void {
  if (plan.isGone === true) return old.isGone === true ? undefined : producer.leave();
  for (const link of plan.targets) linkOf(world, link).latencyUs = link.latencyUs;
  const { users } = trafficOf(world, plan);
  const { id: client, targets, send: settings } = plan;
  const hasLess = rewire(world, producer.fanOut, { client, targets, settings, random: world.random(client), latency: producer.latency, users });
  if (old.isGone === true) return beginProducer(world, producer, plan, now);
  const { profile, size } = retuned(world, plan, now);
  // Whoever waits for an answer over an edge that is gone would wait for ever.
  if (hasLess) users?.begin(now);
  producer.retune(now, profile, size);
}

const trafficOf = (world: World, { id }: ProducerPlan): Traffic => must(world.traffic.get(id), `traffic of ${id}`);

/** What is drawn goes on being drawn where the edit found it. */
function retuned(world: World, plan: ProducerPlan, now: Instant): Traffic {
  const traffic = trafficOf(world, plan);
  traffic.retune(now, plan.load, plan.size);
  return traffic;
}
