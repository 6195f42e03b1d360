/**
 * Replication in a cluster of servers: its controller, every server's fetches from every other one, and the fetches that wait at a
 * leader for something to come. What a server does as a leader is asked of it through a session as everything else is, so that it
 * costs its threads, takes the link's time, and ends with a crash.
 */
import { type Duration, duration, type Instant } from '../../base/units.ts';
import type { Broker, Reply } from '../api.ts';
import { Controller } from '../cluster/controller.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import { type EventHandler, Phase, type Scheduler, type TimerId } from '../../kernel/scheduler.ts';
import { ISR_CHECK_US } from './isr.ts';
import type { Partition } from './partition.ts';
import { ReplicaFetcher, type ReplicaServer } from './replicaFetcher.ts';
import type { FollowRequest } from './following.ts';

/** replica.fetch.max.bytes, of one partition in one answer. */
const PARTITION_MAX_BYTES = 1_048_576;

type Answer = (reply: Reply) => void;

/** A follower's fetch that waits at its leader. Its event is its time limit, or after a wake its answer. */
class Parked implements EventHandler {
  readonly request: FollowRequest;
  readonly answer: Answer;
  timer: TimerId;
  isWoken = false;
  readonly #done: (parked: Parked) => void;

  constructor(scheduler: Scheduler, request: FollowRequest, answer: Answer, done: (parked: Parked) => void) {
    this.request = request;
    this.answer = answer;
    this.#done = done;
    this.timer = scheduler.after(duration(request.maxWaitUs), Phase.Engine, this);
  }

  fire(): void {
    this.#done(this);
  }
}

export class Replication implements EventHandler {
  readonly controller: Controller;
  readonly #scheduler: Scheduler;
  readonly #servers: readonly ReplicaServer[];
  readonly #partitions = new Map<number, readonly Partition[]>();
  readonly #fetchers: ReplicaFetcher[][];
  /** Servers whose fetchers stand still. */
  readonly #still = new Set<number>();
  #isLooking = false;
  /** By leader and follower. */
  readonly #parked: (Parked | undefined)[][];
  readonly #wokenUp = (parked: Parked): void => this.#answer(parked);

