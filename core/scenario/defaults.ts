/**
 * The one default of every optional field. The file omits a field that equals it; the schema fills it in; a node new on
 * the canvas starts from it. Where a real system has a default it is that one: Kafka 4 clients and topics, RabbitMQ 4
 * queues, Go channels. The rest are round numbers one would try first.
 */
import type { BindingDoc, EdgeDoc, Model, NodeDoc, NodeId, NodeKind, NoteDoc, View } from './scenario.ts';

export type NodeOf<K extends NodeKind> = Extract<NodeDoc, { kind: K }>;
/** What a file may leave out: everything but what a node is, what it is called and where it runs. */
export type OptionalFields<K extends NodeKind> = Omit<NodeOf<K>, 'kind' | 'name' | 'broker'>;

const SEND = {
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
  transaction: 0,
  confirmWindow: 0,
} as const satisfies Partial<OptionalFields<'producer'>>;

/** Field order here is the order in a file. */
export const NODE_DEFAULTS: { readonly [K in NodeKind]: OptionalFields<K> } = {
  broker: {
    profile: 'any',
    nodes: 1,
    preset: undefined,
    interNodeLatency: '250us',
    threads: 8,
    fsync: '0s',
    costPerRequest: '60us',
    costPerRecord: '0.3us',
    costPerKiB: '0.5us',
    nicBandwidth: '0B/s',
    diskBandwidth: '0B/s',
    pageCache: '0B',
  },
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
  exchange: { type: 'topic' },
  broadcast: {},
  channel: { capacity: 0, unbounded: false, memoryLimit: '512MiB' },
  producer: {
    load: { kind: 'constant', rate: '100/s' },
    arrivals: 'poisson',
    keys: { kind: 'none' },
    size: { kind: 'constant', value: '1KiB' },
    variants: [],
    closeWhenDone: false,
    costPerRecord: '0s',
    ...SEND,
  },
  consumer: {
    count: 1,
    concurrency: 1,
    workTime: { kind: 'constant', value: '5ms' },
    costPerRecord: '0s',
    failureProbability: 0,
    onFailure: 'retry',
    startAt: '0s',
    prefetch: 0,
    ack: 'afterProcessing',
    consumerPriority: 0,
    exclusive: false,
    ackEvery: 1,
    selector: '',
    subscription: 'nonDurable',
    subscriptionName: '',
    maximumRedeliveries: 6,
    redeliveryDelay: '1s',
    backOffMultiplier: 1,
    maximumRedeliveryDelay: undefined,
    group: '',
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
  external: { role: 'other', image: '', uses: [] },
};

export const EDGE_DEFAULTS: Omit<EdgeDoc, 'from' | 'to'> = {
  latency: '250us',
  share: 1,
  bindings: undefined,
  role: undefined,
  deadLetterKey: undefined,
};
/** The bindings of an edge from an exchange that names none. */
export const DEFAULT_BINDINGS: readonly BindingDoc[] = [{ key: '' }];
export const MODEL_DEFAULTS: Model = { seed: 1, horizon: '60s', nodes: {}, edges: {}, faults: [], objectives: [] };
export const VIEW_DEFAULTS: View = { title: '', positions: {} };
export const NOTE_DEFAULTS: Pick<NoteDoc, 'kind' | 'text' | 'color'> = { kind: 'note', text: '', color: 'yellow' };

/** How a consumer sends what it forwards: it has no send settings of its own, so a producer's defaults. */
export const FORWARD_SEND: Pick<NodeOf<'producer'>, keyof typeof SEND> = SEND;

export function newNode<K extends NodeKind>(kind: K, name: string): NodeOf<K> {
  // The compiler cannot join a generic key with its own table entry; the table's type says it fits.
  return { kind, name, ...NODE_DEFAULTS[kind] } as unknown as NodeOf<K>;
}

export const newEdge = (from: NodeId, to: NodeId): EdgeDoc => ({ from, to, ...EDGE_DEFAULTS });
