/**
 * Follows one message through a world from its beginning: every tap puts itself around what it watches and changes nothing of it. It is
 * put into a run that repeats another one, so the run a person looks at pays nothing. SPEC.md, FM rules.
 */
import type { Broker } from '../../broker/api.ts';
import type { BrokerNode, Destination } from '../../broker/brokerNode.ts';
import { unreachable } from '../../base/assert.ts';
import type { Producer } from '../../client/producer.ts';
import type { Sender } from '../../client/sender.ts';
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

  door(world: World, door: Broker, edge: LinkPlan): Broker {
    // Whoever reads a topic over it is a group there.
    const readers = world.destinations[edge.destination]?.kind === 'topic' ? world.plan.consumers : [];
    for (const plan of readers) if (plan.sources.some(({ id }) => id === edge.id)) this.#logs.group(world.groupOf(plan, edge.destination));
    return this.#doors.near(door, edge);
  }

  sender(world: World, sender: Sender, client: string, edge: LinkPlan): void {
    const retries = () => [...world.plan.producers, ...world.plan.consumers].find(({ id }) => id === client)?.send.retries ?? 0;
    this.#senders.sender(sender, { node: client, edge: edge.id, retries });
  }

  producer(_world: World, producer: Producer, { id }: ProducerPlan): void {
    this.#senders.producer(producer.fanOut, id);
  }

  consumer(_world: World, { work }: ConsumerNode, plan: ConsumerPlan): void {
    this.#hands.consumer(plan, work);
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
