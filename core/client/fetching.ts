/**
 * How a member gets its records: a session for each of its topics, in a cluster to each server, at most one fetch outstanding on
 * each, and a buffer that is filled ahead while it holds less than one poll.
 */
import type { CloseReason, LogSlice, MetadataRequest, Position, Reply } from '../broker/api.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { ConsumerSource } from './consumer.ts';
import { FetchBuffer } from './fetchBuffer.ts';
import { Fetcher, type FetcherOwner } from './fetcher.ts';
import { Leaders } from './leaders.ts';
import type { Outbox } from './outbox.ts';
import type { Owned, OwnedPartitions } from './ownedPartitions.ts';

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

export interface FetchingHost {
  readonly owned: OwnedPartitions;
  nextId(): number;
  /** Something is about to happen to what was fetched. */
  catchUp(): void;
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
  /** The group's coordinator is asked over this one's session: in a cluster any server that is there serves. */
  #coordinator: Fetcher | undefined;
  /** Topics on clusters: who leads their partitions, and how to learn it anew. */
  readonly #leaders = new Map<number, { known: readonly number[]; readonly watch: Leaders }>();
  /** Nobody leads these. */
  #homeless: Owned[] = [];

  constructor(host: FetchingHost, limits: FetchLimits) {
    this.#host = host;
    this.#limits = limits;
  }

  open(client: string, scheduler: Scheduler, sources: readonly ConsumerSource[]): void {
    const owner: FetcherOwner = {
      receive: (from, message) => this.#receive(from, message),
      lost: (from) => this.#lost(from),
      connected: (from) => this.#connected(from),
    };
    this.#fetchers = sources.flatMap(({ destination, broker, cluster }) =>
      (cluster?.servers ?? [broker]).map((door, server) => new Fetcher(destination, server, door, client, scheduler, owner)),
    );
    this.#coordinator = this.#fetchers[0];
    for (const { destination, cluster } of sources) {
      if (cluster === undefined) continue;
      const host = {
        ask: (request: MetadataRequest) => this.#ask(request),
        onLeaders: (leaders: readonly number[]) => this.#follow(destination, leaders),
      };
      this.#leaders.set(destination, { known: cluster.leaders, watch: new Leaders(scheduler, destination, host, () => this.#host.nextId()) });
    }
  }

  close(reason: CloseReason): void {
    for (const { watch } of this.#leaders.values()) watch.stop();
    for (const fetcher of this.#fetchers) fetcher.end(reason);
  }

  /** Where requests to the group's coordinator go. */
  get coordinator(): Outbox {
    return this.#coordinator!.outbox;
  }
  get topics(): number[] {
    return [...new Set(this.#fetchers.map((f) => f.destination))];
  }

  /** These are not owned any more; tells what of them was fetched and not worked on. */
  remove(gone: ReadonlySet<Owned>, giveBack: (destination: number, partition: number, from: number, count: number) => void): void {
    this.buffer.remove(gone, giveBack);
    for (const fetcher of this.#fetchers) fetcher.owned = fetcher.owned.filter((owned) => !gone.has(owned));
    this.#homeless = this.#homeless.filter((owned) => !gone.has(owned));
  }

  add(owned: Owned): void {
    const { destination, partition } = owned;
    const leader = this.#leaders.get(destination)?.known[partition] ?? 0;
    const home = this.#fetchers.find((f) => f.destination === destination && f.server === leader);
    if (home === undefined) this.#homeless.push(owned);
    // A fetch under way has the list it was sent with.
    else home.owned = [...home.owned, owned];
  }

  // --- connections and leaders ---

  #ask(request: MetadataRequest): boolean {
    const fetcher = this.#fetchers.find((f) => f.isUp && f.destination === request.destination);
    fetcher?.outbox.send(request);
    return fetcher !== undefined;
  }

  /** Partitions go to the sessions of those who lead them now. */
  #follow(destination: number, leaders: readonly number[]): void {
    const topic = this.#leaders.get(destination)!;
    const isChanged = leaders.some((leader, partition) => leader !== topic.known[partition]);
    topic.known = leaders;
    const own = this.#fetchers.filter((f) => f.destination === destination);
    for (const fetcher of own) fetcher.isWrong = false;
    if (isChanged) {
      const all = [...own.flatMap((f) => f.owned), ...this.#homeless.filter((o) => o.destination === destination)];
      this.#homeless = this.#homeless.filter((o) => o.destination !== destination);
      for (const fetcher of own) fetcher.owned = [];
      for (const owned of all) this.add(owned);
    }
    this.#host.onFetched();
  }

  #lost(from: Fetcher): void {
    this.#leaders.get(from.destination)?.watch.refresh();
    if (from !== this.#coordinator) return;
    this.#host.onDisconnected();
    const other = this.#fetchers.find((f) => f.isUp);
    if (other === undefined) return;
    this.#coordinator = other;
    this.#host.onConnected(true);
  }

  #connected(from: Fetcher): void {
    if (this.#coordinator!.isUp) return this.#host.onConnected(from === this.#coordinator);
    this.#coordinator = from;
    this.#host.onConnected(true);
  }

  /** Fetches ahead while less than one poll is buffered. */
  fetchMore(): void {
    this.#host.catchUp();
    const { group, maxPollRecords: maxRecords, fetchMinBytes, fetchMaxWaitUs } = this.#limits;
    if (this.buffer.length >= maxRecords) return;
    for (const fetcher of this.#fetchers) {
      if (fetcher.fetchId !== 0 || fetcher.resetId !== 0 || fetcher.isWrong || fetcher.owned.length === 0) continue;
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
    this.#host.catchUp();
    if (message.kind === 'fetched') this.#fetched(from, message);
    else if (message.kind === 'described') this.#leaders.get(from.destination)?.watch.receive(message);
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
      // Given up and got back since, it begins again at what was committed; moved to another leader, it may have come already.
      if (owned === undefined || owned.since > fetchId || slice.baseOffset < owned.offset) {
        this.#host.onForeign(slice);
        continue;
      }
      owned.offset = slice.baseOffset + slice.count;
      this.buffer.push(slice, owned);
      this.#host.onSlice(slice);
    }
    if (message.error === 'not_leader_or_follower') {
      from.isWrong = true;
      this.#leaders.get(from.destination)?.watch.refresh();
    }
    if (message.outOfRange !== undefined) this.#askReset(from, message.outOfRange);
    this.#host.onFetched();
  }
}
