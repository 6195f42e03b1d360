/**
 * How a member gets its records: a session for each of its topics, at most one fetch outstanding on each, and a buffer that
 * is filled ahead while it holds less than one poll.
 */
import { type CloseReason, type Delivery, type LogSlice, type Peer, type Position, type Reply, type Session } from '../broker/api.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { ConsumerSource } from './consumer.ts';
import { FetchBuffer } from './fetchBuffer.ts';
import { Outbox } from './outbox.ts';
import type { Owned, OwnedPartitions } from './ownedPartitions.ts';
import { DOWN, KAFKA_BACKOFF, Reconnect } from './reconnect.ts';

/** fetch.max.bytes */
const FETCH_MAX_BYTES = 52_428_800;

export interface FetchLimits {
  readonly group: string;
  readonly offsetReset: 'earliest' | 'latest';
  maxPollRecords: number;
  /** A fetch waits at the broker for so many bytes, and at most for so long: fetch.min.bytes, fetch.max.wait.ms [KC1]. */
  readonly fetchMinBytes: number;
  readonly fetchMaxWaitUs: number;
}

/** What fetching does with one topic's session. */
interface FetcherOwner {
  receive(from: Fetcher, message: Reply): void;
  lost(from: Fetcher): void;
  connected(from: Fetcher): void;
}

/** One topic's session, opened again when it is lost. */
class Fetcher implements Peer {
  readonly outbox: Outbox;
  readonly destination: number;
  readonly #owner: FetcherOwner;
  readonly #reconnect: Reconnect;
  fetchId = 0;
  /** Asks where partitions go on whose position is not in the log any more. */
  resetId = 0;
  owned: Owned[] = [];

  constructor(destination: number, scheduler: Scheduler, open: (peer: Peer) => Session, owner: FetcherOwner) {
    this.destination = destination;
    this.#owner = owner;
    this.outbox = new Outbox(open(this));
    this.#reconnect = new Reconnect(scheduler, KAFKA_BACKOFF, () => {
      this.outbox.replace(open(this));
      // What was asked without a connection is forgotten with the outbox.
      this.#forget();
      owner.connected(this);
    });
  }
  receive(message: Reply | Delivery): void {
    if (message.kind !== 'delivery') this.#owner.receive(this, message);
  }
  drained(): void {
    this.outbox.drained();
  }
  closed(_reason: CloseReason): void {
    this.outbox.replace(DOWN);
    this.#forget();
    this.#reconnect.lost();
    this.#owner.lost(this);
  }
  #forget(): void {
    this.fetchId = 0;
    this.resetId = 0;
  }
  end(reason: CloseReason): void {
    this.#reconnect.stop();
    this.outbox.close(reason);
  }
}

export interface FetchingHost {
  readonly owned: OwnedPartitions;
  nextId(): number;
  /** A slice was put into the buffer. */
  onSlice(slice: LogSlice): void;
  /** A slice came for a partition that is no longer owned. */
  onForeign(slice: LogSlice): void;
  /** An answer to a fetch has been dealt with. */
  onFetched(): void;
  /** Any other answer. */
  onReply(message: Reply): void;
  /** The connection to the coordinator is lost. */
  onDisconnected(): void;
  /** A connection is back; `isCoordinator`: the one to the coordinator. */
  onConnected(isCoordinator: boolean): void;
}

export class Fetching {
  readonly buffer = new FetchBuffer();
  readonly #host: FetchingHost;
  readonly #limits: FetchLimits;
  #fetchers: Fetcher[] = [];

  constructor(host: FetchingHost, limits: FetchLimits) {
    this.#host = host;
    this.#limits = limits;
  }

  open(client: string, scheduler: Scheduler, sources: readonly ConsumerSource[]): void {
    const host = this.#host;
    const isCoordinator = (from: Fetcher): boolean => from === this.#fetchers[0];
    const owner: FetcherOwner = {
      receive: (from, message) => this.#receive(from, message),
      lost: (from) => {
        if (isCoordinator(from)) host.onDisconnected();
      },
      connected: (from) => host.onConnected(isCoordinator(from)),
    };
    this.#fetchers = sources.map(({ destination, broker }) => new Fetcher(destination, scheduler, (peer) => broker.open(peer, { client }), owner));
  }

