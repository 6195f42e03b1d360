/**
 * What a client knows of who leads a topic's partitions in a cluster: asked for again when a leader turns out to be another one or its
 * connection is lost, at most every 100 ms, and until every partition has one [KL9].
 */
import { duration } from '../base/units.ts';
import type { Broker, MetadataRequest, Reply } from '../broker/api.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';

/** A topic's servers as seen over one edge, and who led what in the beginning. */
export interface ClusterView {
  readonly servers: readonly Broker[];
  readonly leaders: readonly number[];
}

/** retry.backoff.ms */
const REFRESH_BACKOFF_US = 100_000;

export interface LeadersHost {
  /** Sends the request to any server; false if none is connected. */
  ask(request: MetadataRequest): boolean;
  onLeaders(leaders: readonly number[]): void;
}

export class Leaders implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #destination: number;
  readonly #host: LeadersHost;
  readonly #nextId: () => number;
  #askedUs = Number.NEGATIVE_INFINITY;
  #askedId = 0;
  #isWaiting = false;
  #isStopped = false;

  constructor(scheduler: Scheduler, destination: number, host: LeadersHost, nextId: () => number) {
    this.#scheduler = scheduler;
    this.#destination = destination;
    this.#host = host;
    this.#nextId = nextId;
  }

  /** What is known does not hold any more. */
  refresh(): void {
    if (this.#isWaiting || this.#isStopped) return;
    const now = this.#scheduler.now();
    const waitUs = this.#askedUs + REFRESH_BACKOFF_US - now;
    if (waitUs > 0) return this.#later(waitUs);
    this.#askedUs = now;
    this.#askedId = this.#nextId();
    if (!this.#host.ask({ kind: 'metadata', id: this.#askedId, destination: this.#destination })) this.#later(REFRESH_BACKOFF_US);
  }

  /** Nobody wants to know any more. */
  stop(): void {
    this.#isStopped = true;
  }

  fire(): void {
    this.#isWaiting = false;
    this.refresh();
  }

  /** True if the answer was to this. */
  receive(message: Reply): boolean {
    if (message.kind !== 'described' || message.id !== this.#askedId) return false;
    const leaders = message.leaders ?? [];
    this.#host.onLeaders(leaders);
    if (leaders.some((leader) => leader < 0)) this.refresh();
    return true;
  }

  #later(us: number): void {
    this.#isWaiting = true;
    this.#scheduler.after(duration(us), Phase.Client, this);
  }
}
