/**
 * JMS destinations of a design as ActiveMQ Artemis has them: an address for each, anycast for a queue, multicast for a broadcast,
 * and the queues of durable subscriptions under the names its JMS clients give them.
 */
import { SHARED_DEAD_LETTERS } from '../scenario/jms.ts';
import { byId } from '../scenario/lookup.ts';
import type { BroadcastDoc, ConsumerDoc, Model, NodeId, QueueDoc } from '../scenario/scenario.ts';
import { parseDuration } from '../base/quantity.ts';
import type { Placed } from './design.ts';
import { composeRouting } from './routing.ts';

export interface JmsDesign {
  readonly queues: readonly Placed<QueueDoc>[];
  readonly broadcasts: readonly Placed<BroadcastDoc>[];
  readonly subscriptions: readonly JmsSubscription[];
  /** Consumers whose durable subscription has no queue: it has no name, or another one took it. */
  readonly unsubscribed: readonly NodeId[];
  /** By destination: how it redelivers; of several readers the first by id says so. */
  readonly redelivery: ReadonlyMap<NodeId, Redelivery>;
  /** Readers whose policy is not the one their destination has. */
  readonly overruled: readonly NodeId[];
  /** By queue: where its dead letters go. The others' go to the shared queue. */
  readonly deadLetterTo: ReadonlyMap<NodeId, string>;
}

interface JmsSubscription {
  readonly reader: NodeId;
  /** Name of the broadcast's address. */
  readonly address: string;
  readonly queue: string;
  readonly selector: string;
}

export interface Redelivery {
  /** −1: without end. */
  readonly attempts: number;
  readonly delayMs: number;
  readonly multiplier: number;
  readonly delayMsMax: number | undefined;
}

/** What ActiveMQ's clients do by default, for a destination nobody reads from. */
export const STANDARD_REDELIVERY: Redelivery = { attempts: 7, delayMs: 1_000, multiplier: 1, delayMsMax: undefined };

export function jmsDesign(model: Model, queues: readonly Placed<QueueDoc>[], broadcasts: readonly Placed<BroadcastDoc>[]): JmsDesign {
  const targets = composeRouting(model, queues, []).deadLetterTo;
  const redelivery = new Map<NodeId, Redelivery>();
  const overruled: NodeId[] = [];
  const taken = new Set([...queues.map(({ name }) => name), SHARED_DEAD_LETTERS]);
  const subscriptions: JmsSubscription[] = [];
  const unsubscribed: NodeId[] = [];
  for (const { reader, doc, source } of readersOf(model, [...queues, ...broadcasts])) {
    const policy = redeliveryOf(doc, source.doc.kind === 'queue' ? source.doc : undefined);
    const first = redelivery.get(source.id) ?? policy;
    redelivery.set(source.id, first);
    if (JSON.stringify(first) !== JSON.stringify(policy)) overruled.push(reader);
    if (source.doc.kind !== 'broadcast' || doc.subscription !== 'durable') continue;
    const queue = subscriptionQueue(doc.name, doc.subscriptionName);
    if (doc.subscriptionName.trim() === '' || taken.has(queue)) unsubscribed.push(reader);
    else {
      taken.add(queue);
      subscriptions.push({ reader, address: source.name, queue, selector: doc.selector });
    }
  }
  const deadLetterTo = new Map([...targets].flatMap(([id, { key }]) => (key === undefined ? [] : [[id, key] as const])));
  return { queues, broadcasts, subscriptions, unsubscribed, redelivery, overruled, deadLetterTo };
}

function readersOf(model: Model, sources: readonly Placed<QueueDoc | BroadcastDoc>[]) {
  const byNode = new Map(sources.map((source) => [source.id, source]));
  const edges = byId(model.edges);
  return byId(model.nodes).flatMap(([reader, doc]) =>
    doc.kind === 'consumer'
      ? edges.flatMap(([, { from, to }]) => {
          const source = to === reader ? byNode.get(from) : undefined;
          return source === undefined ? [] : [{ reader, doc, source }];
        })
      : [],
  );
}

function redeliveryOf(doc: ConsumerDoc, queue: QueueDoc | undefined): Redelivery {
  const limits = [doc.maximumRedeliveries, queue?.deliveryLimit ?? -1].filter((limit) => limit >= 0);
  return {
    attempts: limits.length === 0 ? -1 : Math.min(...limits) + 1,
    delayMs: jmsMs(doc.redeliveryDelay) ?? STANDARD_REDELIVERY.delayMs,
    multiplier: doc.backOffMultiplier,
    delayMsMax: jmsMs(doc.maximumRedeliveryDelay),
  };
}

/** Whole milliseconds, rounded up; undefined where there is none, or none that can be read. */
export function jmsMs(text: string | undefined): number | undefined {
  const read = text === undefined ? undefined : parseDuration(text);
  return read?.ok === true ? Math.ceil(read.value / 1_000) : undefined;
}

/** Artemis, jms/client ActiveMQDestination.createQueueNameForSubscription: client id and name, with their dots escaped. */
const subscriptionQueue = (clientId: string, name: string): string => [clientId, name].map((part) => part.replaceAll(/[\\.]/g, String.raw`\$&`)).join('.');
