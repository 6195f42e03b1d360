/**
 * A server's fetches from one other server, for all partitions the other one leads and it has replicas of: one request after another, the
 * next as soon as the answer is applied. The next one tells the leader what the follower has. Source: `ReplicaFetcherThread`.
 */
import { duration, SECOND } from '../../base/units.ts';
import type { Broker, CloseReason, Delivery, Peer, Reply, Session } from '../api.ts';
import { type EventHandler, Phase, type Scheduler } from '../../kernel/scheduler.ts';
import { batchBytes, carriedBytes, shownRecords } from '../carried.ts';
import type { Disk } from '../disk/disk.ts';
import type { FollowedReply } from './following.ts';
import type { Station } from '../station.ts';
import type { Partition } from './partition.ts';

/** replica.fetch.wait.max.ms, replica.fetch.response.max.bytes, replica.fetch.backoff.ms, replica.socket.timeout.ms */
const FETCH_MAX_WAIT_US = 500_000;
const FETCH_MAX_BYTES = 10_485_760;
const BACKOFF_US = SECOND;
const SOCKET_TIMEOUT_US = 30 * SECOND;

const BACKOFF = 0;
const WATCH = 1;
const WRITTEN = 2;

export interface FetcherParts {
  readonly follower: number;
  readonly leader: number;
  readonly door: Broker;
  /** All that both servers have a replica of. */
  readonly partitions: readonly Partition[];
  /** The follower's own. */
  readonly server: ReplicaServer;
}

/** What appending takes a follower's time. */
export interface ReplicaServer {
  readonly disk: Disk;
  readonly station: Station;
}

export class ReplicaFetcher implements Peer, EventHandler {
  readonly #scheduler: Scheduler;
  readonly #follower: number;
  readonly leader: number;
  readonly #door: Broker;
  readonly #server: ReplicaServer;
  /** An answer whose records are being written. */
  #unwritten: FollowedReply | undefined;
  /** All that both servers have a replica of. */
  partitions: readonly Partition[];
  #session: Session | undefined;
  /** What the outstanding request is about, in its order; empty: none is. */
  #asked: Partition[] = [];
  #id = 0;
  #isRunning = true;
  #isBackingOff = false;
  /** The request that was outstanding when the watch was set. */
  #watchedId = 0;

  constructor(scheduler: Scheduler, { follower, leader, door, partitions, server }: FetcherParts) {
    this.#scheduler = scheduler;
    this.#follower = follower;
    this.leader = leader;
    this.#door = door;
    this.#server = server;
    this.partitions = partitions;
  }

  /** Its own server is there, or not. */
  run(isRunning: boolean): void {
    this.#isRunning = isRunning;
    if (isRunning) return this.refresh();
    const session = this.#session;
    this.#forget();
    session?.close('client');
  }

  /** Leaders have changed, or there is a reason to try again. */
  refresh(): void {
    if (!this.#isRunning || this.#asked.length > 0 || this.#isBackingOff) return;
    const partitions = this.partitions.filter((partition) => partition.leader === this.leader);
    if (partitions.length === 0) return;
    this.#session ??= this.#door.open(this, { client: `replica/${this.#follower}` });
    const positions = partitions.map((partition) => partition.positionOf(this.#follower));
    const isTaken = this.#session.submit({
      kind: 'follow',
      id: ++this.#id,
      server: this.#follower,
      positions,
      maxBytes: FETCH_MAX_BYTES,
      maxWaitUs: FETCH_MAX_WAIT_US,
    });
    if (!isTaken) return this.#backOff();
    this.#asked = partitions;
    if (this.#watchedId === 0) this.#watch();
  }

  receive(message: Reply | Delivery): void {
    if (message.kind !== 'followed' || message.id !== this.#id) return;
    const waitUs = this.#appendingUs(message);
    if (waitUs === 0) return this.#apply(message);
    this.#unwritten = message;
    this.#scheduler.after(duration(waitUs), Phase.Engine, this, WRITTEN);
  }

  /** It costs what it costs a leader, one record after another on a thread of its own, and waits for the disk [CM5]. */
  #appendingUs(message: FollowedReply): number {
    const { disk, station } = this.#server;
    if (station.isFree) return 0;
    const [records, bytes] = [shownRecords(message), carriedBytes(message)];
    if (records === 0) return 0;
    return Math.round(station.costUs(0, records, bytes) * station.slowdown + disk.append(batchBytes(message.parts.length, records, bytes)));
  }

  #apply(message: FollowedReply): void {
    const partitions = this.#asked;
    this.#asked = [];
    const now = this.#scheduler.now();
    let failed = false;
    message.parts.forEach((part, i) => {
      partitions[i]!.apply(this.#follower, part, now);
      failed ||= part.error !== 'none' && partitions[i]!.leader === this.leader;
    });
    // A server that leads and says that it does not will learn of it.
    if (failed) this.#backOff();
    else this.refresh();
  }

  fire(_now: number, what: number): void {
    if (what === BACKOFF) {
      this.#isBackingOff = false;
      return this.refresh();
    }
    if (what === WRITTEN) {
      const message = this.#unwritten;
      this.#unwritten = undefined;
      // It may have been forgotten meanwhile, with its connection.
      if (message !== undefined && message.id === this.#id) this.#apply(message);
      return;
    }
    const isStuck = this.#asked.length > 0 && this.#watchedId === this.#id;
    this.#watchedId = 0;
    if (isStuck) {
      const session = this.#session;
      this.#forget();
      session?.close('client');
      this.#backOff();
    } else if (this.#asked.length > 0) this.#watch();
  }

  drained(): void {
    this.refresh();
  }

  closed(_reason: CloseReason): void {
    this.#forget();
    if (this.#isRunning) this.#backOff();
  }

  #forget(): void {
    this.#session = undefined;
    this.#asked = [];
    this.#unwritten = undefined;
  }

  #watch(): void {
    this.#watchedId = this.#id;
    this.#scheduler.after(duration(SOCKET_TIMEOUT_US), Phase.Engine, this, WATCH);
  }

  #backOff(): void {
    if (this.#isBackingOff) return;
    this.#isBackingOff = true;
    this.#scheduler.after(duration(BACKOFF_US), Phase.Engine, this, BACKOFF);
  }
}
