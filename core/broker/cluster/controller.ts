/**
 * The controller of a Kafka cluster: it hears the servers' heartbeats, and when one has been silent for its session timeout it fences it
 * and gives its partitions other leaders [KL9]. A server that dies is not missed before, even if it is back at once: it is let in again
 * when its old session has ended. One that shuts down in order says so, and its leaders move at once.
 *
 * Servers know of an election at once, where in a cluster it takes a round of metadata.
 */
import { type Duration, duration, type Instant, SECOND } from '../../base/units.ts';
import { type Profile, isAtLeast } from '../../base/profiles.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../../kernel/scheduler.ts';
import type { Partition } from '../stream/partition.ts';
import { elect } from './election.ts';

/** broker.session.timeout.ms of KRaft, zookeeper.session.timeout.ms before. */
export const sessionTimeoutOf = (profile: Profile): Duration => duration((profile === 'any' || isAtLeast(profile, 'kafka-3.9') ? 9 : 18) * SECOND);

interface Registration {
  /** Counted on: it may lead and be in sync. */
  isActive: boolean;
  isSilent: boolean;
  /** It lost its session by dying; it may register anew when the old one is over. */
  mustRegister: boolean;
  session: TimerId;
}

export class Controller implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #sessionTimeout: Duration;
  readonly #servers: Registration[];
  readonly #partitions: Partition[] = [];
  /** A server is counted on again: it looks at its disk before it does anything else. */
  readonly #onRegister: (server: number) => void;

  constructor(scheduler: Scheduler, servers: number, sessionTimeout: Duration, onRegister: (server: number) => void = () => {}) {
    this.#scheduler = scheduler;
    this.#sessionTimeout = sessionTimeout;
    this.#onRegister = onRegister;
    this.#servers = Array.from({ length: servers }, () => ({ isActive: true, isSilent: false, mustRegister: false, session: NO_TIMER }));
  }

  /** The first replica leads, and all are in sync. */
  add(partition: Partition): void {
    this.#partitions.push(partition);
    partition.isFenced = (server) => !this.isActive(server);
    partition.isAway = (server) => this.mustRegister(server);
    const servers = partition.replicas.map(({ server }) => server);
    partition.lead({ leader: servers[0]!, isr: servers, isUnclean: false }, this.#scheduler.now());
    // A topic that is made later may have replicas on a server that is not there.
    servers.forEach((server) => {
      if (!this.isActive(server)) this.#withdraw(partition, server);
    });
  }

  isActive(server: number): boolean {
    return this.#servers[server]!.isActive;
  }

  /** It died, and its old session is not over: its process may be there again, but takes part in nothing. */
  mustRegister(server: number): boolean {
    return this.#servers[server]!.mustRegister;
  }

  /** No more heartbeats. `isDead`: its process is gone, not only slow or cut off. */
  silent(server: number, isDead: boolean): void {
    const registration = this.#servers[server]!;
    registration.mustRegister ||= isDead;
    if (registration.isSilent) return;
    registration.isSilent = true;
    if (registration.isActive) registration.session = this.#scheduler.after(this.#sessionTimeout, Phase.Engine, this, server);
  }

  /** Heartbeats again. */
  heard(server: number): void {
    const registration = this.#servers[server]!;
    registration.isSilent = false;
    // The session of the process before it still stands: that one has to end first.
    if (registration.isActive && registration.mustRegister) return;
    if (registration.session !== NO_TIMER) this.#scheduler.cancel(registration.session);
    registration.session = NO_TIMER;
    if (!registration.isActive) this.#register(server);
  }

  /** It goes down in order: its leaders move before it is gone. */
  shutDown(server: number): void {
    this.#fence(server);
  }

  /** The session of a silent server is over. */
  fire(_now: Instant, server: number): void {
    this.#servers[server]!.session = NO_TIMER;
    this.#fence(server);
    if (!this.#servers[server]!.isSilent) this.#register(server);
  }

  #fence(server: number): void {
    this.#servers[server]!.isActive = false;
    for (const partition of this.#partitions) this.#withdraw(partition, server);
  }

  #withdraw(partition: Partition, server: number): void {
    if (partition.leader === server) this.#elect(partition);
    else if (partition.isr.length > 1 && partition.isr.includes(server)) partition.shrink(partition.isr.filter((s) => s !== server));
  }

  #register(server: number): void {
    const registration = this.#servers[server]!;
    registration.isActive = true;
    registration.mustRegister = false;
    this.#onRegister(server);
    for (const partition of this.#partitions) if (partition.leader < 0 && partition.replicaOn(server) !== undefined) this.#elect(partition);
  }

  #elect(partition: Partition): void {
    const elected = elect({
      replicas: partition.replicas.map(({ server }) => server),
      isr: partition.isr,
      isThere: (server) => this.isActive(server),
      allowsUnclean: partition.rules.allowsUnclean,
    });
    if (elected === undefined) partition.offline();
    else partition.lead(elected, this.#scheduler.now());
  }
}
