/**
 * Whoever watches every step of a world: shown each part of it as it is made, so that it can put itself in between. The parts know
 * nothing of it, and a world without a watch is not slowed down by anything. It must not draw, schedule or change what happens.
 */
import type { Broker } from '../broker/api.ts';
import type { BrokerNode, Destination } from '../broker/brokerNode.ts';
import type { Producer } from '../client/producer.ts';
import type { Sender } from '../client/sender.ts';
import type { ConsumerPlan, LinkPlan, ProducerPlan } from '../compile/plan.ts';
import type { RunEvent } from '../metrics/frameBatch.ts';
import type { ConsumerNode } from './consumerNode.ts';
import type { World } from './world.ts';

export interface WorldWatch {
  /** A server of the broker with this id. */
  server(world: World, server: BrokerNode, broker: string, index: number): void;
  /** With its replicas; a topic's groups are not registered yet. */
  destination(world: World, destination: Destination, id: number): void;
  /** A broker across an edge, as a client sees it; what is returned takes its place. */
  door(world: World, door: Broker, edge: LinkPlan): Broker;
  /** What a client sends over an edge with. */
  sender?(world: World, sender: Sender, client: string, edge: LinkPlan): void;
  /** Before it is started. */
  producer(world: World, producer: Producer, plan: ProducerPlan): void;
  /** Something rare happened. */
  event(event: RunEvent): void;
  /** Before it has an instance. */
  consumer(world: World, consumer: ConsumerNode, plan: ConsumerPlan): void;
}
