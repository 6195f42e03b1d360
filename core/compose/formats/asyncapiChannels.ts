/**
 * What servers keep, as AsyncAPI's channels: topics with the Kafka binding 0.5.0, queues and exchanges with the AMQP binding 0.3.0, those
 * of ActiveMQ with the JMS binding 0.0.1. Wires between them have no place in AsyncAPI and are in x-spillway fields.
 */
import { unreachable } from '../../base/assert.ts';
import { DEFAULT_BINDINGS } from '../../scenario/defaults.ts';
import { byId } from '../../scenario/lookup.ts';
import type { BroadcastDoc, ExchangeDoc, Model, NodeId, QueueDoc, TopicDoc } from '../../scenario/scenario.ts';
import { nodeJson } from '../../scenario/serialize.ts';
import { topicSettings } from '../clientSettings.ts';
import type { ComposeDesign, Placed } from '../design.ts';
import { keyName, uniqueKeys } from '../names.ts';
import { plainValue, topicSizes } from './kafkaTopics.ts';

export type Protocol = 'kafka' | 'amqp' | 'jms';

export interface Channel extends Placed<TopicDoc | QueueDoc | BroadcastDoc | ExchangeDoc> {
  /** In the document's map of channels. */
  readonly key: string;
  readonly protocol: Protocol;
}

export function channelsOf({ topics, queues, exchanges, routers, jms }: ComposeDesign): Channel[] {
  const keys = uniqueKeys();
  const of = (placed: readonly Placed<Channel['doc']>[], protocol: Protocol): Channel[] =>
    placed.map(({ id, doc, name }) => ({ id, doc, name, key: keys.take(keyName(name, doc.kind)), protocol }));
  return [...of(topics, 'kafka'), ...of([...queues, ...exchanges, ...routers], 'amqp'), ...of([...jms.queues, ...jms.broadcasts], 'jms')];
}

export const refTo = (...path: readonly string[]) => ({ $ref: `#/${path.join('/')}` }) as const;

/** Fields of a component that a binding does not say already. */
export function settingsOf(doc: Parameters<typeof nodeJson>[0], said: readonly string[]): { readonly 'x-spillway-settings'?: unknown } {
  const left = Object.entries(nodeJson(doc)).filter(([field]) => !['kind', 'name', 'broker', ...said].includes(field));
  return left.length === 0 ? {} : { 'x-spillway-settings': Object.fromEntries(left) };
}

const SAID: Readonly<Record<Channel['doc']['kind'], readonly string[]>> = {
  topic: [
    'partitions',
    'replicationFactor',
    'retentionTime',
    'retentionBytes',
    'segmentBytes',
    'segmentTime',
    'cleanup',
    'minInsyncReplicas',
    'uncleanElection',
  ],
  queue: ['durable', 'exclusive'],
  broadcast: [],
  exchange: ['type'],
};

export function channelJson(channel: Channel, design: ComposeDesign, messages: Readonly<Record<string, unknown>>, server: string): unknown {
  const { id, doc, name } = channel;
  return {
    address: addressOf(channel),
    title: doc.name,
    servers: [refTo('servers', server)],
    ...(Object.keys(messages).length > 0 ? { messages } : {}),
    bindings: bindingOf(channel, design),
    'x-spillway-id': id,
    'x-spillway-kind': doc.kind,
    ...(name === doc.name ? {} : { 'x-spillway-name': doc.name }),
    ...settingsOf(doc, SAID[doc.kind]),
  };
}

/**
 * An exchange's is the routing key, which each message brings itself. AsyncAPI reads braces as parameters and takes neither a query, nor
 * a fragment, nor a slash at the end: such a name is in the binding only.
 */
const addressOf = ({ doc, name }: Channel): string | null => ((doc.kind === 'exchange' && doc.type !== 'fanout') || /[{}?#]|\/$/.test(name) ? null : name);

function bindingOf({ doc, name, protocol }: Channel, design: ComposeDesign): unknown {
  if (protocol === 'jms') return { jms: { destination: name, ...(doc.kind === 'queue' ? { destinationType: 'queue' } : {}), bindingVersion: '0.0.1' } };
  switch (doc.kind) {
    case 'topic': {
      const settings = topicSettings(doc).map(([key, value]) => [key, key === 'cleanup.policy' ? [value] : plainValue(value)] as const);
      const configuration = settings.length > 0 ? { topicConfiguration: Object.fromEntries(settings) } : {};
      return { kafka: { topic: name, ...topicSizes(doc, design), ...configuration, bindingVersion: '0.5.0' } };
    }
    case 'queue':
      return amqp('queue', { queue: { name, durable: doc.durable, exclusive: doc.exclusive, autoDelete: false, vhost: '/' } });
    case 'broadcast':
      return amqp('routingKey', { exchange: { name, type: 'fanout', durable: true, autoDelete: false, vhost: '/' } });
    case 'exchange':
      return amqp('routingKey', { exchange: { name, type: doc.type, durable: true, autoDelete: false, vhost: '/' } });
    default:
      return unreachable(doc);
  }
}

const amqp = (is: 'queue' | 'routingKey', what: object): unknown => ({ amqp: { is, ...what, bindingVersion: '0.3.0' } });

/** By channel: wires inside its server, by the keys of the channels they lead to. */
export function wiresOf(model: Model, channels: readonly Channel[]): ReadonlyMap<NodeId, Readonly<Record<string, unknown>>> {
  const byNode = new Map(channels.map((channel) => [channel.id, channel]));
  const wires = new Map<NodeId, Record<string, unknown>>();
  for (const [, edge] of byId(model.edges)) {
    const [from, to] = [byNode.get(edge.from), byNode.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    const given = wires.get(from.id) ?? {};
    wires.set(from.id, given);
    if (from.doc.kind === 'queue')
      given['x-spillway-dead-letters'] = { channel: to.key, ...(edge.deadLetterKey === undefined ? {} : { key: edge.deadLetterKey }) };
    else if (edge.role === 'alternate') given['x-spillway-alternate'] = to.key;
    else {
      const bound = (given['x-spillway-bindings'] ?? []) as readonly unknown[];
      given['x-spillway-bindings'] = [...bound, ...(edge.bindings ?? DEFAULT_BINDINGS).map((binding) => ({ channel: to.key, ...binding }))];
    }
  }
  return wires;
}
