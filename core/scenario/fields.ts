/**
 * The range of every number and quantity of a scenario, in one table per kind. `validate` checks by it, `compile` relies
 * on it, the inspector's fields take their limits from it. Bounds are inclusive, in the unit's base: µs, per second, bytes.
 */
import { LIMITS } from '../base/limits.ts';
import { HOUR, SECOND } from '../base/units.ts';
import type { DistributionDoc, EdgeDoc, FaultDoc, KeysDoc, LoadDoc, Model, NodeDoc, NodeKind, VariantDoc } from './scenario.ts';

export type Unit = 'count' | 'ratio' | 'duration' | 'rate' | 'bytes' | 'bandwidth';
export interface FieldRange {
  /** 'count' is a whole number, 'ratio' any number; the others are text with units. */
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  /** May be left out, which means none. */
  readonly isOptional?: true;
}
type FieldsOf<Doc> = { readonly [Field in keyof Doc]?: FieldRange };
type ByKind<Doc extends { kind: string }> = { readonly [K in Doc['kind']]: FieldsOf<Extract<Doc, { kind: K }>> };

const range = (unit: Unit, min: number, max: number): FieldRange => ({ unit, min, max });
const count = (min: number, max: number) => range('count', min, max);
/** Well below the kernel's last instant, and short to write: 3650d. */
const TEN_YEARS = 3_650 * 24 * HOUR;
const time = (min = 0) => range('duration', min, TEN_YEARS);
const rate = range('rate', 0, LIMITS.ratePerSec);
const bandwidth = range('bandwidth', 0, LIMITS.quantityBytes);
const INT32 = 2_147_483_647;
const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

export const MODEL_FIELDS = { seed: count(0, 4_294_967_295), horizon: time(1_000) } as const satisfies FieldsOf<Model>;

export const NODE_FIELDS: ByKind<NodeDoc> & { readonly [K in NodeKind]: object } = {
  broker: {
    nodes: count(1, LIMITS.serversPerBroker),
    interNodeLatency: time(),
    threads: count(1, LIMITS.brokerThreads),
    fsync: time(),
    costPerRequest: time(),
    costPerRecord: time(),
    costPerKiB: time(),
    nicBandwidth: bandwidth,
    diskBandwidth: bandwidth,
    pageCache: range('bytes', 0, LIMITS.quantityBytes),
  },
  topic: {
    partitions: count(1, LIMITS.partitionsPerTopic),
    retentionTime: time(1_000),
    retentionBytes: { ...range('bytes', 0, LIMITS.quantityBytes), isOptional: true },
    // Kafka 4 takes no smaller segment.
    segmentBytes: range('bytes', MIB, 2 * GIB - 1),
    segmentTime: time(1_000),
    replicationFactor: count(1, LIMITS.serversPerBroker),
    minInsyncReplicas: count(1, LIMITS.serversPerBroker),
  },
  queue: {
    maxLength: count(0, LIMITS.queueRecords),
    maxBytes: { ...range('bytes', 1, LIMITS.quantityBytes), isOptional: true },
    messageTtl: { ...time(), isOptional: true },
    deliveryLimit: { ...count(-1, 1_000_000), isOptional: true },
    maxPriority: { ...count(1, 255), isOptional: true },
    expires: { ...time(1), isOptional: true },
  },
  exchange: {},
  broadcast: {},
  channel: { capacity: count(0, LIMITS.channelCapacity), memoryLimit: range('bytes', 1, LIMITS.quantityBytes) },
  producer: {
    linger: time(),
    batchSize: range('bytes', 0, GIB),
    retries: count(0, INT32),
    retryBackoff: time(),
    requestTimeout: time(1),
    deliveryTimeout: time(1),
    maxBlock: time(),
    maxInFlight: count(1, 1_000_000),
    bufferMemory: range('bytes', 1, LIMITS.quantityBytes),
    transaction: count(0, LIMITS.transactionRecords),
    confirmWindow: count(0, 1_000_000),
    costPerRecord: time(),
  },
  consumer: {
    count: count(1, LIMITS.consumerInstances),
    concurrency: count(1, LIMITS.concurrency),
    failureProbability: range('ratio', 0, 1),
    startAt: time(),
    prefetch: count(0, 65_535),
    consumerPriority: count(-1_000, 1_000),
    ackEvery: count(1, LIMITS.transactionRecords),
    maximumRedeliveries: count(-1, 1_000_000),
    redeliveryDelay: time(),
    backOffMultiplier: range('ratio', 1, 1_000),
    maximumRedeliveryDelay: { ...time(), isOptional: true },
    commitInterval: time(1),
    maxPollRecords: count(1, INT32),
    maxPollInterval: time(1_000),
    // group.min.session.timeout.ms and group.max.session.timeout.ms of the brokers.
    sessionTimeout: range('duration', 6 * SECOND, HOUR / 2),
    heartbeatInterval: time(1_000),
    fetchMinBytes: range('bytes', 0, 2 * GIB - 1),
    fetchMaxWait: time(),
    costPerRecord: time(),
  },
  external: {},
};

