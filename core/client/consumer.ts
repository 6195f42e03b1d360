/** What every kind of consumer instance offers to the run: start, stop, and what it holds. */
import type { Books, Broker, DestinationId } from '../broker/api.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Work } from './work.ts';

export interface ConsumerSource {
  readonly destination: DestinationId;
  /** Already across the edge's link. */
  readonly broker: Broker;
}

export interface MemberContext {
  readonly scheduler: Scheduler;
  readonly books: Books;
  readonly work: Work;
  readonly client: string;
  readonly sources: readonly ConsumerSource[];
}

export interface Member {
  start(): void;
  /** Finishes what it works on, returns the rest, and disconnects. */
  stop(): void;
  readonly isStopped: boolean;
  /** Records received and not started. */
  readonly waiting: number;
  /** Records the instance has and nobody else holds, for the books. */
  readonly inFlight: number;
  readonly stored: number;
}