  constructor(scheduler: Scheduler, servers: readonly ReplicaServer[], sessionTimeout: Duration) {
    this.#scheduler = scheduler;
    this.#servers = servers;
    this.controller = new Controller(scheduler, servers.length, sessionTimeout, (server) => this.#registered(server));
    this.#fetchers = servers.map(() => []);
    this.#parked = servers.map(() => servers.map(() => undefined));
  }

  add(destination: number, partitions: readonly Partition[]): void {
    this.#partitions.set(destination, partitions);
    for (const partition of partitions) this.controller.add(partition);
  }

  /**
   * Followers begin to fetch what was added, over `connect` from one server to another. Nothing is done where no two servers share a
   * partition.
   */
  start(connect: (from: number, to: number) => Broker): void {
    const all = [...this.#partitions.values()].flat();
    for (let follower = 0; follower < this.#servers.length; follower++) {
      const own = all.filter((p) => p.replicaOn(follower) !== undefined);
      const fetchers = this.#fetchers[follower]!;
      for (let leader = 0; leader < this.#servers.length; leader++) {
        const shared = leader === follower ? [] : own.filter((p) => p.replicaOn(leader) !== undefined);
        if (shared.length === 0) continue;
        const known = fetchers.find((fetcher) => fetcher.leader === leader);
        if (known !== undefined) known.partitions = shared;
        else
          fetchers.push(
            new ReplicaFetcher(this.#scheduler, { follower, leader, door: connect(follower, leader), partitions: shared, server: this.#servers[follower]! }),
          );
      }
      for (const fetcher of fetchers) fetcher.run(!this.#still.has(follower));
    }
    if (this.#isLooking || !all.some((p) => p.replicas.length > 1)) return;
    this.#isLooking = true;
    this.#scheduler.after(duration(ISR_CHECK_US), Phase.Engine, this);
  }

  /** The regular look at who is in sync. */
  fire(now: Instant): void {
    this.#scheduler.after(duration(ISR_CHECK_US), Phase.Engine, this);
    for (const partitions of this.#partitions.values())
      for (const partition of partitions) if (this.controller.isActive(partition.leader)) partition.checkIsr(now);
  }

  // --- the leader's side ---

  /** Answers a follower at once if there is something to tell it, else when there is, or when its time is up. */
  follow(leader: number, request: FollowRequest, answer: Answer): void {
    const now = this.#scheduler.now();
    let hasNews = false;
    let left = request.maxBytes;
    const parts = request.positions.map((position) => {
      const part = this.#partition(position.destination, position.partition).follow(request.server, position, Math.min(left, PARTITION_MAX_BYTES), now);
      left = Math.max(0, left - (part.slice?.bytes ?? 0));
      hasNews ||= part.error !== 'none' || part.slice !== undefined || part.parting !== undefined;
      return part;
    });
    if (hasNews) return answer({ kind: 'followed', id: request.id, parts });
    this.#parked[leader]![request.server] = new Parked(this.#scheduler, request, answer, this.#wokenUp);
  }

  /** Records were appended, or the leader changed: followers that wait there are answered in an event of this instant. */
  wake(leader: number, partition: Partition): void {
    for (const { server } of partition.replicas) {
      const parked = this.#parked[leader]?.[server];
      if (parked === undefined || parked.isWoken) continue;
      parked.isWoken = true;
      this.#scheduler.cancel(parked.timer);
      parked.timer = this.#scheduler.at(this.#scheduler.now(), Phase.Engine, parked);
    }
  }

  #answer(parked: Parked): void {
    const { request, answer } = parked;
    for (const waiting of this.#parked) if (waiting[request.server] === parked) waiting[request.server] = undefined;
    let left = request.maxBytes;
    const parts = request.positions.map(({ destination, partition, offset, epoch }) => {
      const part = this.#partition(destination, partition).answerTo(offset, epoch, Math.min(left, PARTITION_MAX_BYTES));
      left = Math.max(0, left - (part.slice?.bytes ?? 0));
      return part;
    });
    answer({ kind: 'followed', id: request.id, parts });
  }

  // --- servers come and go ---

  crashed(server: number, kind: CrashKind): void {
    for (const waiting of this.#parked[server]!) if (waiting !== undefined) this.#scheduler.cancel(waiting.timer);
    this.#parked[server]!.fill(undefined);
    if (kind === 'power') for (const replica of this.#replicasOn(server)) replica.cutPower(this.#scheduler.now());
    this.#quiet(server, true);
  }
  restarted(server: number): void {
    this.#back(server);
  }
  /** Stands still, or is cut off from the controller: its heartbeats stop. */
  paused(server: number): void {
    this.#quiet(server, false);
  }
  resumed(server: number): void {
    this.#back(server);
  }

  /** A new leader's followers ask it, and those of the old one do no more. */
  leadersChanged(): void {
    for (const fetchers of this.#fetchers) for (const fetcher of fetchers) fetcher.refresh();
  }

  #quiet(server: number, isDead: boolean): void {
    this.#run(server, false);
    this.controller.silent(server, isDead);
  }

  #back(server: number): void {
    this.controller.heard(server);
    if (!this.controller.mustRegister(server)) this.#run(server, true);
  }

  #run(server: number, isRunning: boolean): void {
    if (isRunning) this.#still.delete(server);
    else this.#still.add(server);
    for (const fetcher of this.#fetchers[server] ?? []) fetcher.run(isRunning);
  }

  #registered(server: number): void {
    for (const partition of [...this.#partitions.values()].flat()) partition.recover(server);
    this.#run(server, true);
  }

  #replicasOn(server: number) {
    return [...this.#partitions.values()].flat().flatMap((partition) => partition.replicaOn(server) ?? []);
  }

  #partition(destination: number, partition: number): Partition {
    return this.#partitions.get(destination)![partition]!;
  }
}
