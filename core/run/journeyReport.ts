/**
 * What became of one message of a run, as plain data: copies, each with its steps in order, and an explanation of how it stands. Types
 * only. Node and edge ids are the scenario's, instants µs since the run's origin. What each kind of step means: SPEC.md, FM rules.
 */
import type { CopiedReason } from '../base/reasons.ts';
import type { MessageProperties } from '../base/workload.ts';
import type { RunEvent } from '../metrics/frameBatch.ts';

export type StepKind =
  // At whoever sends it.
  | 'created'
  | 'forwarded'
  | 'blocked'
  | 'sent'
  | 'arrived'
  | 'acknowledged'
  | 'answered'
  | 'gaveUp'
  | 'refused'
  // Where it is kept.
  | 'routed'
  | 'pending'
  | 'enqueued'
  | 'appended'
  | 'replicated'
  | 'committed'
  | 'known'
  | 'accepted'
  | 'delivered'
  | 'requeued'
  | 'settled'
  | 'deadLettered'
  | 'dropped'
  | 'deleted'
  | 'truncated'
  // At whoever works on it.
  | 'received'
  | 'began'
  | 'failed'
  | 'worked'
  | 'processed'
  | 'settling'
  | 'offsetCommitted'
  | 'commitRefused'
  | 'handedBack'
  | 'holderLost';

/** What a copy waits for between a step and the next. */
export type WaitKind =
  | 'buffer'
  | 'room'
  | 'network'
  | 'server'
  | 'majority'
  | 'replicas'
  | 'fetch'
  | 'consumer'
  | 'receiver'
  | 'worker'
  | 'work'
  | 'settle'
  | 'commit'
  | 'retry';

export interface JourneyStep {
  readonly atUs: number;
  readonly kind: StepKind;
  /** Node or edge where it happened. */
  readonly node: string;
  /** Servers, instances and attempts count from 1. */
  readonly detail: Readonly<Record<string, string | number>>;
  /** From this step on, until the next that has one. Undefined: the step ends no wait and begins none. Null: there is nothing to wait for. */
  readonly wait?: WaitKind | null;
}

export type CopyCause = CopiedReason | 'produced' | 'forwarded' | 'group';
/** How a copy stands: on its way or waiting, worked on to the end, settled for good, or gone. */
export type CopyState = 'waiting' | 'processed' | 'done' | 'refused' | 'dropped';

export interface JourneyCopy {
  readonly id: number;
  /** The copy it was made from; null for the first. */
  readonly from: number | null;
  readonly cause: CopyCause;
  readonly steps: readonly JourneyStep[];
  readonly state: CopyState;
  /** How often a consumer finished its work on it. */
  readonly processed: number;
  /** Given out again after a first time. */
  readonly redelivered: number;
}

/** An answer to why it stands as it does, in the order in which they explain. */
export interface JourneyCause {
  readonly about: 'stuck' | 'dropped' | 'refused' | 'duplicated' | 'late' | 'fine';
  readonly kind: CauseKind;
  readonly copy: number;
  readonly node: string;
  /** When what caused it happened; undefined: it holds now. */
  readonly atUs?: number;
  readonly detail: Readonly<Record<string, string | number>>;
}

export type CauseKind =
  // Stuck: what it waits for.
  | 'waitsInBuffer'
  | 'waitsForRoom'
  | 'waitsOnLink'
  | 'waitsForServer'
  | 'serverDown'
  | 'waitsForRetry'
  | 'noMajority'
  | 'noLeader'
  | 'notReplicated'
  | 'behindRecords'
  | 'nextToFetch'
  | 'groupRebalancing'
  | 'groupEmpty'
  | 'behindMessages'
  | 'prefetchFull'
  | 'noConsumer'
  | 'consumersBusy'
  | 'ttlRuns'
  | 'behindInClient'
  | 'isWorkedOn'
  | 'notSettled'
  | 'notCommitted'
  | 'noReceiver'
  | 'failsAgain'
  // Gone.
  | 'dropReason'
  | 'refuseReason'
  // More than once.
  | 'retriedAfterNoAnswer'
  | 'doubledOnLink'
  | 'redeliveredAfterLoss'
  | 'redeliveredAfterFailure'
  | 'readAgain'
  // It went another way.
  | 'wentAsDeadLetter'
  // Nothing is wrong.
  | 'wasProcessed'
  | 'notProduced'
  // What happened to where it is, and when.
  | 'event';

/** The message itself. */
export interface JourneyMessage {
  readonly producer: string;
  readonly createdUs: number;
  /** Text, as `key17`; null without a key. */
  readonly key: string | null;
  readonly size: number;
  readonly properties?: MessageProperties | undefined;
}

export interface Journey {
  readonly serial: number;
  /** Up to here the run was repeated. */
  readonly untilUs: number;
  /** Null: it was not produced until then. */
  readonly message: JourneyMessage | null;
  /** By id, so that each comes after the one it was made from; at most LIMITS.journeyCopies. */
  readonly copies: readonly JourneyCopy[];
  /** What happened meanwhile to the places it came by; at most LIMITS.journeyEvents. */
  readonly events: readonly RunEvent[];
  readonly causes: readonly JourneyCause[];
  /** Something was left out at a limit. */
  readonly isCut: boolean;
}
