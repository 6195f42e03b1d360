/**
 * The protocol-neutral door of a broker, shared by client models, codecs and tests.
 *
 * A client opens a session and submits requests; the broker answers through the peer. Each taken request that expects an
 * answer gets exactly one reply with its id, or the session is closed. The peer is never called from inside submit():
 * always from a later event, so no one is re-entered. Nothing throws, nothing awaits.
 */
import type { CopiedReason, DroppedReason, RefusedReason } from '../base/reasons.ts';
import type { AssignorName, MessageProperties } from '../base/workload.ts';
import type { Nic } from '../base/pipe.ts';
import type { Duration } from '../base/units.ts';
import type { ErrorCode } from './errors.ts';
import type { DeclareRequest } from './exchange/declareRequest.ts';
import type { FollowedReply, FollowRequest } from './stream/following.ts';

export type { ErrorCode } from './errors.ts';

export interface Broker {
  open(peer: Peer, hello: Hello): Session;
}

export interface Hello {
  /** Who connects, for messages to people. */
  readonly client: string;
  /**
   * The peer promises only to queue what it is given and to act in a later event. The broker may then call it at once,
   * which saves one event per message. Links promise it; a test's peer that acts on the spot must not.
   */
  readonly defers?: boolean;
  /** JMS: the name its durable subscriptions belong to; one connection at a time has it [J5]. */
  readonly clientId?: string;
}

export interface Session {
  /** False: not taken, the session is full; wait for `drained()`. */
  submit(request: Request): boolean;
  /** Nobody is there to talk to: it takes nothing, and ends as 'unreachable'. */
  readonly isRefused?: boolean;
  /** The network card of the server at this end; left out: it takes no time. */
  readonly nic?: Nic;
  close(reason: CloseReason): void;
}

export interface Peer {
  receive(message: Reply | Delivery): void;
  drained(): void;
  /** `error` is what the client did wrong, where that is the reason. */
  closed(reason: CloseReason, error?: ErrorCode): void;
}

/** Who ended it: the client, by what it asked or by an error; the broker, the crash of either, or nobody: the other end could not be reached. */
export type CloseReason = 'client' | 'error' | 'broker' | 'crash' | 'unreachable';

/** Handle of a destination on this broker: the index in the plan. */
export type DestinationId = number;
/** No channel at all, Go's nil: who sends to it or receives from it waits for ever. */
export const NIL_CHANNEL: DestinationId = -1;
/** RabbitMQ's exchange without a name: a queue is bound to it by its own name [RX1]. */
export const DEFAULT_EXCHANGE: DestinationId = -2;
export const NO_KEY = 0xffffffff;
/** A request id of 0 asks for no reply. */
export const NO_REPLY = 0;

/** What a publisher hands over and a consumer is given; for people a message, inside a queue a slot, inside a log a record. */
export interface Message {
  /** The intended send instant, µs: latency is measured from it. */
  readonly createdUs: number;
  /** 31-bit positive murmur2 hash, or NO_KEY. */
  readonly key: number;
  /** Value bytes. */
  readonly size: number;
  /** Which of the run's messages it is, in the order of production, from 1; copies share it, so that doubles and losses can be told. */
  readonly serial: number;
  /** Queues: how long it may wait from now on, if that is less than the queue's own time to live. */
  readonly ttl?: Duration | undefined;
  /** Undefined for a plain message. */
  readonly properties?: MessageProperties | undefined;
  /** Queues: of a message that was dead-lettered on its way; newest first. What a client writes here most brokers ignore [RD11]. */
  readonly deaths?: readonly Death[] | undefined;
}

/**
 * A batch of records by columns; `count` first entries are meant. `keys` are 31-bit positive murmur2 hashes or NO_KEY.
 * The receiver copies what it keeps: the sender may reuse the arrays once it is answered.
 */
export interface RecordBatch {
  readonly count: number;
  /** Value bytes of each record. */
  readonly sizes: Uint32Array;
  readonly keys: Uint32Array;
  readonly serials: Uint32Array;
  /** The intended send instant of each record, µs: latency is measured from it. */
  readonly createdUs: Float64Array;
  /** Undefined while all are plain. */
  readonly properties: Properties | undefined;
  /** Sum of sizes. */
  readonly bytes: number;
}

/** By record; a plain one has none. */
export type Properties = readonly (MessageProperties | undefined)[];

/** Records of one partition, contiguous in one segment: `start` is the index of `baseOffset` in the columns. Read only. */
export interface LogSlice {
  readonly destination: DestinationId;
  readonly partition: number;
  readonly baseOffset: number;
  readonly count: number;
  readonly start: number;
  readonly sizes: Uint32Array;
  readonly keys: Uint32Array;
  readonly serials: Uint32Array;
  readonly createdUs: Float64Array;
  readonly properties: Properties | undefined;
  readonly bytes: number;
}

