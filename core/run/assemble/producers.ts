/** A producer of the design: its load, what it draws from, and its senders. */
import { Producer } from '../../client/producer.ts';
import type { ProducerPlan } from '../../compile/plan.ts';
import { Traffic } from '../../load/traffic.ts';
import { Variants } from '../../load/variants.ts';
import { Histogram } from '../../metrics/histogram.ts';
import type { World } from '../world.ts';
import { createFanOut } from './sending.ts';

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
    variants: new Variants(plan.variants, random.fork('variants')),
    nextSerial: world.nextSerial,
    onKeyed: world.witness.keyed(index),
    fanOut: createFanOut(world, { client: plan.id, targets: plan.targets, settings: plan.send, random, latency, users, costRecordUs: plan.costRecordUs }),
    closeWhenDone: plan.closeWhenDone,
    latency,
  });
  producer.onSpikeEnd = () => world.onEvent('spike.ended', plan.id, {});
  if (users !== undefined) users.onEarlier = () => producer.wake();
  world.watch?.producer(world, producer, plan);
  return producer;
}
