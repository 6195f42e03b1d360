/**
 * What the engine runs: the model as integers and floats, frozen, cloneable, indexes instead of ids. Times in µs, sizes in
 * bytes, rates in records per second. Lists are sorted by id, so the order of keys in a file changes nothing; of a run whose design
 * was edited they keep the order in which parts came (align.ts).
 */
import type { Distribution } from '../base/distribution.ts';
import type { FaultSpec } from '../base/faults.ts';
import type { Profile } from '../base/profiles.ts';
import type { BindingSpec, ExchangeType } from '../base/routing.ts';
import type { AssignorName, KeysSpec, LoadSpec, LogSettings, SendSettings, VariantSpec } from '../base/workload.ts';

export interface Plan {
  readonly seed: number;
  readonly horizonUs: number;
  readonly sampleUs: number;
  readonly brokers: readonly BrokerPlan[];
  readonly destinations: readonly DestinationPlan[];
  readonly producers: readonly ProducerPlan[];
  readonly consumers: readonly ConsumerPlan[];
  /** In the order they begin. */
  readonly faults: readonly FaultPlan[];
  readonly objectives: readonly ObjectivePlan[];
}

/** In a run whose design was edited: it is not in the design any more, and keeps its place. */
interface Removable {
  readonly isGone?: true;
}

/** Cost of one request: costRequestUs + records · costRecordUs + bytes · costByteUs, on one of `threads` servers. */
export interface BrokerPlan extends Removable {
  /** Node id; '' for the implied broker that serves at no cost. */
  readonly id: string;
  readonly profile: Profile;
  /** Servers of the cluster. */
  readonly servers: number;
  /** One-way delay between two of its servers. */
  readonly interServerUs: number;
  /** How long an fsync of a server's disk takes. */
  readonly fsyncUs: number;
  readonly threads: number;
  readonly costRequestUs: number;
  readonly costRecordUs: number;
  readonly costByteUs: number;
  /** Of a server's card each way and of its disk, bytes per second; 0: any number. */
  readonly nicBandwidth: number;
  readonly diskBandwidth: number;
  /** 0: all that is on disk is in memory too. */
  readonly pageCache: number;
}

export type DestinationPlan = Removable & {
  readonly id: string;
  readonly name: string;
  /** Index into `brokers`. */
  readonly broker: number;
  /** Which server of that broker it lives on. */
  readonly server: number;
  /** A server has it of its own accord: it is not in the design. */
  readonly isImplied?: true;
} & (
    | ({
        readonly kind: 'topic';
        readonly partitions: number;
        /** Copies of each partition; of several servers the first copy of the first partition is on `server`. */
        readonly replicationFactor: number;
        readonly minInsync: number;
        readonly allowsUnclean: boolean;
      } & LogSettings)
    | ({ readonly kind: 'queue'; readonly deadLetter: DeadLetterPlan | null } & QueueSettingsPlan)
    | {
        readonly kind: 'exchange';
        readonly type: ExchangeType;
        readonly ways: readonly WayPlan[];
        /** Takes what no binding matches. */
        readonly alternate: WirePlan | null;
      }
    | {
        readonly kind: 'broadcast';
        /** Of each subscription. */
        readonly deadLetter: DeadLetterPlan | null;
      }
    | { readonly kind: 'channel'; readonly capacity: number; readonly unbounded: boolean; readonly memoryLimitBytes: number }
  );

/** null: there is none of it. */
export interface QueueSettingsPlan {
  readonly type: 'classic' | 'quorum';
  readonly maxLength: number;
  /** 0: any. */
  readonly maxBytes: number;
  readonly overflow: 'reject' | 'dropHead' | 'rejectDeadLetter';
  readonly messageTtlUs: number | null;
  readonly deliveryLimit: number | null;
  readonly maxPriority: number | null;
  readonly expiresUs: number | null;
  readonly isDurable: boolean;
  /** What a message is that does not say whether it is persistent. */
  readonly keeps: 'all' | 'persistent';
  readonly isSingleActive: boolean;
  readonly isExclusive: boolean;
  /** Of what was given back only failures count against the delivery limit. */
  readonly countsFailuresOnly: boolean;
  readonly deadLetterStrategy: 'atMostOnce' | 'atLeastOnce';
}