export interface ProducePart {
  readonly partition: number;
  readonly batch: RecordBatch;
  /** Of an idempotent producer: who it is, and the sequence number of the batch's first record in this partition. */
  readonly mark?: ProducerMark | undefined;
}
export interface ProducerMark {
  readonly pid: number;
  readonly epoch: number;
  readonly sequence: number;
}

export interface Position {
  readonly destination: DestinationId;
  readonly partition: number;
  /** Next offset to read; negative until known. */
  offset: number;
}

export type ProduceRequest = {
  readonly kind: 'produce';
  readonly id: number;
  readonly destination: DestinationId;
  /** 0: no reply; 1: once the leader has it; −1: once all in-sync replicas have it. */
  readonly acks: -1 | 0 | 1;
  readonly parts: readonly ProducePart[];
};
export type FetchRequest = {
  readonly kind: 'fetch';
  readonly id: number;
  readonly group: string;
  readonly positions: readonly Position[];
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** It waits at the broker until there is so much, but no longer than `maxWaitUs` [KC1]. */
  readonly minBytes: number;
  readonly maxWaitUs: number;
};
/** One record to a queue, an exchange, a broadcast topic or a channel. id 0 = no confirm. */
export type PublishRequest = Message & {
  readonly kind: 'publish';
  readonly id: number;
  readonly destination: DestinationId;
  /** It is kept aside, and unanswered, until the session commits [J14]. */
  readonly transacted?: boolean;
};
/** Sends at once what the session published in a transaction; `queue_full` when a queue would not take some of it. */
export type CommitTransactionRequest = { readonly kind: 'commitTransaction'; readonly id: number };
/** `subscription` is chosen by the client, from 0, unique in the session. */
export type ConsumeRequest = {
  readonly kind: 'consume';
  readonly id: number;
  readonly destination: DestinationId;
  readonly subscription: number;
  /** Unsettled deliveries allowed; 0 = unlimited. */
  readonly prefetch: number;
  /** Settled by being delivered (RQ5: at most once). */
  readonly settleOnDelivery: boolean;
  /** Consumers with the highest are served first; left out: 0. */
  readonly priority?: number;
  /** Refused beside another consumer, and suffers none beside it. */
  readonly exclusive?: boolean;
  /** JMS: only messages it selects [J11]; left out: all. */
  readonly selector?: string;
  /** JMS: the durable subscription of this name and of the session's client id, at a broadcast [J4]; left out: one that ends with the session. */
  readonly durable?: string;
};
/** Takes one message of a queue now, whatever the prefetch: a delivery of the subscription PULLED comes, then the answer; or `queue_empty`. */
export type GetRequest = { readonly kind: 'get'; readonly id: number; readonly destination: DestinationId; readonly settleOnDelivery: boolean };
/** What a `get` brings belongs to no subscription. */
export const PULLED = -1;
export type CancelRequest = { readonly kind: 'cancel'; readonly id: number; readonly subscription: number };
/** Tags are per session, from 1. */
export type SettleRequest = {
  readonly kind: 'settle';
  readonly id: number;
  readonly tag: number;
  readonly multiple: boolean;
  /**
   * 'fail' gives back what was tried in vain, as basic.reject with requeue does; 'requeue' says nothing of why [RQQ2].
   * 'expire': its time ran out while the consumer held it.
   */
  readonly outcome: 'ack' | 'requeue' | 'fail' | 'reject' | 'expire';
};
export type QosRequest = { readonly kind: 'qos'; readonly id: number; readonly subscription: number; readonly prefetch: number };
/** Takes the next value of a channel; answered when there is one, or when it is closed and empty. */
export type ReceiveRequest = { readonly kind: 'receive'; readonly id: number; readonly destination: DestinationId };
export type CloseChannelRequest = { readonly kind: 'closeChannel'; readonly id: number; readonly destination: DestinationId };
/** Does one of several sends and receives: one that can be done now, else nothing with a default, else the first that can be. */
export type SelectRequest = {
  readonly kind: 'select';
  readonly id: number;
  readonly cases: readonly SelectCase[];
  readonly hasDefault: boolean;
};
export type SelectCase =
  | (Message & { readonly kind: 'send'; readonly destination: DestinationId })
  | { readonly kind: 'receive'; readonly destination: DestinationId };

