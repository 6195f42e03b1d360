/**
 * Follows one message through a world from its beginning: every tap puts itself around what it watches and changes nothing of it. It is
 * put into a run that repeats another one, so the run a person looks at pays nothing. SPEC.md, FM rules.
 */
import type { Broker } from '../../broker/api.ts';
import type { BrokerNode, Destination } from '../../broker/brokerNode.ts';
import { unreachable } from '../../base/assert.ts';
import type { Producer } from '../../client/producer.ts';
import type { ConsumerPlan, LinkPlan, ProducerPlan } from '../../compile/plan.ts';
import type { ConsumerNode } from '../consumerNode.ts';
import type { RunEvent } from '../../metrics/frameBatch.ts';
import type { Journey } from '../journeyReport.ts';
import type { World } from '../world.ts';
import type { WorldWatch } from '../worldWatch.ts';
import { around } from './around.ts';
import { ChannelTap } from './channelTap.ts';
import { DoorTap } from './doorTap.ts';
import { explain } from './explain.ts';
import { Hands } from './hands.ts';
import { LogTap } from './logTap.ts';
import { QueueTap } from './queueTap.ts';
import { journeyOf } from './report.ts';
import { SenderTap } from './senderTap.ts';
import { Trail } from './trail.ts';

export class Follower implements WorldWatch {
  readonly #trail: Trail;
  readonly #hands: Hands;
  readonly #doors: DoorTap;
  readonly #queues: QueueTap;
  readonly #logs: LogTap;
  readonly #channels: ChannelTap;
  readonly #senders: SenderTap;

  constructor(serial: number) {
    this.#trail = new Trail(serial);
    this.#hands = new Hands(this.#trail);
    this.#doors = new DoorTap(this.#trail, this.#hands);
    this.#queues = new QueueTap(this.#trail, this.#hands);
    this.#logs = new LogTap(this.#trail, this.#hands);
    this.#channels = new ChannelTap(this.#trail, this.#hands);
    this.#senders = new SenderTap(this.#trail);
  }

  /** As of now. */
  journey(): Journey {
    const { world } = this.#trail;
    this.#logs.openLanes();
    return journeyOf(this.#trail, this.#senders, world === undefined ? [] : explain(world, this.#trail));
  }

  event(event: RunEvent): void {
    this.#trail.tell(event);
  }

  server(world: World, server: BrokerNode, broker: string, index: number): void {
    this.#begin(world);
    this.#doors.server(server, broker, index);
    this.#logs.server(server);
  }

  destination(_world: World, destination: Destination, id: number): void {
    switch (destination.kind) {
      case 'queue':
        return this.#queues.queue(destination, id);
      case 'broadcast':
        return this.#queues.broadcast(destination, id);
      case 'exchange':
        return this.#queues.exchange(destination, id);
      case 'topic':
        return this.#logs.topic(destination, id);
      case 'channel':
        return this.#channels.channel(destination, id);
      default:
        return unreachable(destination);
    }
  }

  door(_world: World, door: Broker, edge: LinkPlan): Broker {
    return this.#doors.near(door, edge);
  }

  producer(world: World, producer: Producer, { id, targets }: ProducerPlan): void {
    const send = () => (world.plan.producers.find((p) => p.id === id) ?? world.plan.producers[0]!).send;
    this.#senders.producer(producer.fanOut, { node: id, targets, send });
  }

  consumer(world: World, { work }: ConsumerNode, plan: ConsumerPlan): void {
    const { id, targets, sources } = plan;
    const send = () => (world.plan.consumers.find((c) => c.id === id) ?? plan).send;
    this.#senders.consumer(work.forward, { node: id, targets, send });
    this.#hands.consumer(plan, work);
    for (const { destination } of sources) if (world.destinations[destination]?.kind === 'topic') this.#logs.group(world.groupOf(plan, destination));
  }

  /** With the first part it is shown. */
  #begin(world: World): void {
    if (this.#trail.world !== undefined) return;
    this.#trail.world = world;
    around(world.ledger, 'dropped', (dropped) => (reason, count) => {
      dropped(reason, count);
      this.#queues.dropped(reason);
    });
    around(world.ledger, 'refused', (refused) => (reason, count) => {
      refused(reason, count);
      this.#trail.reason = reason;
    });
  }
}
