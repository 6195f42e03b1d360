/** What of a model a message server can hold: topics, queues, exchanges, under names it accepts, and which system serves them. */
import { isJms } from '../scenario/jms.ts';
import { byId } from '../scenario/lookup.ts';
import type { BroadcastDoc, ConsumerDoc, ExchangeDoc, Model, NodeDoc, NodeId, NodeKind, ProducerDoc, QueueDoc, TopicDoc } from '../scenario/scenario.ts';
import { clusterNotes, type KafkaCluster, kafkaCluster } from './kafkaCluster.ts';
import { type JmsDesign, jmsDesign } from './jms.ts';
import { jmsNotes } from './jmsNotes.ts';
import { addressName, queueName, topicName, uniqueQueues, uniqueTopics } from './names.ts';
import { type ComposeNote, type NamedNode, note } from './notes.ts';
import type { ComposeOptions } from './options.ts';
import { type ComposeRouting, composeRouting } from './routing.ts';
import { legacyNotes, topicsOnly } from './services/legacyKafka.ts';
import { isQuorum, messageTtl, type RabbitCluster, rabbitCluster, rabbitNotes } from './services/rabbitmq.ts';

export type ComposeSystem = 'kafka' | 'rabbitmq' | 'activemq';
export type ComposeTarget = ComposeSystem | 'mixed';

export interface Placed<Doc> {
  readonly id: NodeId;
  readonly doc: Doc;
  /** As the server knows it. */
  readonly name: string;
}

export interface ComposeDesign {
  /** Undefined: nothing a server could hold. */
  readonly target: ComposeTarget | undefined;
  /** Those of the target. */
  readonly systems: readonly ComposeSystem[];
  readonly topics: readonly Placed<TopicDoc>[];
  readonly kafka: KafkaCluster;
  readonly rabbit: RabbitCluster;
  /** RabbitMQ's from here on. */
  readonly queues: readonly Placed<QueueDoc>[];
  /** Broadcasts, as fanout exchanges. */
  readonly exchanges: readonly Placed<BroadcastDoc>[];
  /** Exchanges that the design draws itself. */
  readonly routers: readonly Placed<ExchangeDoc>[];
  readonly routing: ComposeRouting;
  /** What is ActiveMQ's. */
  readonly jms: JmsDesign;
  readonly producers: readonly Placed<ProducerDoc>[];
  readonly consumers: readonly Placed<ConsumerDoc>[];
  readonly notes: readonly ComposeNote[];
}

