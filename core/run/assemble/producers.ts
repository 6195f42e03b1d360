/** A producer of the design: its load, what it draws from, and its senders. */
import { createIntegerSampler } from '../../base/distribution.ts';
import { Producer } from '../../client/producer.ts';
import type { ProducerPlan } from '../../compile/plan.ts';
import { Arrivals } from '../../load/arrivals.ts';
import { createKeys } from '../../load/keys.ts';
import { createLoadProfile } from '../../load/loadProfile.ts';
import { Variants } from '../../load/variants.ts';
import { Histogram } from '../../metrics/histogram.ts';
import type { World } from '../world.ts';
import { createFanOut } from './sending.ts';

export function createProducer(world: World, plan: ProducerPlan, index: number): Producer {
  const random = world.random(plan.id);
  const profile = createLoadProfile(plan.load);
  const latency = new Histogram();
  const sizes = random.fork('size');
  world.sizes.set(plan.id, sizes);
  const producer = new Producer({
    scheduler: world.kernel,
    profile,
    arrivals: new Arrivals(profile, plan.arrivals, random.fork('arrivals')),
    keys: createKeys(plan.keys, random.fork('keys')),
    size: createIntegerSampler(plan.size, sizes),
    variants: new Variants(plan.variants, random.fork('variants')),
    nextSerial: world.nextSerial,
    onKeyed: world.witness.keyed(index),
    fanOut: createFanOut(world, { client: plan.id, targets: plan.targets, settings: plan.send, random, latency }),
    closeWhenDone: plan.closeWhenDone,
    latency,
  });
  producer.onSpikeEnd = () => world.onEvent('spike.ended', plan.id, {});
  world.watch?.producer(world, producer, plan);
  return producer;
}
