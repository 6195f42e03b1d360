/**
 * What each real system sets by default, by the versions between which it differs, for the fields that documents have; and which
 * settings of a node are not so. A client's profile is its destination's broker's. Nothing here changes a document: a design
 * keeps its settings when its broker is given another profile, and shows where they differ.
 *
 * Sources: ProducerConfig, ConsumerConfig, ServerLogConfigs, LogConfig and ReplicationConfigs of Apache Kafka 4.0, with what
 * KIP-1030 changed for it; RabbitMQ's rabbit application environment and its documentation of queues and prefetch; ActiveMQ
 * Classic's documentation of prefetch limits and redelivery policy.
 */
import { parseBandwidth, parseBytes, parseDuration, parseRate } from '../base/quantity.ts';
import { type Profile, type System, systemOf } from '../base/profiles.ts';
import type { NodeOf, OptionalFields } from './defaults.ts';
import { type FieldRange, NODE_FIELDS } from './fields.ts';
import { byId, nodeOf } from './lookup.ts';
import type { Model, NodeDoc, NodeId, NodeKind } from './scenario.ts';

type Defaults = { readonly [K in NodeKind]?: Partial<OptionalFields<K>> };

const KAFKA = {
  broker: { threads: 8 },
  topic: {
    partitions: 1,
    replicationFactor: 1,
    minInsyncReplicas: 1,
    uncleanElection: false,
    retentionTime: '7d',
    retentionBytes: undefined,
    segmentBytes: '1GiB',
    segmentTime: '7d',
    cleanup: 'delete',
  },
  producer: {
    linger: '5ms',
    batchSize: '16KiB',
    acks: 'all',
    idempotence: 'auto',
    retries: 2_147_483_647,
    retryBackoff: '100ms',
    requestTimeout: '30s',
    deliveryTimeout: '2m',
    maxInFlight: 5,
    bufferMemory: '32MiB',
    maxBlock: '60s',
    partitioner: 'murmur2',
  },
  consumer: {
    assignor: 'range',
    offsetReset: 'latest',
    commit: 'auto',
    commitInterval: '5s',
    maxPollRecords: 500,
    handOff: false,
    maxPollInterval: '5m',
    sessionTimeout: '45s',
    heartbeatInterval: '3s',
    fetchMinBytes: '1B',
    fetchMaxWait: '500ms',
  },
} as const satisfies Defaults;
/** linger.ms was 0 before 4.0. */
const KAFKA_3 = { ...KAFKA, producer: { ...KAFKA.producer, linger: '0s' } } as const satisfies Defaults;

/** Of a classic queue, and of a consumer that acknowledges. */
const RABBITMQ = {
  queue: {
    type: 'classic',
    durable: true,
    maxLength: 0,
    maxBytes: undefined,
    overflow: 'dropHead',
    messageTtl: undefined,
    deliveryLimit: undefined,
    maxPriority: undefined,
    singleActive: false,
    exclusive: false,
    expires: undefined,
    deadLetterStrategy: 'atMostOnce',
  },
  consumer: { prefetch: 0, ack: 'afterProcessing' },
} as const satisfies Defaults;

const ACTIVEMQ = {
  consumer: {
    ack: 'afterProcessing',
    subscription: 'nonDurable',
    selector: '',
    maximumRedeliveries: 6,
    redeliveryDelay: '1s',
    backOffMultiplier: 1,
    maximumRedeliveryDelay: undefined,
  },
  producer: { transaction: 0 },
} as const satisfies Defaults;
/** ActiveMQPrefetchPolicy: it depends on what is read. */
const ACTIVEMQ_PREFETCH = { queue: 1_000, broadcast: 32_767, durable: 100 } as const;