/** Nodes are taken in the order of their ids, so the order of a file changes nothing. */
export function toDesign(whole: Model, options: ComposeOptions): ComposeDesign {
  const isLegacy = options.target === 'legacy';
  const model = isLegacy ? topicsOnly(whole) : whole;
  const topics = place(nodesOf(model, 'topic'), topicName, uniqueTopics());
  const [jmsQueues, ownQueues] = split(nodesOf(model, 'queue'), ([, doc]) => isJms(model, doc));
  const [jmsBroadcasts, broadcasts] = split(nodesOf(model, 'broadcast'), ([, doc]) => isJms(model, doc));
  const queues = place(ownQueues, queueName, uniqueQueues());
  const drawn = nodesOf(model, 'exchange');
  const isRabbit = queues.length + drawn.length > 0 || (topics.length === 0 && broadcasts.length > 0);
  const names = uniqueQueues();
  const routers = place(drawn, queueName, names);
  const exchanges = isRabbit ? place(broadcasts, queueName, names) : [];
  const addresses = uniqueQueues();
  const jms = jmsDesign(model, place(jmsQueues, addressName, addresses), place(jmsBroadcasts, addressName, addresses));
  const systems = [
    ...(topics.length > 0 ? (['kafka'] as const) : []),
    ...(isRabbit ? (['rabbitmq'] as const) : []),
    ...(jmsQueues.length + jmsBroadcasts.length > 0 ? (['activemq'] as const) : []),
  ];
  const kafka = kafkaCluster(model, options);
  const placed = {
    target: systems.length > 1 ? 'mixed' : systems[0],
    systems,
    topics,
    kafka,
    rabbit: rabbitCluster(model, new Set([...queues, ...exchanges, ...routers].map(({ doc }) => doc.broker ?? '')), options),
    queues,
    exchanges,
    routers,
    routing: composeRouting(model, queues, routers),
    jms,
    producers: nodesOf(model, 'producer').map(([id, doc]) => ({ id, doc, name: doc.name })),
    consumers: nodesOf(model, 'consumer').map(([id, doc]) => ({ id, doc, name: doc.name })),
  } as const;
  const first = isLegacy ? legacyNotes(whole, topics, kafka.drawn, options) : systems.length === 0 ? [note.nothing()] : [];
  return { ...placed, notes: [...first, ...notesOf(model, placed, isRabbit ? [] : broadcasts)] };
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

type Entry<K extends NodeKind> = readonly [NodeId, Extract<NodeDoc, { kind: K }>];

function nodesOf<K extends NodeKind>(model: Model, kind: K): Entry<K>[] {
  return byId(model.nodes).filter((entry): entry is [NodeId, Extract<NodeDoc, { kind: K }>] => entry[1].kind === kind);
}

/** Names that need no change are given out first: a changed one gives way to them. */
export function place<Doc extends { readonly name: string }>(
  entries: readonly (readonly [NodeId, Doc])[],
  fit: (name: string) => string,
  names: { take(wanted: string): string },
): Placed<Doc>[] {
  const taken = new Map<NodeId, string>();
  for (const wantsOwn of [true, false]) {
    for (const [id, doc] of entries) {
      const fitted = fit(doc.name);
      if ((fitted === doc.name) === wantsOwn) taken.set(id, names.take(fitted));
    }
  }
  return entries.map(([id, doc]) => ({ id, doc, name: taken.get(id) ?? fit(doc.name) }));
}

const named = (entries: readonly (readonly [NodeId, { readonly name: string }])[]): NamedNode[] => entries.map(([id, doc]) => ({ id, name: doc.name }));
const namedOf = (placed: readonly Placed<{ readonly name: string }>[]): NamedNode[] => placed.map(({ id, doc }) => ({ id, name: doc.name }));

function notesOf(model: Model, design: Omit<ComposeDesign, 'notes'>, unplaced: readonly Entry<'broadcast'>[]): ComposeNote[] {
  const notes: ComposeNote[] = [];
  for (const { id, doc, name } of [
    ...design.topics,
    ...design.queues,
    ...design.exchanges,
    ...design.routers,
    ...design.jms.queues,
    ...design.jms.broadcasts,
  ]) {
    if (name !== doc.name) notes.push(note.renamed({ id, name: doc.name }, name));
  }
  for (const { id, doc } of design.topics) {
    if (doc.replicationFactor > design.kafka.servers) notes.push(note.replication({ id, name: doc.name }, doc.replicationFactor, design.kafka.servers));
  }
  if (design.topics.length > 0) notes.push(...clusterNotes(design.kafka));
  if (design.systems.includes('rabbitmq')) notes.push(...rabbitNotes(design.rabbit));
  notes.push(...mergedBrokers(model, design));

  const say = (nodes: readonly NamedNode[], make: (nodes: readonly NamedNode[]) => ComposeNote): void => {
    if (nodes.length > 0) notes.push(make(nodes));
  };
  say(namedOf(design.queues.filter(({ doc }) => doc.type === 'classic' && isQuorum(doc))), note.deliveryLimit);
  say(namedOf(design.queues.filter(({ doc }) => doc.exclusive)), note.exclusive);
  for (const { id, doc } of design.queues) {
    const ttl = messageTtl(doc);
    if (ttl?.isExact === false) notes.push(note.messageTtl({ id, name: doc.name }, ttl.ms));
  }
  notes.push(...jmsNotes(design));
  say(namedOf(design.exchanges), note.subscribers);
  say(named(nodesOf(model, 'channel')), note.channel);
  say(named(unplaced), note.broadcastOnKafka);
  say(named(nodesOf(model, 'external')), note.external);
  if (design.target !== undefined) say([...namedOf(design.producers), ...namedOf(design.consumers)], note.clients);
  say(namedOf(design.producers), note.load);
  say(namedOf(design.consumers), note.work);
  say(named(nodesOf(model, 'broker')), note.brokerCost);
  if (Object.keys(model.edges).length > 0) notes.push(note.network());
  notes.push(note.run());
  return notes;
}

/** Two brokers of a design that end in the same service. */
function mergedBrokers(model: Model, design: Omit<ComposeDesign, 'notes'>): ComposeNote[] {
  const merged = (placed: readonly Placed<{ readonly broker?: NodeId }>[], system: string): ComposeNote[] => {
    const used = new Set(placed.map(({ doc }) => doc.broker));
    const brokers = nodesOf(model, 'broker').filter(([id]) => used.has(id));
    return brokers.length > 1 ? [note.brokers(named(brokers), system)] : [];
  };
  return [
    ...merged(design.topics, 'Kafka'),
    ...merged([...design.queues, ...design.exchanges, ...design.routers], 'RabbitMQ'),
    ...merged([...design.jms.queues, ...design.jms.broadcasts], 'ActiveMQ'),
  ];
}
