/**
 * What is inside one node at an instant, as plain data for a screen: a union by kind. Types only. Lists are cut at the limits
 * named in base/limits; `total` says how long they really are. Servers count from 0; ids are the scenario's; times in µs.
 */
import type { DroppedReason } from '../base/reasons.ts';
import type { AssignorName } from '../base/workload.ts';

export type NodeDetail = TopicDetail | QueueDetail | ConsumerDetail | BrokerDetail | ExchangeDetail | BroadcastDetail | ChannelDetail;

/** The first of a list, and how long it is. */
export interface Cut<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface TopicDetail {
  readonly kind: 'topic';
  /** Names of the groups that read it; each partition's `groups` are in step with them. */
  readonly groups: readonly string[];
  readonly partitions: Cut<PartitionDetail>;
}

export interface PartitionDetail {
  readonly id: number;
  /** Server; −1: nobody leads it, so it can be neither written nor read. */
  readonly leader: number;
  readonly epoch: number;
  /** In the order of the assignment; one without replication. */
  readonly replicas: readonly ReplicaDetail[];
  /** First offset kept, offset up to which consumers may read, and behind the last record. */
  readonly start: number;
  readonly highWatermark: number;
  readonly end: number;
  readonly groups: readonly { readonly committed: number | null; readonly lag: number }[];
}

export interface ReplicaDetail {
  readonly server: number;
  readonly isInSync: boolean;
  readonly end: number;
}

export interface QueueDetail {
  readonly kind: 'queue';
  readonly ready: number;
  readonly unacked: number;
  /** How long ago the message that is delivered next was produced; null while none waits. */
  readonly oldestUs: number | null;
  readonly consumers: Cut<SubscriptionDetail>;
  readonly redelivered: number;
  readonly deaths: Readonly<Partial<Record<DroppedReason, number>>>;
}

export interface SubscriptionDetail {
  /** Consumer node and instance, as 'workers/3'. */
  readonly client: string;
  /** 0: unlimited. */
  readonly prefetch: number;
  readonly unacked: number;
  /** False for one that waits behind a single active consumer. */
  readonly isActive: boolean;
}

export interface ConsumerDetail {
  readonly kind: 'consumer';
  /** Its groups, one for each cluster it reads topics of. */
  readonly groups: readonly GroupDetail[];
  readonly instances: Cut<InstanceDetail>;
}

export interface GroupDetail {
  readonly name: string;
  readonly state: 'empty' | 'preparing' | 'completing' | 'stable';
  readonly generation: number;
  readonly assignor: AssignorName;
  readonly members: number;
}

export interface InstanceDetail {
  readonly number: number;
  /** Crashed, and not started again. */
  readonly isDown: boolean;
  /** Received and not started. */
  readonly waiting: number;
  /** Partitions it owns, as far as its coordinator knows. */
  readonly owns: readonly { readonly topic: string; readonly partitions: readonly number[] }[];
}

export interface BrokerDetail {
  readonly kind: 'broker';
  readonly servers: readonly ServerDetail[];
}

export interface ServerDetail {
  readonly isUp: boolean;
  readonly isPaused: boolean;
  readonly sessions: number;
  /** Sessions waiting for a thread. */
  readonly waiting: number;
  /** Nodes that live on it and are not replicated. */
  readonly holds: readonly string[];
  /** Partitions it leads, and has a copy of. */
  readonly leads: number;
  readonly replicas: number;
}

export interface ExchangeDetail {
  readonly kind: 'exchange';
  readonly type: string;
  /** Messages that reached no queue: gone, or given back. */
  readonly dropped: number;
  readonly returned: number;
  readonly ways: Cut<WayDetail>;
}

export interface WayDetail {
  /** Edge id. */
  readonly edge: string;
  readonly to: string;
  readonly keys: readonly string[];
  readonly isAlternate: boolean;
  readonly records: number;
}

export interface BroadcastDetail {
  readonly kind: 'broadcast';
  /** Published while nobody listened. */
  readonly unheard: number;
  readonly offline: number;
  readonly subscriptions: Cut<SubscriberDetail>;
}

export interface SubscriberDetail {
  readonly ready: number;
  readonly unacked: number;
  /** Client id and name of a durable one, and whether somebody is connected to it. */
  readonly durable?: { readonly clientId: string; readonly name: string; readonly isOnline: boolean };
}

export interface ChannelDetail {
  readonly kind: 'channel';
  readonly length: number;
  /** Infinity for an unbounded one. */
  readonly capacity: number;
  readonly memoryBytes: number;
  readonly blockedSenders: number;
  readonly waitingReceivers: number;
  readonly isClosed: boolean;
  readonly hasCrashed: boolean;
}
