/**
 * One server of a broker: its destinations, its consumer groups, its cost station, and the sessions that come in through any of the three
 * doors (called directly, across a simulated link, behind a codec). It owns what exists; `session` knows who asked.
 */
import { assert } from '../base/assert.ts';
import { isAtLeast, type Profile, systemOf } from '../base/profiles.ts';
import { Nic } from '../base/pipe.ts';
import { createRandom, type Random } from '../base/random.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';
import type { Books, Broker, CloseReason, Hello, Peer, Session } from './api.ts';
import type { Broadcast } from './broadcast/broadcast.ts';
import { BrokerSession } from './brokerSession.ts';
import type { Channel } from './channel/channel.ts';
import { NilChannel } from './channel/nilChannel.ts';
import type { CrashKind, Crashable } from './cluster/cluster.ts';
import { Disk } from './disk/disk.ts';
import { Exchange } from './exchange/exchange.ts';
import type { ErrorCode } from './errors.ts';
import { ParkedFetches } from './fetches.ts';
import { ClientIds } from './jms/clientIds.ts';
import { GroupCoordinator } from './group/groupCoordinator.ts';
import type { Held } from './ledger.ts';
import { LogKeeper } from './log/logKeeper.ts';
import type { Queue } from './queue/queue.ts';
import { type ServiceCosts, Station } from './station.ts';
import type { Replication } from './stream/replication.ts';
import type { Topic } from './stream/topic.ts';

export type Destination = Topic | Queue | Exchange | Broadcast | Channel;

/** A server as one of several that keep partitions together. */
export interface ClusterMember {
  readonly replication: Replication;
  /** Which of them it is. */
  readonly server: number;
  /** Consumer groups are kept by the cluster: whichever server is asked knows them. */
  readonly groups: Map<string, GroupCoordinator>;
}

export interface BrokerHooks {
  /** A group reached a new generation. */
  onRebalanced?(group: GroupCoordinator): void;
  /** Retention deleted `records` of a topic: the log starts at `start` now. */
  onLogExpired?(destination: number, partition: number, start: number, records: number): void;
}

export interface ServerSettings extends ServiceCosts {
  /** Whose rules hold; left out: nobody's in particular. */
  readonly profile?: Profile;
  /** How long an fsync of its disk takes; left out: no time. */
  readonly fsyncUs?: number;
  /** Bytes per second through its network card each way, and onto or from its disk; left out or 0: any number. */
  readonly nicBandwidth?: number;
  readonly diskBandwidth?: number;
  /** Bytes of what is on disk that it keeps in memory; left out or 0: all. */
  readonly pageCache?: number;
}

export class BrokerNode implements Broker, Held, EventHandler {
  readonly station: Station;
  readonly disk: Disk;
  readonly nic = new Nic();
  readonly fetches: ParkedFetches;
  readonly books: Books;
  readonly scheduler: Scheduler;
  /** What a select draws its case from. */
  readonly random: Random;
  readonly nil = new NilChannel();
  readonly clientIds = new ClientIds();
  /** Every queue that was added with a name is bound to it by that name [RX1]. */
  readonly defaultExchange: Exchange;
  /** Before 4.0 RabbitMQ goes on counting from the deaths a client publishes again [RD11]. */
  readonly keepsDeaths: boolean;
  /** An error of a client ends its session, as it closes a channel in RabbitMQ [RX7]. */
  readonly closesOnError: boolean;
  readonly #destinations = new Map<number, Destination>();
  readonly #groups = new Map<string, GroupCoordinator>();
  readonly #sessions = new Set<BrokerSession>();
  readonly #hooks: BrokerHooks;
  readonly #logKeeper: LogKeeper;
  /** Sessions whose peer acts on the spot and must be called from an event of its own. */
  #undelivered: BrokerSession[] = [];
  /** Sessions that are over, and learn of it in a later event: opened while it was down, or ended by an error of theirs. */
  #ending: { readonly session: BrokerSession; readonly reason: CloseReason; readonly error: ErrorCode }[] = [];
  requests = 0;
  isUp = true;
  /** Its part in a cluster whose partitions have replicas. */
  member: ClusterMember | undefined;

  constructor(scheduler: Scheduler, books: Books, settings: ServerSettings, hooks: BrokerHooks = {}, random = createRandom(0)) {
    this.scheduler = scheduler;
    this.books = books;
    this.station = new Station(scheduler, { ...settings });
    this.closesOnError = systemOf(settings.profile ?? 'any') === 'rabbitmq';
    this.keepsDeaths = this.closesOnError && !isAtLeast(settings.profile ?? 'any', 'rabbitmq-4.2');
    this.defaultExchange = new Exchange('direct', books);
    this.disk = new Disk(scheduler);
    this.fetches = new ParkedFetches(scheduler);
    this.#hooks = hooks;
    this.#logKeeper = new LogKeeper(scheduler);
    this.random = random;
    this.retune(settings);
  }

