/** Servers and channels of an AsyncAPI document as brokers and what they hold: bindings 0.x of kafka, amqp and jms, and our own x-spillway fields. */
import { LIMITS } from '../../base/limits.ts';
import type { Profile } from '../../base/profiles.ts';
import { EXCHANGE_TYPES } from '../../base/routing.ts';
import { newNode } from '../../scenario/defaults.ts';
import { hasErrors } from '../../scenario/issues.ts';
import { readScenario } from '../../scenario/parse.ts';
import { FORMAT, type NodeDoc, type NodeId, type TopicDoc, VERSION } from '../../scenario/scenario.ts';
import { plainValue } from './documentTree.ts';
import type { Draft } from './draft.ts';
import type { Place } from './imported.ts';
import { readTopicSetting } from './kafka/topicSettings.ts';
import { at, entriesOf, flagAt, numberAt, textAt, through, type Tree } from './tree.ts';

export type Protocol = 'kafka' | 'amqp' | 'jms';
const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['kafka', 'kafka'],
  ['kafka-secure', 'kafka'],
  ['amqp', 'amqp'],
  ['amqps', 'amqp'],
  ['amqp1', 'amqp'],
  ['jms', 'jms'],
]);
const PROFILES: Readonly<Record<Protocol, Profile>> = { kafka: 'kafka-4.1', amqp: 'rabbitmq-4.3', jms: 'activemq-5.17' };

export const protocolOf = (text: string | undefined): Protocol | undefined => PROTOCOLS.get(text?.toLowerCase() ?? '');

/** A node with the settings a field of ours gives it; without them where they are not those of such a node. */
export function withSettings<Doc extends NodeDoc>(doc: Doc, settings: Tree | undefined, draft: Draft): Doc {
  if (settings === undefined) return doc;
  const given = plainValue(settings);
  const node = { kind: doc.kind, name: 'x', ...(typeof given === 'object' ? given : {}) };
  const read = readScenario({ format: FORMAT, version: VERSION, model: { nodes: { x: { ...node, kind: doc.kind, name: 'x' } } } });
  const found = read.scenario?.model.nodes['x'];
  if (found?.kind !== doc.kind || hasErrors(read.issues)) {
    draft.tell('asyncapi.settings', 'warning', settings.at, [], {
      en: `These are no settings of “${doc.name}” and were left out.`,
      zh: `这不是“${doc.name}”的设置，已略去。`,
    });
    return doc;
  }
  const own = new Set(Object.keys(typeof given === 'object' && given !== null ? given : {}));
  return { ...doc, ...Object.fromEntries(Object.entries(found).filter(([field]) => own.has(field) && field !== 'broker')), name: doc.name, kind: doc.kind };
}

/** `servers` of both versions: 3.x says host and pathname, 2.x a url. Undefined where it is none that is simulated. */
export function readServer(key: string, tree: Tree, draft: Draft): { readonly id: NodeId; readonly protocol: Protocol | undefined } | undefined {
  const said = textAt(tree, 'protocol') ?? '';
  const protocol = protocolOf(said);
  const name = textAt(tree, 'title') ?? key;
  if (protocol !== undefined) {
    const doc = withSettings({ ...newNode('broker', name), profile: PROFILES[protocol] }, at(tree, 'x-spillway-settings'), draft);
    const profile = at(tree, 'x-spillway-id') !== undefined && through(tree, 'x-spillway-settings', 'profile') === undefined ? 'any' : doc.profile;
    const id = draft.add({ ...doc, profile }, tree.at, textAt(tree, 'x-spillway-id'));
    return id === undefined ? undefined : { id, protocol };
  }
  const address = textAt(tree, 'host') ?? textAt(tree, 'url') ?? '';
  const id = draft.add({ ...newNode('external', name), image: `${said} ${address}`.trim().slice(0, 200) }, tree.at);
  if (id === undefined) return undefined;
  draft.tell('asyncapi.protocol', 'warning', (at(tree, 'protocol') ?? tree).at, [id], {
    en: `“${said}” is not simulated: “${name}” is shown as external, and channels that are only there are left out.`,
    zh: `不模拟“${said}”：“${name}”显示为外部组件，只在其上的通道已略去。`,
  });
  return { id, protocol: undefined };
}

/** What a channel is, and what of the document's own names it has. */
export interface ChannelDoc {
  readonly doc: Extract<NodeDoc, { kind: 'topic' | 'queue' | 'exchange' | 'broadcast' }>;
  readonly wish: string | undefined;
  /** Of a channel that is a routing key of an exchange: the key, and the queue it says, if any. */
  readonly routing?: { readonly key: string; readonly queue: string | undefined };
}

/** A channel that became a node of the design. */
export interface KnownChannel extends ChannelDoc {
  readonly id: NodeId;
  readonly tree: Tree;
}