export const EDGE_FIELDS = { latency: time(), share: range('ratio', 0, 1) } as const satisfies FieldsOf<EdgeDoc>;

export const LOAD_FIELDS: ByKind<LoadDoc> = {
  constant: { rate },
  ramp: { from: rate, to: rate, over: time(1) },
  steps: {},
  spike: { base: rate, peak: rate, at: time(), rise: time(), hold: time(), fall: time() },
  sine: { mean: rate, amplitude: rate, period: time(1) },
  // Nearly as many come back as came: more, and they would never be done.
  flashSale: { base: rate, countdown: time(), at: time(), peak: rate, decay: time(1), retryShare: range('ratio', 0, 0.95), retryAfter: time(1) },
  diurnal: { low: rate, high: rate, day: time(24) },
  cyclic: { min: rate, max: rate, up: time(), hold: time(), down: time(), rest: time() },
  bursts: {},
  drawn: {},
  replayRates: {},
  replayMessages: {},
  users: { users: count(0, LIMITS.users), rampUp: time() },
};
/** One step of a 'steps' load, one point of a 'drawn' or replayed one. */
export const STEP_FIELDS = { rate, for: time(1) } as const;
export const POINT_FIELDS = { at: time(), rate } as const;
/** One state of a 'bursts' load, and how many there may be. */
export const BURST_FIELDS = { rate, hold: time(1_000) } as const;
export const BURST_STATES = { min: 2, max: 8 } as const;

/** One kind of message of a producer. */
export const VARIANT_FIELDS = {
  weight: range('ratio', 0, 1e9),
  priority: { ...count(0, 255), isOptional: true },
  ttl: { ...time(), isOptional: true },
} as const satisfies FieldsOf<VariantDoc>;
/** Of a fault: its server and instance are checked against what it is about. */
const fault = { at: time(), for: { ...time(1), isOptional: true } } as const;
const chance = range('ratio', 0, 1);
export const FAULT_FIELDS: ByKind<FaultDoc> = {
  brokerCrash: fault,
  brokerPause: fault,
  slowDisk: { ...fault, factor: range('ratio', 1, 1_000_000) },
  linkDelay: { ...fault, extra: time() },
  linkLoss: { ...fault, probability: chance },
  linkDuplicate: { ...fault, probability: chance },
  linkPartition: fault,
  clientCrash: fault,
  poison: { ...fault, messages: count(1, 1_000_000_000) },
  poisonShare: { ...fault, probability: chance },
};
/** Characters of a routing key, a group, a header's name or value: AMQP's short strings have 255 bytes. */
export const SHORT_TEXT_MAX = 255;
/** Characters of a document's title; of its note, and of each note on the canvas. */
export const TITLE_MAX = 200;
export const NOTE_MAX = 8_000;

export const KEYS_FIELDS: ByKind<KeysDoc> = {
  none: {},
  uniform: { count: count(1, LIMITS.keyCount) },
  roundRobin: { count: count(1, LIMITS.keyCount) },
  zipf: { count: count(1, LIMITS.keyCount), exponent: range('ratio', 0, 10) },
  single: {},
  hotKey: { count: count(2, LIMITS.keyCount), share: range('ratio', 0, 1) },
};

const spread = (value: FieldRange): ByKind<DistributionDoc> => ({
  constant: { value },
  uniform: { min: value, max: value },
  exponential: { mean: value },
  logNormal: { mean: value, cv: range('ratio', 0, 100) },
  gamma: { mean: value, shape: range('ratio', 0.01, 10_000) },
  empirical: {},
});
/** A distribution is over times (work) or over sizes (records). */
export const TIME: FieldRange = time();
export const SIZE: FieldRange = range('bytes', 0, LIMITS.recordBytes);
export const TIME_FIELDS = spread(TIME);
export const SIZE_FIELDS = spread(SIZE);
/** Values an empirical distribution, and steps a load, may list. */
export const LIST_MAX = 1_000;
