/**
 * The whole design as an AsyncAPI 3.0 document: brokers as servers, destinations as channels, an operation for each wire of a
 * client. What AsyncAPI has no place for is in fields that begin with `x-spillway-`: `-id`, `-kind`, `-settings` (fields of the
 * document as a file has them, without those a binding says), `-clients` at the root, `-bindings`, `-alternate` and
 * `-dead-letters` on channels, `-client`, `-latency` and `-share` on operations.
 */
import { EDGE_DEFAULTS } from '../../scenario/defaults.ts';
import { byId, nodeOf } from '../../scenario/lookup.ts';
import type { ConsumerDoc, EdgeDoc, Model, NodeId, ProducerDoc } from '../../scenario/scenario.ts';
import { kafkaConsumer } from '../clientSettings.ts';
import type { ComposeDesign, Placed } from '../design.ts';
import { keyName, uniqueKeys } from '../names.ts';
import type { Language } from '../options.ts';
import { HOST_PORTS } from '../ports.ts';
import { kafkaOutside } from '../services/kafka.ts';
import { yamlText } from '../yamlText.ts';
import { type Channel, channelJson, channelsOf, type Protocol, refTo, settingsOf, wiresOf } from './asyncapiChannels.ts';
import { messageOf, reachOf } from './asyncapiMessages.ts';
import type { FormatExport, FormatInput } from './format.ts';
import { formatNote, namedOf, notesAbout } from './formatNotes.ts';

const FILE = 'asyncapi.yaml';

export function asyncapiFormat({ scenario, design, title, language }: FormatInput): FormatExport {
  const { model, view } = scenario;
  const channels = channelsOf(design);
  if (channels.length === 0) return { files: new Map(), notes: [formatNote.empty(undefined)] };
  const { servers, serverOf } = serversOf(model, design, channels);
  const messages = keysOf(design.producers, 'message');
  const reach = reachOf(
    model,
    design.producers.map(({ id }) => id),
  );
  const wires = wiresOf(model, channels);
  const inChannel = (channel: Channel) =>
    Object.fromEntries([...messages].flatMap(([id, key]) => (reach.get(channel.id)?.has(id) ? [[key, refTo('components', 'messages', key)]] : [])));
  const description = typeof view.note === 'string' ? view.note : view.note?.[language];
  const document = {
    asyncapi: '3.0.0',
    info: { title, version: '1.0.0', ...(description === undefined || description.trim() === '' ? {} : { description: description.trim() }) },
    defaultContentType: 'application/octet-stream',
    servers,
    channels: Object.fromEntries(
      channels.map((channel) => [
        channel.key,
        { ...(channelJson(channel, design, inChannel(channel), serverOf(channel)) as object), ...wires.get(channel.id) },
      ]),
    ),
    operations: operationsOf(model, design, channels, messages, language),
    components: { messages: Object.fromEntries(design.producers.map(({ id, doc }) => [messages.get(id), messageOf(id, doc)])) },
    'x-spillway-clients': Object.fromEntries(
      [...design.producers, ...design.consumers].map(({ id, doc }) => [id, { kind: doc.kind, name: doc.name, ...settingsOf(doc, []) }]),
    ),
  };
  return { files: new Map([[FILE, yamlText(document, ` ${HEAD[language]}`)]]), notes: notesOf(model, design) };
}

const HEAD = { en: 'Exported from Spillway.', zh: '由 Spillway 导出。' } as const;

const keysOf = (placed: readonly Placed<ProducerDoc>[], kind: string): ReadonlyMap<NodeId, string> => {
  const keys = uniqueKeys();
  return new Map(placed.map(({ id, name }) => [id, keys.take(keyName(name, kind))]));
};

const DEFAULT_SERVER = { kafka: 'kafka', amqp: 'rabbitmq', jms: 'activemq' } as const satisfies Record<Protocol, string>;

/** One for each broker and protocol; what is on no broker of the design is on one that is called after its system. */
function serversOf(model: Model, design: ComposeDesign, channels: readonly Channel[]) {
  const keys = uniqueKeys();
  const known = new Map<string, string>();
  const servers: Record<string, unknown> = {};
  const place = ({ doc, protocol }: Pick<Channel, 'doc' | 'protocol'>): string => JSON.stringify([doc.broker, protocol]);
  for (const channel of channels) {
    if (known.has(place(channel))) continue;
    const { protocol } = channel;
    const id = channel.doc.broker;
    const node = id === undefined ? undefined : nodeOf(model, id);
    const broker = node?.kind === 'broker' ? node : undefined;
    const key = keys.take(keyName(broker?.name ?? DEFAULT_SERVER[protocol], 'server'));
    known.set(place(channel), key);
    const own = broker === undefined ? {} : { title: broker.name, 'x-spillway-id': id, ...settingsOf(broker, []) };
    servers[key] = { ...addressOf(protocol, design), ...own };
  }
  return { servers, serverOf: (channel: Channel): string => known.get(place(channel)) ?? '' };
}