const KINDS = ['topic', 'queue', 'exchange', 'broadcast'] as const;

/** `address`: its routing key or name where no binding has another. */
export function readChannel(key: string, tree: Tree, address: string, protocol: Protocol | undefined, broker: NodeId | undefined, draft: Draft): ChannelDoc {
  const bindings = at(tree, 'bindings');
  const kafka = at(bindings, 'kafka');
  const amqp = at(bindings, 'amqp');
  const jms = at(bindings, 'jms');
  const own = textAt(tree, 'x-spillway-kind');
  const wish = textAt(tree, 'x-spillway-id');
  const on = broker === undefined ? {} : { broker };
  const title = textAt(tree, 'x-spillway-name') ?? (own === undefined ? undefined : textAt(tree, 'title'));
  const kind = KINDS.find((known) => known === own) ?? kindOf(protocol, kafka, amqp, jms);
  const settings = at(tree, 'x-spillway-settings');
  switch (kind) {
    case 'topic': {
      const doc = { ...newNode('topic', title ?? textAt(kafka, 'topic') ?? address), ...on };
      return { doc: withSettings(topicOf(doc, kafka, tree.at, draft), settings, draft), wish };
    }
    case 'queue': {
      const queue = at(amqp, 'queue');
      const name = title ?? textAt(queue, 'name') ?? textAt(jms, 'destination') ?? address;
      const doc = { ...newNode('queue', name), ...on, durable: flagAt(queue, 'durable') ?? true, exclusive: flagAt(queue, 'exclusive') ?? false };
      return { doc: withSettings(doc, settings, draft), wish };
    }
    case 'broadcast':
      return { doc: { ...newNode('broadcast', title ?? textAt(jms, 'destination') ?? textAt(at(amqp, 'exchange'), 'name') ?? address), ...on }, wish };
    case 'exchange': {
      const exchange = at(amqp, 'exchange');
      const said = textAt(exchange, 'type');
      const type = EXCHANGE_TYPES.find((known) => known === said) ?? 'topic';
      const name = title ?? textAt(exchange, 'name') ?? address;
      const routing = own === undefined ? { routing: { key: address, queue: textAt(at(amqp, 'queue'), 'name') } } : {};
      return { doc: { ...newNode('exchange', name === '' ? key : name), ...on, type }, wish, ...routing };
    }
  }
}

function kindOf(protocol: Protocol | undefined, kafka: Tree | undefined, amqp: Tree | undefined, jms: Tree | undefined): (typeof KINDS)[number] {
  if (kafka !== undefined || protocol === 'kafka') return 'topic';
  if (jms !== undefined || protocol === 'jms') return textAt(jms, 'destinationType') === 'topic' ? 'broadcast' : 'queue';
  if (amqp === undefined) return protocol === 'amqp' ? 'queue' : 'topic';
  const exchange = at(amqp, 'exchange');
  // The default exchange, which has no name, leads to the queue that the key names.
  const isRouted = textAt(amqp, 'is') !== 'queue' && exchange !== undefined && textAt(exchange, 'type') !== 'default' && textAt(exchange, 'name') !== '';
  return isRouted ? 'exchange' : 'queue';
}

/** The Kafka binding: partitions, replicas, and settings under Kafka's own names. */
function topicOf(doc: TopicDoc, kafka: Tree | undefined, place: Place, draft: Draft): TopicDoc {
  const whole = (field: string, max: number): number => {
    const value = numberAt(kafka, field);
    if (value === undefined) return 1;
    const fit = Number.isInteger(value) ? Math.min(max, Math.max(1, value)) : 1;
    if (fit !== value) {
      draft.tell('asyncapi.value', 'warning', at(kafka, field)?.at ?? place, [], {
        en: `${field} of “${doc.name}” is ${value}; a design has ${fit}.`,
        zh: `“${doc.name}”的 ${field} 为 ${value}，设计中为 ${fit}。`,
      });
    }
    return fit;
  };
  const replicationFactor = whole('replicas', LIMITS.serversPerBroker);
  let read: TopicDoc = { ...doc, partitions: whole('partitions', LIMITS.partitionsPerTopic), replicationFactor };
  for (const [key, { value }] of entriesOf(at(kafka, 'topicConfiguration'))) {
    const parts = value.kind === 'list' ? value.items : [value];
    const text = parts.map((part) => (part.kind === 'scalar' ? String(part.value) : '')).join(',');
    const said = readTopicSetting(key, text);
    if (said !== undefined) read = { ...read, ...said };
    else
      draft.tell('asyncapi.notSimulated', 'info', value.at, [], {
        en: `“${key}” of “${doc.name}” is not simulated.`,
        zh: `“${doc.name}”的“${key}”不参与模拟。`,
      });
  }
  return { ...read, minInsyncReplicas: Math.min(Math.max(1, read.minInsyncReplicas), replicationFactor) };
}