const TABLE: Readonly<Record<Profile, Defaults>> = {
  any: {},
  'kafka-3.6': KAFKA_3,
  'kafka-3.9': KAFKA_3,
  'kafka-4.0': KAFKA,
  'kafka-4.1': KAFKA,
  'rabbitmq-3.13': RABBITMQ,
  'rabbitmq-4.2': RABBITMQ,
  'rabbitmq-4.3': RABBITMQ,
  'activemq-5.17': ACTIVEMQ,
};

/** The real defaults of a kind of node; a field that is not named has none that a document could show. */
export const defaultsFor = <K extends NodeKind>(kind: K, profile: Profile): Partial<OptionalFields<K>> =>
  // The compiler cannot join a generic key with its own table entry; the table's type says it fits.
  (TABLE[profile][kind] ?? {}) as Partial<OptionalFields<K>>;

/** Whose rules a node lives under: its broker's, its own if it is one, of a client its first destination's that has any. */
export function profileOf(model: Model, id: NodeId): Profile {
  const node = nodeOf(model, id);
  if (node === undefined) return 'any';
  if (node.kind === 'broker') return node.profile;
  if (node.kind === 'producer' || node.kind === 'consumer') return destinationsOf(model, id, node.kind).map(profileOfHome).find(isReal) ?? 'any';
  return profileOfHome({ model, node });
}

interface Placed {
  readonly model: Model;
  readonly node: NodeDoc;
}
const isReal = (profile: Profile): boolean => profile !== 'any';

function profileOfHome({ model, node }: Placed): Profile {
  const broker = 'broker' in node && node.broker !== undefined ? nodeOf(model, node.broker) : undefined;
  return broker?.kind === 'broker' ? broker.profile : 'any';
}

/** What a producer sends to, or a consumer reads; in the order of the edges' ids. */
function destinationsOf(model: Model, id: NodeId, kind: 'producer' | 'consumer'): Placed[] {
  return byId(model.edges).flatMap(([, { from, to }]) => {
    const other = kind === 'producer' ? from === id && nodeOf(model, to) : to === id && nodeOf(model, from);
    return other ? [{ model, node: other }] : [];
  });
}

export interface Difference {
  readonly field: string;
  /** As the document has it, and as the real system would. */
  readonly value: unknown;
  readonly real: unknown;
}

/** Settings of a node that are not its profile's defaults, in the order of the table; quantities are compared by what they mean. */
export function differences(model: Model, id: NodeId): Difference[] {
  const node = nodeOf(model, id);
  if (node === undefined) return [];
  const profile = profileOf(model, id);
  const real: Readonly<Record<string, unknown>> = { ...defaultsFor(node.kind, profile), ...prefetchOf(model, id, node, systemOf(profile)) };
  const doc = node as unknown as Readonly<Record<string, unknown>>;
  const ranges = NODE_FIELDS[node.kind] as Readonly<Record<string, FieldRange>>;
  return Object.entries(real).flatMap(([field, wanted]) => {
    const isSame = meaning(doc[field], ranges[field]) === meaning(wanted, ranges[field]);
    return isSame ? [] : [{ field, value: doc[field], real: wanted }];
  });
}

function prefetchOf(model: Model, id: NodeId, node: NodeDoc, system: System): Partial<NodeOf<'consumer'>> {
  if (node.kind !== 'consumer' || system !== 'activemq') return {};
  const readsQueue = destinationsOf(model, id, 'consumer').some(({ node: source }) => source.kind === 'queue');
  return { prefetch: ACTIVEMQ_PREFETCH[readsQueue ? 'queue' : node.subscription === 'durable' ? 'durable' : 'broadcast'] };
}

const PARSE = { duration: parseDuration, rate: parseRate, bytes: parseBytes, bandwidth: parseBandwidth } as const;

/** '1s' and '1000ms' mean the same. */
function meaning(value: unknown, range: FieldRange | undefined): unknown {
  if (typeof value !== 'string' || range === undefined || range.unit === 'count' || range.unit === 'ratio') return value;
  const read = PARSE[range.unit](value);
  return read.ok ? read.value : value;
}
