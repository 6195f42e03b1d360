/** A way to one message server: what the rest of the program knows of Kafka, RabbitMQ and Artemis. */
import type { Random } from '#core/base/random.ts';
import type { ConsumerPlan, SendPlan } from '#core/compile/plan.ts';
import type { WiredDestination } from '#core/compose/wiring.ts';
import type { Told } from '../message.ts';
import type { Sender, SenderEvents } from '../sender.ts';

export interface TargetSpec {
  readonly destination: WiredDestination;
  /** Of a topic, else 0. */
  readonly partitions: number;
  readonly settings: SendPlan;
  /** What keyless records choose their partition by. */
  readonly random: Random;
  readonly events: SenderEvents;
}

export interface SourceSpec {
  readonly destination: WiredDestination;
  readonly hears: Hearer;
}

/** What a server handed out. */
export interface Received {
  /** Undefined: somebody else's message. */
  readonly told: Told | undefined;
  readonly size: number;
  readonly isRedelivered: boolean;
}

/** `again`: given back, so that it is delivered again; as a failure where the server counts those. */
export type Verdict = 'processed' | 'again' | 'failed' | 'rejected';

/** One instance's ear at one source. */
export interface Hearer {
  /** `settle` is called once it was worked on. */
  take(received: Received, settle: (verdict: Verdict) => void): void;
  /** Works on it again and again until that ends well, or it is given up: for servers that take nothing back. */
  keep(received: Received): Promise<void>;
  /** What waits at the server, as far as it is known. */
  backlog(count: number): void;
}

export interface Reading {
  /** Its sources on this server. */
  readonly sources: readonly SourceSpec[];
  readonly plan: ConsumerPlan;
  readonly instance: number;
}

export interface Transport {
  readonly isConnected: boolean;
  /** All targets before `connect`. */
  target(spec: TargetSpec): Sender;
  /** Connects what sends; resolves when it is. Tries until it succeeds. */
  connect(): Promise<void>;
  /** Connects one instance of a consumer. */
  read(reading: Reading): Promise<void>;
  /** Gives back what is not done, and goes. */
  close(): Promise<void>;
}

export type Log = (text: string) => void;

/** What a fault says of itself, on one line. */
export const faultText = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault)).replaceAll(/\s+/g, ' ');