  close(reason: CloseReason): void {
    for (const fetcher of this.#fetchers) fetcher.end(reason);
  }

  /** Where requests to the group's coordinator go. */
  get coordinator(): Outbox {
    return this.#fetchers[0]!.outbox;
  }
  get topics(): number[] {
    return this.#fetchers.map((f) => f.destination);
  }

  add(owned: Owned): void {
    const fetcher = this.#fetchers.find((f) => f.destination === owned.destination)!;
    // A fetch under way has the list it was sent with.
    fetcher.owned = [...fetcher.owned, owned];
  }

  /** These are not owned any more; tells what of them was fetched and not worked on. */
  remove(gone: ReadonlySet<Owned>, giveBack: (destination: number, partition: number, from: number, count: number) => void): void {
    this.buffer.remove(gone, giveBack);
    for (const fetcher of this.#fetchers) fetcher.owned = fetcher.owned.filter((owned) => !gone.has(owned));
  }

  /** Fetches ahead while less than one poll is buffered. */
  fetchMore(): void {
    const { group, maxPollRecords: maxRecords, fetchMinBytes, fetchMaxWaitUs } = this.#limits;
    if (this.buffer.length >= maxRecords) return;
    for (const fetcher of this.#fetchers) {
      if (fetcher.fetchId !== 0 || fetcher.resetId !== 0 || fetcher.owned.length === 0) continue;
      fetcher.fetchId = this.#host.nextId();
      // The broker reads in turn: who was served last goes to the end, so no partition starves.
      fetcher.owned.push(fetcher.owned.shift()!);
      fetcher.outbox.send({
        kind: 'fetch',
        id: fetcher.fetchId,
        group,
        positions: fetcher.owned,
        maxRecords,
        maxBytes: FETCH_MAX_BYTES,
        minBytes: fetchMinBytes,
        maxWaitUs: fetchMaxWaitUs,
      });
    }
  }

  #receive(from: Fetcher, message: Reply): void {
    if (message.kind === 'fetched') this.#fetched(from, message);
    else if (message.kind === 'positioned' && message.id === from.resetId) this.#reset(from, message.positions);
    else this.#host.onReply(message);
  }

  /** As `auto.offset.reset` says: the records between, if any, are passed over without a word [KR3]. */
  #askReset(from: Fetcher, lost: readonly Position[]): void {
    const partitions = lost.map(({ destination, partition }) => ({ destination, partition }));
    const { group, offsetReset } = this.#limits;
    from.resetId = this.#host.nextId();
    from.outbox.send({ kind: 'positions', id: from.resetId, group, partitions, reset: offsetReset, isReset: true });
  }

  #reset(from: Fetcher, positions: readonly Position[]): void {
    for (const { destination, partition, offset } of positions) {
      const owned = this.#host.owned.get(destination, partition);
      if (owned !== undefined && owned.since < from.resetId) this.#host.owned.moveTo(owned, offset);
    }
    from.resetId = 0;
    this.#host.onFetched();
  }

  #fetched(from: Fetcher, message: Reply & { kind: 'fetched' }): void {
    const { fetchId } = from;
    from.fetchId = 0;
    for (const slice of message.slices) {
      const owned = this.#host.owned.get(slice.destination, slice.partition);
      // Given up and got back since, it begins again at what was committed.
      if (owned === undefined || owned.since > fetchId) {
        this.#host.onForeign(slice);
        continue;
      }
      owned.offset = slice.baseOffset + slice.count;
      this.buffer.push(slice, owned);
      this.#host.onSlice(slice);
    }
    if (message.outOfRange !== undefined) this.#askReset(from, message.outOfRange);
    this.#host.onFetched();
  }
}