  retune(settings: ServerSettings): void {
    this.station.retune(settings);
    this.nic.retune(settings.nicBandwidth ?? 0);
    this.disk.retune({ fsyncUs: settings.fsyncUs ?? 0, bandwidth: settings.diskBandwidth ?? 0, pageCache: settings.pageCache ?? 0 });
    this.station.waitsForDisk = this.disk.isLimited;
  }

  add(id: number, destination: Destination, name?: string): void {
    assert(!this.#destinations.has(id), `destination ${id} added twice`);
    this.#destinations.set(id, destination);
    if (destination.kind === 'queue' && name !== undefined) this.defaultExchange.bind(destination, id, [{ key: name }]);
    if (destination.kind === 'queue') destination.disk = this.disk;
    if (destination.kind !== 'topic') return;
    if (destination.partitions === undefined) destination.onAppend = (partition) => this.fetches.wake(id, partition);
    else if (this.member?.server !== 0) return;
    // One server of a cluster looks after the logs of all: they are deleted from alike.
    destination.onExpired = (partition, start, records) => this.#hooks.onLogExpired?.(id, partition, start, records);
    this.#logKeeper.watch(destination);
  }

  destination(id: number): Destination | undefined {
    return this.#destinations.get(id);
  }
  topic(id: number): Topic | undefined {
    const found = this.#destinations.get(id);
    return found?.kind === 'topic' ? found : undefined;
  }

  group(name: string): GroupCoordinator {
    let group = this.groups.get(name);
    if (group === undefined) {
      group = new GroupCoordinator(
        name,
        this.scheduler,
        (id) => this.topic(id)?.logs.length ?? 0,
        (g) => this.#hooks.onRebalanced?.(g),
      );
      this.groups.set(name, group);
    }
    return group;
  }
  get groups(): Map<string, GroupCoordinator> {
    return this.member?.groups ?? this.#groups;
  }

  /** A server that is down opens a session all the same, and says in a later event that it cannot be reached. */
  open(peer: Peer, hello: Hello): Session {
    const session = new BrokerSession(this, peer, hello);
    if (!this.isUp) {
      this.endLater(session, 'unreachable');
      return session;
    }
    this.#sessions.add(session);
    this.station.attach(session);
    return session;
  }

  forget(session: BrokerSession): void {
    this.#sessions.delete(session);
  }

  /** Every session ends, what waited for service is lost, and what is on it keeps what it can [SV2]. */
  crash(kind: CrashKind): void {
    if (!this.isUp) return;
    this.isUp = false;
    for (const session of this.#sessions) session.close('crash');
    for (const destination of this.#destinations.values()) (destination as Partial<Crashable>).crashed?.(kind, this.scheduler.now(), this);
    this.disk.crashed();
    this.member?.replication.crashed(this.member.server, kind);
  }

  restart(): void {
    if (this.isUp) return;
    this.isUp = true;
    this.station.resume();
    for (const destination of this.#destinations.values()) (destination as Partial<Crashable>).restarted?.(this);
    this.member?.replication.restarted(this.member.server);
  }

  /** Its process stands still: nothing is handled, nothing answered, no heartbeat leaves. */
  pause(): void {
    this.station.pause();
    if (this.isUp) this.member?.replication.paused(this.member.server);
  }
  resume(): void {
    this.station.resume();
    if (this.isUp) this.member?.replication.resumed(this.member.server);
  }

  /** The session has messages for a peer that must not be called from inside submit(). */
  deliverLater(session: BrokerSession): void {
    this.#later();
    this.#undelivered.push(session);
  }

  endLater(session: BrokerSession, reason: CloseReason, error: ErrorCode = 'none'): void {
    this.#later();
    this.#ending.push({ session, reason, error });
  }

  fire(): void {
    const sessions = this.#undelivered;
    const ending = this.#ending;
    this.#undelivered = [];
    this.#ending = [];
    for (const session of sessions) session.deliverNow();
    for (const { session, reason, error } of ending) session.close(reason, error);
  }

  #later(): void {
    if (this.#undelivered.length + this.#ending.length === 0) this.scheduler.at(this.scheduler.now(), Phase.Engine, this);
  }

  /** For whoever looks: what clients of this server have of a queue. */
  *unsettled(queue: Queue): ReturnType<BrokerSession['unsettled']> {
    for (const session of this.#sessions) yield* session.unsettled(queue);
  }

  get sessions(): number {
    return this.#sessions.size;
  }
  get stored(): number {
    return 0;
  }
  /** Copies waiting for, or in, service, and what is sent to no channel. */
  get inFlight(): number {
    let n = this.nil.blockedSenders;
    for (const session of this.#sessions) n += session.carried;
    return n;
  }
}
