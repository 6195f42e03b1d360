/**
 * What a client's traffic is described by, as plain data: the plan carries it, `core/load` turns it into arrivals and keys,
 * `core/client` into requests.
 * Rates in records per second, times in µs.
 */
import type { Distribution } from './distribution.ts';

export type LoadSpec =
  | { readonly kind: 'constant'; readonly rate: number }
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number; readonly overUs: number }
  /** After the last step its rate goes on. */
  | { readonly kind: 'steps'; readonly steps: readonly LoadStep[] }
  | SpikeSpec
  /** mean + amplitude · sin(2πt / period), amplitude ≤ mean. */
  | { readonly kind: 'sine'; readonly mean: number; readonly amplitude: number; readonly periodUs: number }
  | FlashSaleSpec
  /** A day from midnight to midnight, again and again. */
  | { readonly kind: 'diurnal'; readonly low: number; readonly high: number; readonly dayUs: number }
  | CyclicSpec
  | BurstsSpec
  /** Straight lines between points in order of time; before the first its rate, after the last its own. */
  | { readonly kind: 'drawn'; readonly points: readonly RatePoint[] }
  /** Each rate until the next point; nothing before the first, the last goes on. */
  | { readonly kind: 'replayRates'; readonly points: readonly RatePoint[] }
  | ReplayMessagesSpec
  | UsersSpec;

export interface RatePoint {
  readonly atUs: number;
  readonly rate: number;
}

/** `base`; up to a warm rate over the countdown before atUs; there to `peak`, whose excess halves in each decayUs; and waves of retries. */
export interface FlashSaleSpec {
  readonly kind: 'flashSale';
  readonly base: number;
  readonly countdownUs: number;
  readonly atUs: number;
  readonly peak: number;
  readonly decayUs: number;
  /** 0 … <1: wave k, at atUs + k · retryAfterUs, is retryShare^k of the stampede. */
  readonly retryShare: number;
  readonly retryAfterUs: number;
}

export interface CyclicSpec {
  readonly kind: 'cyclic';
  readonly min: number;
  readonly max: number;
  readonly upUs: number;
  readonly holdUs: number;
  readonly downUs: number;
  readonly restUs: number;
}

/** State i lasts an exponential time of mean holdsUs[i] at rates[i]; then another one comes, each as likely. The first is the first. */
export interface BurstsSpec {
  readonly kind: 'bursts';
  readonly rates: readonly number[];
  readonly holdsUs: readonly number[];
}

/** One message per row, in order of time. */
export interface ReplayMessagesSpec {
  readonly kind: 'replayMessages';
  readonly atUs: readonly number[];
  /** Distinct keys; each row's index into them, −1: drawn as any message's. */
  readonly keys: readonly string[];
  readonly keyOf: readonly number[];
  /** −1: drawn as any message's. */
  readonly sizes: readonly number[];
}

/** A closed loop: each user thinks, sends, and waits for the answer. They come evenly over rampUpUs. */
export interface UsersSpec {
  readonly kind: 'users';
  readonly users: number;
  readonly thinkTime: Distribution;
  readonly rampUpUs: number;
}

export interface LoadStep {
  readonly rate: number;
  readonly forUs: number;
}

/** base → peak over riseUs beginning at atUs, held for holdUs, back over fallUs. */
export interface SpikeSpec {
  readonly kind: 'spike';
  readonly base: number;
  readonly peak: number;
  readonly atUs: number;
  readonly riseUs: number;
  readonly holdUs: number;
  readonly fallUs: number;
}

export type HeaderValue = string | number | boolean;

/**
 * What sets messages of one producer apart besides key and size: what routers, selectors and queues look at. One object stands
 * for all messages of a variant and is never changed.
 */
export interface MessageProperties {
  /** Matched by the bindings of an exchange; left out: ''. */
  readonly routingKey?: string;
  readonly headers?: Readonly<Record<string, HeaderValue>>;
  /** 0 … 255; what it does is the queue's to say. */
  readonly priority?: number;
  /** Kept on disk by a durable queue; left out: as the system does by default. */
  readonly persistent?: boolean;
  /** Given back to the publisher when no queue takes it. */
  readonly mandatory?: boolean;
  /** JMSXGroupID: one consumer gets all messages of a group. */
  readonly group?: string;
  /** How long it may wait in a queue, µs; a dead letter loses it. */
  readonly ttlUs?: number;
  /** Every attempt to work on it fails. */
  readonly poison?: boolean;
}

/** One kind of message a producer sends, drawn with `weight` among its variants. */
export interface VariantSpec {
  readonly weight: number;
  readonly properties: MessageProperties;
}

export type KeysSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'uniform' | 'roundRobin'; readonly count: number }
  /** Key id i, from 0, has weight (i + 1)^−exponent. */
  | { readonly kind: 'zipf'; readonly count: number; readonly exponent: number }
  /** Null: the text of key id 0. */
  | { readonly kind: 'single'; readonly key: string | null }
  /** Key id 0 has `share` of the messages, the others share the rest evenly. */
  | { readonly kind: 'hotKey'; readonly count: number; readonly share: number };

/** How records become requests; shared by producers and forwarding consumers. Times in µs, sizes in bytes. */
export interface SendSettings {
  readonly lingerUs: number;
  readonly batchBytes: number;
  readonly acks: 0 | 1 | -1;
  readonly retries: number;
  readonly retryBackoffUs: number;
  readonly requestTimeoutUs: number;
  readonly maxInFlight: number;
  readonly bufferBytes: number;
  /** From its batch's first record on, a record is given up when it was not acknowledged in this time. */
  readonly deliveryTimeoutUs: number;
  /** How long sending waits for room in the buffer. */
  readonly maxBlockUs: number;
  readonly isIdempotent: boolean;
  readonly partitioner: 'murmur2' | 'crc32';
  /** Messages of one JMS transaction; 0: none. */
  readonly transaction: number;
  /** Queues, exchanges, broadcasts: messages that may be unconfirmed; 0: any number. */
  readonly confirmWindow: number;
}

/** How a consumer group shares its partitions. */
export type AssignorName = 'range' | 'roundRobin' | 'sticky' | 'cooperativeSticky';

/** What a partition's log keeps. */
export interface LogSettings {
  /** What is older, or beyond so many bytes, may be deleted; null: is kept for ever. Of a log that is not compacted. */
  readonly retentionUs: number | null;
  readonly retentionBytes: number | null;
  /** A segment is closed when it would grow beyond this, or its first record is older than this. */
  readonly segmentBytes: number;
  readonly segmentUs: number;
  readonly cleanup: 'delete' | 'compact';
}

/** Batches of a producer a partition remembers: more in flight could not be told apart. */
export const IDEMPOTENT_IN_FLIGHT_MAX = 5;