/** An edge between two destinations of one broker. */
export interface WirePlan {
  /** Edge id; '' for the way to the queue that a server has of its own accord. */
  readonly id: string;
  /** Index into `destinations`, of a queue or an exchange. */
  readonly destination: number;
}

/** Where what dies in a queue goes. */
export interface DeadLetterPlan extends WirePlan {
  /** The routing key it gets; left out: it keeps its own. */
  readonly routingKey?: string;
}

/** What goes from an exchange over one edge: what any of these bindings matches. */
export interface WayPlan extends WirePlan {
  readonly bindings: readonly BindingSpec[];
}

/** One edge a client sends over, or reads over. */
export interface LinkPlan {
  /** Edge id. */
  readonly id: string;
  /** Index into `destinations`. */
  readonly destination: number;
  readonly latencyUs: number;
  /** 0 … 1; 1 on reading links. */
  readonly share: number;
}

export interface ProducerPlan extends Removable {
  readonly id: string;
  readonly targets: readonly LinkPlan[];
  readonly load: LoadPlan;
  readonly arrivals: 'even' | 'poisson';
  readonly keys: KeysPlan;
  readonly size: DistributionPlan;
  readonly variants: readonly VariantSpec[];
  readonly closeWhenDone: boolean;
  /** Processor time of the client for each record. */
  readonly costRecordUs: number;
  readonly send: SendPlan;
}

export type SendPlan = SendSettings;

export interface ConsumerPlan extends Removable {
  readonly id: string;
  readonly sources: readonly LinkPlan[];
  readonly targets: readonly LinkPlan[];
  readonly send: SendPlan;
  readonly count: number;
  readonly concurrency: number;
  readonly workTime: DistributionPlan;
  /** Processor time of an instance for each record it is given. */
  readonly costRecordUs: number;
  readonly failureProbability: number;
  readonly onFailure: 'retry' | 'fail' | 'drop';
  readonly startUs: number;
  readonly prefetch: number;
  /** Queues. */
  readonly consumerPriority: number;
  readonly isExclusive: boolean;
  readonly ack: 'onDelivery' | 'afterProcessing';
  /** Null: its sources do not follow ActiveMQ. */
  readonly jms: JmsPlan | null;
  readonly group: string;
  readonly assignor: AssignorName;
  readonly offsetReset: 'earliest' | 'latest';
  readonly commit: 'auto' | 'afterProcessing' | 'beforeProcessing';
  readonly commitIntervalUs: number;
  readonly maxPollRecords: number;
  readonly handOff: boolean;
  readonly maxPollIntervalUs: number;
  readonly sessionTimeoutUs: number;
  readonly heartbeatIntervalUs: number;
  readonly fetchMinBytes: number;
  readonly fetchMaxWaitUs: number;
}

/** How a JMS connection reads. */
export interface JmsPlan {
  readonly ackMode: 'auto' | 'client' | 'dupsOk' | 'transacted';
  readonly ackEvery: number;
  /** '': everything. */
  readonly selector: string;
  /** Null: its subscription is not durable. */
  readonly clientId: string | null;
  readonly durable: string | null;
  /** −1: a message is never given up. */
  readonly maximumRedeliveries: number;
  readonly redeliveryDelayUs: number;
  readonly backOffMultiplier: number;
  readonly maximumRedeliveryDelayUs: number | null;
}

/** Values in µs or bytes. */
export type DistributionPlan = Distribution;

/** Rates in records per second, times in µs. */
export type LoadPlan = LoadSpec;

export type KeysPlan = KeysSpec;

export interface FaultPlan {
  readonly atUs: number;
  readonly fault: FaultSpec;
}

export interface ObjectivePlan {
  readonly metric: string;
  readonly unit: 'duration' | 'count' | 'rate';
  /** Node id, '' for the run. */
  readonly node: string;
  /** Durations in µs, rates per second, the rest counts; one of them: less than, not more than, at least. */
  readonly below?: number;
  readonly atMost?: number;
  readonly above?: number;
  /** As written in the document, for the report. */
  readonly text: string;
}
