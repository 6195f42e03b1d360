/**
 * The document: what is saved, edited and undone. `model` decides a run; `view` never affects one.
 * Quantities stay text with units as a person wrote them; `compile` turns them into integers.
 * Every optional field has its default in `defaults.ts`, so files stay short and diffs stay one line.
 */
import type { CrashMode, CrashMoment, CutWay } from '../base/faults.ts';
import type { PresetName } from '../base/presetNames.ts';
import type { Profile } from '../base/profiles.ts';
import type { ExchangeType, HeadersMode } from '../base/routing.ts';

import type { AssignorName } from '../base/workload.ts';
import type { ObjectiveMetric } from './objectives.ts';
import type { DistributionDoc, KeysDoc, LoadDoc, Quantity, VariantDoc } from './traffic.ts';

export type { DistributionDoc, KeysDoc, LoadDoc, Quantity, RatePointDoc, VariantDoc } from './traffic.ts';

export const FORMAT = 'spillway';
export const VERSION = 2;

export type NodeId = string;
export type EdgeId = string;
/** Text for people: one string, or one per language. */
export type LocalText = string | { readonly en: string; readonly zh: string };

export interface Scenario {
  /** Where an editor finds the JSON Schema of the file; means nothing here, and is kept. */
  readonly $schema?: string;
  readonly format: typeof FORMAT;
  readonly version: number;
  readonly model: Model;
  readonly view: View;
  /** Files the design was read from: exported to the same target again, they change only where the design did. */
  readonly imported?: ImportedDoc;
}

