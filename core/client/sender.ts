/**
 * The sending half of a client: what producers and forwarding consumers share. One sender per edge; which kind depends on
 * the destination. A sender takes every record at once and keeps it until the broker has it.
 */
import type { Books, Broker, DestinationId } from '../broker/api.ts';
import type { Random } from '../base/random.ts';
import type { DroppedReason } from '../base/reasons.ts';
import type { MessageProperties, SendSettings } from '../base/workload.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { ChannelSender, type SenderGroup } from './channelSender.ts';
import type { ClusterView } from './leaders.ts';
import { QueueSender } from './queueSender.ts';
import { TransactedSender } from './transactedSender.ts';
import { TopicSender } from './topicSender.ts';

export interface Sender {
  /** `key` is a 31-bit hash or NO_KEY; `createdUs` the instant latency is measured from; `serial` which of the run's messages it is. */
  send(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void;
  /** Records taken and not yet handed to the link. */
  readonly waiting: number;
  /** Records handed to the link whose answer is awaited. */
  readonly unanswered: number;
  /** Records sent again. */
  readonly retried: number;
  /** Records refused, by the client's own buffer or by the broker for good. */
  readonly refused: number;
  /** Exchanges: mandatory records that reached no queue and came back. */
  readonly returned?: number;
  /** Copies nobody else holds, for the books. */
  readonly stored: number;
  readonly inFlight: number;
  retune(settings: SendSettings): void;
  /** Loses all it holds, and connects again at `restart`. Channels do neither: they live and die with their process. */
  crash?(reason?: DroppedReason): void;
  /** Channels: it is removed. What it has not handed over is lost; a value it is blocked with goes when its turn comes. */
  leave?(): void;
  restart?(): void;
  /** Channels: no more will be sent, unless the load is edited; once all is, the last of the senders may close the channel. */
  end?(closes: boolean): void;
}

/** Whoever hands records to senders late: it is told before anything happens to one of them, and when what they foresaw has changed. */
export interface Feeder {
  catchUp(): void;
  changed(): void;
  /** Somebody wants to see every record at its instant, in `send`. */
  readonly isWatched: boolean;
  lookBack(then: number, act: () => void): void;
}

/** A sender that does nothing for most of the records it takes, and knows ahead for which. */
export interface ForeseeingSender extends Sender {
  feeder: Feeder | undefined;
  /** Begins to look ahead from how it stands; until when it does nothing by itself, −1 if it acts on whatever record comes. */
  foreseeFrom(): number;
  /** Whether it would act on this record, which comes after those it foresaw before. */
  foresee(key: number, size: number): boolean;
  /** Takes a record that came at `atUs`, not after now. */
  take(atUs: number, createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void;
}

export interface SenderContext {
  readonly scheduler: Scheduler;
  readonly books: Books;
  readonly broker: Broker;
  readonly client: string;
  readonly destination: DestinationId;
  readonly random: Random;
  readonly settings: SendSettings;
  /** The destination takes part in transactions. */
  readonly isJms?: boolean;
  /** Topics on a cluster of several servers. */
  readonly cluster?: ClusterView | undefined;
  /** Topics: what a key's partition is chosen by, if not by the key's own hash. */
  readonly keyHash?: ((key: number) => number) | undefined;
  /** Topics: the id of the next producer that has none yet. */
  readonly nextPid?: () => number;
  /** Channels: all that send to it. */
  readonly group?: SenderGroup;
  /** Told of each record whose acknowledgement came, with the instant its latency counts from. */
  readonly onAcknowledged: (createdUs: number, serial: number) => void;
  /** The same of the first `count` records of a batch at once; left out, each is told by itself. */
  readonly onAllAcknowledged?: ((createdUs: Float64Array, serials: Uint32Array, count: number) => void) | undefined;
  /** Told of each record that was sent without asking for an acknowledgement. */
  readonly onUnasked?: (serial: number) => void;
  /** Told of each record it is done with that was not acknowledged: refused, given up, or given back. */
  readonly onGivenUp?: (serial: number) => void;
}

export function createSender(kind: 'topic' | 'queue' | 'exchange' | 'broadcast' | 'channel', partitions: number, context: SenderContext): Sender {
  if (kind === 'topic') return new TopicSender(partitions, context);
  if (kind === 'channel') return new ChannelSender(context);
  return context.isJms === true && context.settings.transaction > 0 ? new TransactedSender(context, context.settings.transaction) : new QueueSender(context);
}