export type JoinRequest = {
  readonly kind: 'join';
  readonly id: number;
  readonly group: string;
  /** 0 for a new member. */
  readonly member: number;
  readonly topics: readonly DestinationId[];
  readonly assignor: AssignorName;
  /** What it was given last, and in which generation: sticky assignors leave it there. */
  readonly owned: readonly { readonly destination: DestinationId; readonly partition: number }[];
  readonly generation: number;
  readonly sessionTimeoutUs: number;
  readonly rebalanceTimeoutUs: number;
};
export type SyncRequest = { readonly kind: 'sync'; readonly id: number; readonly group: string; readonly member: number; readonly generation: number };
export type HeartbeatRequest = {
  readonly kind: 'heartbeat';
  readonly id: number;
  readonly group: string;
  readonly member: number;
  readonly generation: number;
};
export type LeaveRequest = { readonly kind: 'leave'; readonly id: number; readonly group: string; readonly member: number };
export type CommitRequest = {
  readonly kind: 'commit';
  readonly id: number;
  readonly group: string;
  readonly member: number;
  readonly generation: number;
  readonly offsets: readonly { readonly destination: DestinationId; readonly partition: number; readonly offset: number }[];
};
/** Where a group stands: committed offsets, else by `reset`. */
export type PositionsRequest = {
  readonly kind: 'positions';
  readonly id: number;
  readonly group: string;
  readonly partitions: readonly { readonly destination: DestinationId; readonly partition: number }[];
  readonly reset: 'earliest' | 'latest';
  /** What is committed does not count: it is not in the log any more [KR3]. */
  readonly isReset?: boolean;
};
/** How many partitions a topic has, and who leads them. */
export type MetadataRequest = { readonly kind: 'metadata'; readonly id: number; readonly destination: DestinationId };

export type Request =
  | ProduceRequest
  | FetchRequest
  | FollowRequest
  | PublishRequest
  | CommitTransactionRequest
  | DeclareRequest
  | ConsumeRequest
  | GetRequest
  | CancelRequest
  | SettleRequest
  | QosRequest
  | ReceiveRequest
  | CloseChannelRequest
  | SelectRequest
  | JoinRequest
  | SyncRequest
  | HeartbeatRequest
  | LeaveRequest
  | CommitRequest
  | PositionsRequest
  | MetadataRequest;

export type Reply =
  /** produce: first offset per part, and if not all went well, how each went. publish: confirmed. Others: done. */
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly error: ErrorCode;
      readonly offsets?: readonly number[];
      readonly errors?: readonly ErrorCode[];
    }
  | {
      readonly kind: 'fetched';
      readonly id: number;
      readonly error: ErrorCode;
      readonly slices: readonly LogSlice[];
      readonly records: number;
      /** With 'offset_out_of_range': whose position is not in the log; the others' records are there. */
      readonly outOfRange?: readonly Position[];
    }
  | FollowedReply
  /** A channel's value; `open` false and no value once closed and drained. */
  | (Message & { readonly kind: 'received'; readonly id: number; readonly open: boolean })
  /**
   * The case a select did by its index, −1 for the default; `returned` values of its other sends come back. `open` and the
   * rest are as in 'received', for a case that receives.
   */
  | (Message & {
      readonly kind: 'selected';
      readonly id: number;
      readonly error: ErrorCode;
      readonly chosen: number;
      readonly returned: number;
      readonly open: boolean;
    })
  | { readonly kind: 'joined'; readonly id: number; readonly error: ErrorCode; readonly member: number; readonly generation: number; readonly leader: number }
  | {
      readonly kind: 'assigned';
      readonly id: number;
      readonly error: ErrorCode;
      readonly partitions: readonly { readonly destination: DestinationId; readonly partition: number }[];
    }
  | { readonly kind: 'positioned'; readonly id: number; readonly error: ErrorCode; readonly positions: readonly Position[] }
  /** No answer: the queue of this subscription is gone [RQ7]. */
  | { readonly kind: 'cancelled'; readonly id: typeof NO_REPLY; readonly subscription: number }
  /** `leaders`: in a cluster, the server that leads each partition, −1 for none. */
  | {
      readonly kind: 'described';
      readonly id: number;
      readonly error: ErrorCode;
      readonly partitions: number;
      readonly leaders?: readonly number[] | undefined;
    }
  | Returned;

/** A mandatory message that reached no queue goes back to its publisher, ahead of the answer to its publish [RX5]. */
export type Returned = Message & { readonly kind: 'returned'; readonly id: number };

/** Why a message may die in a queue: rejected, past its time, pushed out at the head, or given back too often [RD8]. */
export type DeathReason = Extract<DroppedReason, 'rejected' | 'expired' | 'overflow_head' | 'delivery_limit'>;
/** RabbitMQ's x-death, an entry of it: where and why a message died, and how often. */
export interface Death {
  readonly queue: DestinationId;
  readonly reason: DeathReason;
  readonly count: number;
}

/** Pushed to a consumer of a queue or a broadcast topic. */
export type Delivery = Message & {
  readonly kind: 'delivery';
  readonly subscription: number;
  readonly tag: number;
  readonly redelivered: boolean;
  /** True: the broker still holds it, unsettled. False: this message is the only copy. */
  readonly held: boolean;
  /** When it must not be worked on any more; undefined: never. */
  readonly expiresUs: number | undefined;
};

/**
 * Where every component writes what became of the copies of records it handled. `copied` adds sources; the others are
 * sinks. What is stored or on its way is counted from the structures themselves, so that a mistake shows.
 */
export interface Books {
  offered(count: number): void;
  copied(reason: CopiedReason, count: number): void;
  refused(reason: RefusedReason, count: number): void;
  consumed(count: number): void;
  dropped(reason: DroppedReason, count: number): void;
}