/** What an imported design came from. */
export const IMPORT_FORMATS = ['compose', 'definitions', 'asyncapi', 'kafkaTopics'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export interface ImportedDoc {
  readonly format: ImportFormat;
  /** In the order they are applied. */
  readonly files: readonly ImportedFileDoc[];
}

export interface ImportedFileDoc {
  /** From the project's folder, with '/'. */
  readonly path: string;
  /** The text cut behind each '\n': joined it is the file, byte for byte, and one line changed there is one line changed here. */
  readonly lines: readonly string[];
}

export interface Model {
  /** Integer 0 … 2^32 − 1. */
  readonly seed: number;
  /** How long a run lasts in virtual time. */
  readonly horizon: Quantity;
  readonly nodes: Readonly<Record<NodeId, NodeDoc>>;
  readonly edges: Readonly<Record<EdgeId, EdgeDoc>>;
  /** What breaks during a run, and when. */
  readonly faults: readonly FaultDoc[];
  readonly objectives: readonly ObjectiveDoc[];
}

/** Something that breaks. Left out, `for` means to the end of the run: a crashed one is never started again. */
export type FaultDoc = {
  readonly at: Quantity;
  /** Node or edge id: a broker, an edge between a client and what a broker holds, or a client: by kind. */
  readonly target: NodeId;
  readonly for?: Quantity | undefined;
} & (
  | { readonly kind: 'brokerCrash'; readonly mode: CrashMode /** From 1; left out: every server of the cluster. */; readonly server?: number | undefined }
  | { readonly kind: 'brokerPause'; readonly server?: number | undefined }
  | { readonly kind: 'slowDisk'; readonly factor: number; readonly server?: number | undefined }
  /** `extra` is added to the latency, each way. */
  | { readonly kind: 'linkDelay'; readonly extra: Quantity }
  /** A lost segment is sent again after a timeout; a doubled request is one that was sent again though its first copy arrived. */
  | { readonly kind: 'linkLoss'; readonly probability: number }
  | { readonly kind: 'linkDuplicate'; readonly probability: number }
  | { readonly kind: 'linkPartition'; readonly way: CutWay }
  /** `instance` counts from 1; left out: all, or with a moment the first that comes to it. Producers crash at once. */
  | { readonly kind: 'clientCrash'; readonly instance?: number | undefined; readonly moment: CrashMoment }
  /** The next messages of a producer cannot be worked on; or each with a chance. */
  | { readonly kind: 'poison'; readonly messages: number }
  | { readonly kind: 'poisonShare'; readonly probability: number }
);
export type FaultKind = FaultDoc['kind'];

export interface View {
  readonly title: LocalText;
  readonly note?: LocalText;
  readonly positions: Readonly<Record<NodeId, { readonly x: number; readonly y: number }>>;
  /** Broker frames only. */
  readonly sizes?: Readonly<Record<NodeId, { readonly width: number; readonly height: number }>>;
  /** What people wrote beside the components. */
  readonly notes?: Readonly<Record<NoteId, NoteDoc>>;
}

export type NoteId = string;
export const NOTE_COLORS = ['yellow', 'blue', 'green', 'pink', 'gray'] as const;
/** A note is a sheet of text; a frame stands around components and takes what lies whole within it along. */
export interface NoteDoc {
  readonly kind: 'note' | 'frame';
  readonly text: LocalText;
  readonly color: (typeof NOTE_COLORS)[number];
  /** Of the canvas, as positions. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type NodeDoc = BrokerDoc | TopicDoc | QueueDoc | ExchangeDoc | BroadcastDoc | ChannelDoc | ProducerDoc | ConsumerDoc | ExternalDoc;
export type NodeKind = NodeDoc['kind'];
export type DestinationDoc = TopicDoc | QueueDoc | ExchangeDoc | BroadcastDoc | ChannelDoc;
export type DestinationKind = DestinationDoc['kind'];

/**
 * A message server, or a cluster of them: destinations on a server share its threads. Without a broker, a destination is served
 * at no cost.
 */
export interface BrokerDoc {
  readonly kind: 'broker';
  readonly name: string;
  /** Whose rules hold on it; 'any': nobody's in particular. */
  readonly profile: Profile;
  /** Servers of the cluster. */
  readonly nodes: number;
  /** One-way network delay between two of its servers. */
  readonly interNodeLatency: Quantity;
  /** Of each server, as the costs. */
  readonly threads: number;
  /** How long an fsync of a server's disk takes; writes that wait share one. */
  readonly fsync: Quantity;
  readonly costPerRequest: Quantity;
  readonly costPerRecord: Quantity;
  readonly costPerKiB: Quantity;
  /** Whose measured values the costs above and below have where they say nothing else; left out: nobody's. */
  readonly preset?: PresetName | undefined;
  /** Bytes or bits per second through a server's network card, each way; 0: any number. */
  readonly nicBandwidth: Quantity;
  /** Bytes per second onto or from a server's disk; 0: any number. */
  readonly diskBandwidth: Quantity;
  /** Memory of a server for what is on its disk: what is read from farther back comes from the disk; 0: everything is in it. */
  readonly pageCache: Quantity;
}

/** Partitioned append-only log read by consumer groups, as in Kafka: reading removes nothing. */
export interface TopicDoc {
  readonly kind: 'topic';
  readonly name: string;
  readonly broker?: NodeId;
  readonly partitions: number;
  /** Copies of each partition on distinct servers of its broker. */
  readonly replicationFactor: number;
  /** What is older than this is deleted, whether it was read or not. */
  readonly retentionTime: Quantity;
  /** The oldest is deleted while more than this is kept, by partition; left out: no limit. */
  readonly retentionBytes?: Quantity | undefined;
  /** A log is deleted or compacted in segments: the newest one is closed at this size, or at this age. */
  readonly segmentBytes: Quantity;
  readonly segmentTime: Quantity;
  /** Old segments are deleted; or of each key all but the last record, whatever its age. */
  readonly cleanup: 'delete' | 'compact';
  /** In-sync copies that `acks` all asks for. */
  readonly minInsyncReplicas: number;
  /** With no in-sync copy left, another one may lead: what it does not have is lost. */
  readonly uncleanElection: boolean;
}

/** Point to point: each message goes to one consumer and is gone once settled. */
export interface QueueDoc {
  readonly kind: 'queue';
  readonly name: string;
  readonly broker?: NodeId;
  /** Ready messages it may hold; 0 = up to the product's limit. */
  readonly maxLength: number;
  /** Bytes of ready messages' bodies it may hold; left out: any. */
  readonly maxBytes?: Quantity | undefined;
  /**
   * What happens to a message beyond maxLength or maxBytes: the new one is refused, the oldest is dropped, or the new one is refused
   * and dies.
   */
  readonly overflow: 'reject' | 'dropHead' | 'rejectDeadLetter';
  /** How long a message may wait here before it dies; left out: for ever. '0s': it is delivered at once or dies. */
  readonly messageTtl?: Quantity | undefined;
  /** A message given back more often than this dies; left out: it is delivered again without end, as by a classic queue. */
  readonly deliveryLimit?: number | undefined;
  /** RabbitMQ from here on. A quorum queue is on several servers, and has a message once most of them have it on disk. */
  readonly type: 'classic' | 'quorum';
  /** It is there again after its server crashed. */
  readonly durable: boolean;
  /** Messages have priorities 0 … maxPriority, the highest is served first; left out: none. */
  readonly maxPriority?: number | undefined;
  /** Only the first of its consumers is served, until it goes. */
  readonly singleActive: boolean;
  /** It belongs to the connection that first reads from it, and is deleted with that. */
  readonly exclusive: boolean;
  /** Deleted when nobody read from it for so long; left out: never. */
  readonly expires?: Quantity | undefined;
  /** Quorum queues: what the other end refuses is gone, or kept and sent again. */
  readonly deadLetterStrategy: 'atMostOnce' | 'atLeastOnce';
}

/** Sends what it is given on to queues and other exchanges, by the bindings on its outgoing edges; it keeps nothing. */
export interface ExchangeDoc {
  readonly kind: 'exchange';
  readonly name: string;
  readonly broker?: NodeId;
  /** What a binding is compared with: the routing key, nothing, the key word by word, or the headers. */
  readonly type: ExchangeType;
}

/** The document's publish/subscribe topic: every present subscriber gets each message; one that comes later does not. */
export interface BroadcastDoc {
  readonly kind: 'broadcast';
  readonly name: string;
  readonly broker?: NodeId;
}

/** An in-process channel: capacity 0 is a rendezvous. An unbounded one is no Go channel: it never makes a sender wait. */
export interface ChannelDoc {
  readonly kind: 'channel';
  readonly name: string;
  readonly capacity: number;
  /** Holds whatever it is sent, whatever its capacity, until `memoryLimit` is reached and its process crashes. */
  readonly unbounded: boolean;
  readonly memoryLimit: Quantity;
}

export interface ProducerDoc {
  readonly kind: 'producer';
  readonly name: string;
  readonly load: LoadDoc;
  readonly arrivals: 'even' | 'poisson';
  readonly keys: KeysDoc;
  /** Value bytes of one record. */
  readonly size: DistributionDoc;
  /** Kinds of message it sends, drawn by weight; none: all are plain. */
  readonly variants: readonly VariantDoc[];
  /** Processor time of the client for each record it sends; one instance sends no more than fits. */
  readonly costPerRecord: Quantity;
  /** Queues, exchanges, broadcasts: messages that may be unconfirmed; 0 = any number. */
  readonly confirmWindow: number;
  /** Channels: closed when the load has come to its end and all is sent, by the last of their senders. */
  readonly closeWhenDone: boolean;
  /** Topics only from here on: how batches form, and what an acknowledgement means. */
  readonly linger: Quantity;
  readonly batchSize: Quantity;
  readonly acks: '0' | '1' | 'all';
  /** Batches carry numbers, so that one sent again is not appended again; 'auto': if the settings allow it, as Kafka does. */
  readonly idempotence: 'auto' | 'on' | 'off';
  readonly retries: number;
  readonly retryBackoff: Quantity;
  readonly requestTimeout: Quantity;
  /** A record not acknowledged in this time is given up. */
  readonly deliveryTimeout: Quantity;
  readonly maxInFlight: number;
  readonly bufferMemory: Quantity;
  /** JMS: messages sent in one transaction; 0 = each is sent at once. */
  readonly transaction: number;
  /** With a full buffer: how long sending a record waits for room before it fails. */
  readonly maxBlock: Quantity;
  /** By which hash a key chooses its partition: Kafka's clients use murmur2, those made of librdkafka CRC-32. */
  readonly partitioner: 'murmur2' | 'crc32';
}

export interface ConsumerDoc {
  readonly kind: 'consumer';
  readonly name: string;
  /** Instances: each is a group member or a competing consumer. */
  readonly count: number;
  /** Records one instance works on at the same time. */
  readonly concurrency: number;
  /** Time to process one record. */
  readonly workTime: DistributionDoc;
  /** Processor time of an instance for each record it is given, before any work. */
  readonly costPerRecord: Quantity;
  /** 0 … 1, per attempt. */
  readonly failureProbability: number;
  /** After a failed attempt: try it again (queue: hand it back, as failed with 'fail': only that counts on a quorum queue since 4.3), or drop it. */
  readonly onFailure: 'retry' | 'fail' | 'drop';
  /** When the instances connect. A broadcast subscriber misses what was published before. */
  readonly startAt: Quantity;
  /** Queues, broadcasts: unsettled deliveries one instance may hold; 0 = unlimited. */
  readonly prefetch: number;
  /**
   * Queues, broadcasts: settle on delivery, or after processing. JMS: afterProcessing is AUTO_ACKNOWLEDGE, the three last are its
   * other modes: what the session consumed so far at once, lazily in batches, or by the commit of a transaction.
   */
  readonly ack: 'onDelivery' | 'afterProcessing' | 'client' | 'dupsOk' | 'transacted';
  /** Queues: consumers with the highest are served while they have room. */
  readonly consumerPriority: number;
  /** Queues: refused beside another consumer, and suffers none beside it. */
  readonly exclusive: boolean;
  /** JMS from here to `group`. Client and transacted: messages after which it acknowledges or commits. */
  readonly ackEvery: number;
  /** Only messages it selects are delivered; '' = all. */
  readonly selector: string;
  /** Broadcasts: a durable subscription stores what is published while the consumer is away. */
  readonly subscription: 'nonDurable' | 'durable';
  readonly subscriptionName: string;
  /** Redelivery policy: after how many redeliveries a message is given up (−1: never), and when each is made. */
  readonly maximumRedeliveries: number;
  readonly redeliveryDelay: Quantity;
  readonly backOffMultiplier: number;
  readonly maximumRedeliveryDelay?: Quantity | undefined;
  /** Topics from here on. Consumers that name the same group share its partitions; '' = a group of its own. */
  readonly group: string;
  readonly assignor: AssignorName;
  readonly offsetReset: 'earliest' | 'latest';
  /** When offsets are committed: on a timer inside polling, after each processed batch, or before processing it. */
  readonly commit: 'auto' | 'afterProcessing' | 'beforeProcessing';
  readonly commitInterval: Quantity;
  readonly maxPollRecords: number;
  /** The next poll begins while workers still have records of the last one: commits are ahead of the work. */
  readonly handOff: boolean;
  /** A member whose records keep it from polling for longer leaves its group. */
  readonly maxPollInterval: Quantity;
  /** A member not heard from for so long is out of its group. */
  readonly sessionTimeout: Quantity;
  readonly heartbeatInterval: Quantity;
  /** A fetch waits at the broker for so many bytes, but no longer than `fetchMaxWait`. */
  readonly fetchMinBytes: Quantity;
  readonly fetchMaxWait: Quantity;
}

export const EXTERNAL_ROLES = ['zookeeper', 'client', 'tool', 'other'] as const;

/** A service of an imported project that is not simulated: it is shown, and survives the export. No edge leads to it or from it. */
export interface ExternalDoc {
  readonly kind: 'external';
  readonly name: string;
  /** zookeeper: where older Kafka keeps its metadata; client: a program that talks to a broker; tool: exporters, pages, set-up. */
  readonly role: (typeof EXTERNAL_ROLES)[number];
  /** What it runs, as it was written: an image or a folder to build. */
  readonly image: string;
  /** Nodes it is told the address of, or waits for. */
  readonly uses: readonly NodeId[];
}

/**
 * Records flow from `from` to `to`. A consumer's outgoing edge forwards what it processed. From a queue to a queue or an exchange
 * it is a dead-letter wire: what dies in the queue (expired, rejected, pushed out, given back too often) goes there. From an
 * exchange it is its bindings, or leads to its alternate exchange. Both are inside their broker: neither latency nor share apply.
 */
export interface EdgeDoc {
  readonly from: NodeId;
  readonly to: NodeId;
  /** One-way network delay. */
  readonly latency: Quantity;
  /** Producer and forwarding edges: the part of records sent this way, 0 … 1. */
  readonly share: number;
  /** From an exchange: what goes this way, a copy each however many of them match. Left out: one with the key ''. */
  readonly bindings?: readonly BindingDoc[] | undefined;
  /** From an exchange to an exchange: takes what no binding matches. */
  readonly role?: 'alternate' | undefined;
  /** From a queue to an exchange: the routing key its dead letters get; left out: they keep their own. */
  readonly deadLetterKey?: string | undefined;
}

export interface BindingDoc {
  /** direct: the routing key; topic: a pattern of keys, with * for one word and # for any number. Others ignore it. */
  readonly key: string;
  /** headers: what a message's headers are compared with, type and value. */
  readonly arguments?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** headers: whether all of the arguments have to be there, or one; names that begin with x- count only with the last two. */
  readonly match?: HeadersMode | undefined;
}

/**
 * Judged while a run goes on and at its end: exactly one of the bounds. `node` is '' for a figure of the whole run. A duration or a
 * rate is a text with its unit, a count is a number (see objectives.ts).
 */
export interface ObjectiveDoc {
  readonly metric: ObjectiveMetric;
  readonly node: NodeId;
  /** Less than. */
  readonly below?: Quantity | number | undefined;
  /** Not more than. */
  readonly atMost?: Quantity | number | undefined;
  /** At least. */
  readonly above?: Quantity | number | undefined;
}
