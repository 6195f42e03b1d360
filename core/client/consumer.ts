/** What every kind of consumer instance offers to the run: start, stop, and what it holds. */
import type { Books, Broker, DestinationId } from '../broker/api.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { CrashPoint } from './crashPoint.ts';
import type { ClusterView } from './leaders.ts';
import type { Work } from './work.ts';
import type { WorkTimes } from './workTimes.ts';

export interface ConsumerSource {
  readonly destination: DestinationId;
  /** Already across the edge's link. */
  readonly broker: Broker;
  /** Told of each record from here that was processed. */
  readonly onProcessed?: (serial: number) => void;
  /** The same of `count` records at once, by their serials from index `from` on. */
  readonly onAllProcessed?: (serials: Uint32Array, from: number, count: number) => void;
  /** Topics on a cluster of several servers. */
  readonly cluster?: ClusterView | undefined;
}

export interface MemberContext {
  readonly scheduler: Scheduler;
  readonly books: Books;
  readonly work: Work;
  readonly client: string;
  readonly sources: readonly ConsumerSource[];
  /** Where it crashes, if it is to. */
  readonly crashPoint?: CrashPoint<Member>;
  /** Members of groups: how long each record takes; left out, it is drawn from the node's own stream. */
  readonly times?: WorkTimes;
  /** Every record is an event of its own. */
  readonly isStepwise?: boolean;
}

export interface Member {
  start(): void;
  /** Finishes what it works on, returns the rest, and disconnects. */
  stop(): void;
  /** Is gone at once: what only it held is lost, and nobody is told but by the end of its connections. */
  crash(): void;
  readonly isStopped: boolean;
  /** Records received and not started. */
  readonly waiting: number;
  /** Records the instance has and nobody else holds, for the books. */
  readonly inFlight: number;
  readonly stored: number;
}
