/** Everything that is calibrated, in the order in which later ones use what earlier ones found. */
import { kafka2014 } from './kafka2014.ts';
import { kafkaLarge, kafkaSmall } from './kafkaNvme.ts';
import { rabbitClassic, rabbitQuorum, rabbitStream } from './rabbit4.ts';
import { rabbitCluster, rabbitLoopback, rabbitOwn } from './rabbitOlder.ts';
import type { Params, System } from './system.ts';

/** `found` are the parameters of systems before. */
export const SYSTEMS: readonly ((found: ReadonlyMap<System['preset'], Params>) => System)[] = [
  () => kafka2014,
  () => kafkaSmall,
  () => kafkaLarge,
  () => rabbitClassic,
  () => rabbitQuorum,
  (found) => rabbitStream(found.get('rabbitmq-4.0-classic')?.record ?? 11),
  () => rabbitCluster,
  () => rabbitLoopback,
  () => rabbitOwn,
];