function addressOf(protocol: Protocol, design: ComposeDesign): object {
  if (protocol === 'kafka') {
    const all = kafkaOutside(design.kafka.servers).split(',');
    return { host: all[0], protocol, ...(all.length > 1 ? { 'x-spillway-bootstrap': all } : {}) };
  }
  if (protocol === 'amqp') return { host: `localhost:${HOST_PORTS.amqp}`, protocol, protocolVersion: '0-9-1' };
  const jmsConnectionFactory = 'org.apache.activemq.ActiveMQConnectionFactory';
  return { host: `localhost:${HOST_PORTS.artemis}`, protocol, bindings: { jms: { jmsConnectionFactory, bindingVersion: '0.0.1' } } };
}

const SUMMARY = {
  en: {
    send: (client: string, channel: string) => `“${client}” sends to “${channel}”.`,
    receive: (client: string, channel: string) => `“${client}” reads from “${channel}”.`,
  },
  zh: {
    send: (client: string, channel: string) => `“${client}”发送到“${channel}”。`,
    receive: (client: string, channel: string) => `“${client}”读取自“${channel}”。`,
  },
} as const;

function operationsOf(model: Model, design: ComposeDesign, channels: readonly Channel[], messages: ReadonlyMap<NodeId, string>, language: Language): unknown {
  const clients = new Map([...design.producers, ...design.consumers].map((client) => [client.id, client]));
  const byNode = new Map(channels.map((channel) => [channel.id, channel]));
  const keys = uniqueKeys();
  const operations = byId(model.edges).flatMap(([, edge]) => {
    const [client, channel, action] = byNode.has(edge.to)
      ? ([clients.get(edge.from), byNode.get(edge.to), 'send'] as const)
      : ([clients.get(edge.to), byNode.get(edge.from), 'receive'] as const);
    if (client === undefined || channel === undefined) return [];
    const key = keys.take(`${keyName(client.name, 'client')}.${action}.${channel.key}`);
    const bindings = operationBindings(client, channel, action);
    const own = action === 'send' ? messages.get(client.id) : undefined;
    const operation = {
      action,
      channel: refTo('channels', channel.key),
      summary: SUMMARY[language][action](client.doc.name, channel.doc.name),
      ...(own === undefined ? {} : { messages: [refTo('channels', channel.key, 'messages', own)] }),
      ...(bindings === undefined ? {} : { bindings }),
      'x-spillway-client': client.id,
      ...edgeFields(edge),
    };
    return [[key, operation] as const];
  });
  return Object.fromEntries(operations);
}

const edgeFields = ({ latency, share }: EdgeDoc): object => ({
  ...(latency === EDGE_DEFAULTS.latency ? {} : { 'x-spillway-latency': latency }),
  ...(share === EDGE_DEFAULTS.share ? {} : { 'x-spillway-share': share }),
});

function operationBindings({ id, doc }: Placed<ProducerDoc | ConsumerDoc>, { doc: to, protocol }: Channel, action: 'send' | 'receive'): unknown {
  if (protocol === 'kafka' && action === 'receive' && doc.kind === 'consumer') {
    const group = kafkaConsumer(id, doc).find(([key]) => key === 'group.id')?.[1];
    return { kafka: { groupId: { type: 'string', enum: [group] }, bindingVersion: '0.5.0' } };
  }
  if (protocol !== 'amqp') return undefined;
  if (action === 'receive') return doc.kind === 'consumer' ? { amqp: { ack: doc.ack !== 'onDelivery', bindingVersion: '0.3.0' } } : undefined;
  // A queue is sent to by its name, an exchange by the keys of the variants.
  const routed = doc.kind === 'producer' && to.kind === 'exchange' ? [...new Set(doc.variants.flatMap(({ routingKey }) => routingKey ?? []))] : [];
  return routed.length > 0 ? { amqp: { cc: routed, bindingVersion: '0.3.0' } } : undefined;
}

function notesOf(model: Model, design: ComposeDesign): FormatExport['notes'] {
  const all = new Set(Object.keys(model.nodes));
  const external = namedOf(model, ['external'], () => true);
  const producers = namedOf(model, ['producer'], () => true);
  return [
    ...notesAbout(design, ['renamed', 'replication', 'servers', 'channel', 'broadcastOnKafka'], all),
    ...(external.length > 0 ? [formatNote.external(external)] : []),
    formatNote.addresses(),
    ...(producers.length > 0 ? [formatNote.payload(producers)] : []),
    formatNote.extensions(),
    formatNote.faults(),
  ];
}
