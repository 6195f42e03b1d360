/**
 * A member of a consumer group, as Kafka's consumer is: it joins, is assigned partitions, fetches ahead, polls up to
 * `maxPollRecords`, works on them, commits by its policy, and joins again when a heartbeat says the group rebalances —
 * after the records of the present poll are done [KC2–KC4, KG1, KG2].
 */
import { duration, type Instant } from '../base/units.ts';
import { type CloseReason, type Delivery, type LogSlice, NO_REPLY, type Peer, type Reply, type Session } from '../broker/api.ts';
import { type EventHandler, Phase } from '../kernel/scheduler.ts';
import type { Member, MemberContext } from './consumer.ts';
import { FetchBuffer, type Owned } from './fetchBuffer.ts';
import { Outbox } from './outbox.ts';
import { Slots } from './slots.ts';

/** heartbeat.interval.ms, session.timeout.ms, max.poll.interval.ms, fetch.max.wait.ms, fetch.max.bytes */
const HEARTBEAT_US = 3_000_000;
const SESSION_TIMEOUT_US = 45_000_000;
const MAX_POLL_INTERVAL_US = 300_000_000;
const FETCH_MAX_WAIT_US = 500_000;
const FETCH_MAX_BYTES = 52_428_800;

export interface StreamConsumerSettings {
  readonly group: string;
  readonly assignor: 'range' | 'roundRobin';
  readonly offsetReset: 'earliest' | 'latest';
  readonly commit: 'auto' | 'afterProcessing' | 'beforeProcessing';
  commitIntervalUs: number;
  maxPollRecords: number;
}

/** Tells the books of records `member` fetched and never worked on: the partition's next owner reads them again. */
export type HandBack = (member: number, destination: number, partition: number, count: number) => void;

/** Where the member stands in the group's protocol. */
type Standing = 'idle' | 'joining' | 'syncing' | 'positioning' | 'active' | 'leaving' | 'stopped';

/** One source's session: at most one fetch is outstanding on it. */
class Fetcher implements Peer {
  readonly outbox: Outbox;
  readonly destination: number;
  readonly #on: (from: Fetcher, message: Reply) => void;
  fetchId = 0;
  /** Generation the outstanding fetch belongs to. */
  generation = 0;
  owned: Owned[] = [];

  constructor(destination: number, open: (peer: Peer) => Session, on: (from: Fetcher, message: Reply) => void) {
    this.destination = destination;
    this.#on = on;
    this.outbox = new Outbox(open(this));
  }
  receive(message: Reply | Delivery): void {
    if (message.kind !== 'delivery') this.#on(this, message);
  }
  drained(): void {
    this.outbox.drained();
  }
  closed(_reason: CloseReason): void {}
}

export class StreamConsumer implements Member, EventHandler {
  readonly #context: MemberContext;
  readonly #settings: StreamConsumerSettings;
  readonly #handBack: HandBack;
  readonly #slots: Slots<LogSlice>;
  readonly #buffer = new FetchBuffer();
  #fetchers: Fetcher[] = [];
  #owned = new Map<number, Owned>();
  #standing: Standing = 'idle';
  #member = 0;
  #generation = 0;
  #nextId = 1;
  /** The one group request whose answer is awaited. */
  #asked = 0;
  #leaveId = 0;
  #pollLeft = 0;
  #isPolling = false;
  #isPumping = false;
  #mustRejoin = false;
  #isStopping = false;
  #heartbeatId = 0;
  #nextCommitUs = 0;

  constructor(context: MemberContext, settings: StreamConsumerSettings, handBack: HandBack) {
    this.#context = context;
    this.#settings = { ...settings };
    this.#handBack = handBack;
    this.#slots = new Slots(context.scheduler, context.work, (slice, index) => this.#finish(slice, index));
  }

  start(): void {
    const { sources, client } = this.#context;
    this.#fetchers = sources.map(
      ({ destination, broker }) =>
        new Fetcher(
          destination,
          (peer) => broker.open(peer, { client }),
          (from, message) => this.#receive(from, message),
        ),
    );
    this.#join();
    this.#context.scheduler.after(duration(HEARTBEAT_US), Phase.Client, this);
  }

  stop(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    // Before it is active the answer it waits for will find it stopping; a poll ends first.
    if (this.#standing === 'idle') this.#standing = 'stopped';
    else if (this.#standing === 'active' && !this.#isPolling) this.#leave();
  }

  retune(commitIntervalUs: number, maxPollRecords: number): void {
    this.#settings.commitIntervalUs = commitIntervalUs;
    this.#settings.maxPollRecords = maxPollRecords;
    this.#pump();
  }

  get isStopped(): boolean {
    return this.#standing === 'stopped';
  }
  get waiting(): number {
    return this.#buffer.length;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#buffer.length + this.#slots.busy;
  }
  /** Next offsets to work on, by partition owned. */
  get owned(): Iterable<Owned> {
    return this.#owned.values();
  }
  get generation(): number {
    return this.#generation;
  }

  // --- the group protocol ---

  get #coordinator(): Outbox {
    return this.#fetchers[0]!.outbox;
  }

  #join(): void {
    this.#standing = 'joining';
    this.#mustRejoin = false;
    this.#asked = this.#nextId++;
    this.#coordinator.send({
      kind: 'join',
      id: this.#asked,
      group: this.#settings.group,
      member: this.#member,
      topics: this.#fetchers.map((f) => f.destination),
      assignor: this.#settings.assignor,
      sessionTimeoutUs: SESSION_TIMEOUT_US,
      rebalanceTimeoutUs: MAX_POLL_INTERVAL_US,
    });
  }

  /** Gives up everything it owns; the eager protocol revokes all [KG7]. */
  #revoke(): void {
    if (this.#settings.commit === 'auto') this.#commit();
    this.#buffer.drain((destination, partition, count) => this.#handBack(this.#member, destination, partition, count));
    for (const fetcher of this.#fetchers) fetcher.owned = [];
    this.#owned.clear();
  }

  #rejoin(): void {
    this.#revoke();
    this.#join();
  }

  #leave(): void {
    this.#revoke();
    this.#standing = 'leaving';
    this.#leaveId = this.#nextId++;
    this.#coordinator.send({ kind: 'leave', id: this.#leaveId, group: this.#settings.group, member: this.#member });
  }

  /** The heartbeat is a thread of its own: it goes on while records are worked on. */
  fire(_now: Instant): void {
    if (this.#standing === 'leaving' || this.#standing === 'stopped') return;
    this.#context.scheduler.after(duration(HEARTBEAT_US), Phase.Client, this);
    if (this.#standing !== 'active' || this.#mustRejoin) return;
    this.#heartbeatId = this.#nextId++;
    this.#coordinator.send({
      kind: 'heartbeat',
      id: this.#heartbeatId,
      group: this.#settings.group,
      member: this.#member,
      generation: this.#generation,
    });
  }

  #receive(from: Fetcher, message: Reply): void {
    if (message.kind === 'fetched') return this.#fetched(from, message);
    if (this.#standing === 'stopped') return;
    if (message.kind === 'done') {
      if (message.id === this.#leaveId) return this.#close();
      if (message.id === this.#heartbeatId && message.error !== 'none') this.#lost(message.error === 'unknown_member');
      return;
    }
    if (message.id !== this.#asked || this.#standing === 'leaving') return;
    this.#asked = 0;
    if (message.kind === 'joined') this.#joined(message);
    else if (message.kind === 'assigned') this.#assigned(message);
    else if (message.kind === 'positioned') this.#positioned(message.positions);
  }

  #lost(isForgotten: boolean): void {
    if (isForgotten) this.#member = 0;
    if (this.#standing !== 'active') return;
    this.#mustRejoin = true;
    if (!this.#isPolling) this.#rejoin();
  }

  #joined(message: Reply & { kind: 'joined' }): void {
    if (message.error !== 'none') {
      this.#member = 0;
      return this.#join();
    }
    this.#member = message.member;
    this.#generation = message.generation;
    if (this.#isStopping) return this.#leave();
    this.#standing = 'syncing';
    this.#asked = this.#nextId++;
    this.#coordinator.send({ kind: 'sync', id: this.#asked, group: this.#settings.group, member: this.#member, generation: this.#generation });
  }

  #assigned(message: Reply & { kind: 'assigned' }): void {
    if (message.error !== 'none') {
      if (message.error === 'unknown_member') this.#member = 0;
      return this.#join();
    }
    if (this.#isStopping) return this.#leave();
    this.#standing = 'positioning';
    this.#asked = this.#nextId++;
    this.#coordinator.send({
      kind: 'positions',
      id: this.#asked,
      group: this.#settings.group,
      partitions: message.partitions,
      reset: this.#settings.offsetReset,
    });
  }

  #positioned(positions: readonly { readonly destination: number; readonly partition: number; readonly offset: number }[]): void {
    this.#standing = 'active';
    for (const { destination, partition, offset } of positions) {
      const owned: Owned = { destination, partition, offset, takenTo: offset, committed: offset };
      this.#owned.set(placeOf(destination, partition), owned);
      this.#fetchers.find((f) => f.destination === destination)!.owned.push(owned);
    }
    this.#nextCommitUs = this.#context.scheduler.now() + this.#settings.commitIntervalUs;
    if (this.#isStopping) return this.#leave();
    this.#fetchMore();
  }

  #close(): void {
    this.#standing = 'stopped';
    for (const fetcher of this.#fetchers) fetcher.outbox.close();
  }

  // --- fetching ---

  /** Fetches ahead while less than one poll is buffered. */
  #fetchMore(): void {
    if (this.#standing !== 'active' || this.#mustRejoin || this.#isStopping) return;
    if (this.#buffer.length >= this.#settings.maxPollRecords) return;
    for (const fetcher of this.#fetchers) {
      if (fetcher.fetchId !== 0 || fetcher.owned.length === 0) continue;
      fetcher.fetchId = this.#nextId++;
      fetcher.generation = this.#generation;
      // The broker reads in turn: who was served last goes to the end, so no partition starves.
      fetcher.owned.push(fetcher.owned.shift()!);
      fetcher.outbox.send({
        kind: 'fetch',
        id: fetcher.fetchId,
        group: this.#settings.group,
        positions: fetcher.owned,
        maxRecords: this.#settings.maxPollRecords,
        maxBytes: FETCH_MAX_BYTES,
        maxWaitUs: FETCH_MAX_WAIT_US,
      });
    }
  }

  #fetched(from: Fetcher, message: Reply & { kind: 'fetched' }): void {
    from.fetchId = 0;
    const isMine = this.#standing === 'active' && from.generation === this.#generation;
    for (const slice of message.slices) {
      const owned = isMine ? this.#owned.get(placeOf(slice.destination, slice.partition)) : undefined;
      if (owned === undefined) {
        this.#handBack(this.#member, slice.destination, slice.partition, slice.count);
        continue;
      }
      owned.offset = slice.baseOffset + slice.count;
      this.#buffer.push(slice, owned);
      this.#context.work.received += slice.count;
      this.#context.work.bytesIn += slice.bytes;
    }
    this.#pump();
    this.#fetchMore();
  }

  // --- polling and work ---

  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    for (;;) {
      if (!this.#isPolling && !this.#poll()) break;
      while (this.#pollLeft > 0 && this.#slots.hasRoom) {
        this.#pollLeft--;
        this.#slots.start(this.#buffer.head, this.#buffer.take());
      }
      if (this.#pollLeft > 0 || this.#slots.busy > 0) break;
      this.#endPoll();
    }
    this.#isPumping = false;
  }

  /** Begins a poll; false when there is nothing to poll or no right to. */
  #poll(): boolean {
    if (this.#standing !== 'active' || this.#mustRejoin || this.#isStopping || this.#buffer.length === 0) return false;
    const now = this.#context.scheduler.now();
    // Auto-commit happens inside poll(), of what earlier polls returned [KC3].
    if (this.#settings.commit === 'auto' && now >= this.#nextCommitUs) {
      this.#commit();
      this.#nextCommitUs = now + this.#settings.commitIntervalUs;
    }
    this.#isPolling = true;
    this.#pollLeft = Math.min(this.#buffer.length, this.#settings.maxPollRecords);
    if (this.#settings.commit === 'beforeProcessing') this.#commitAhead();
    this.#fetchMore();
    return true;
  }

  #endPoll(): void {
    this.#isPolling = false;
    if (this.#settings.commit === 'afterProcessing') this.#commit();
    if (this.#isStopping) this.#leave();
    else if (this.#mustRejoin) this.#rejoin();
    else this.#fetchMore();
  }

  #finish(slice: LogSlice, index: number): void {
    const { work, books } = this.#context;
    const properties = slice.properties?.[index];
    if (work.drawFailure(properties)) {
      if (work.settings.onFailure === 'retry') return this.#slots.startAgain(slice, index);
      work.dropped++;
      books.dropped('processing_failed', 1);
    } else {
      work.succeed(slice.createdUs[index]!, slice.keys[index]!, slice.sizes[index]!, slice.serials[index]!, properties);
      books.consumed(1);
    }
    this.#pump();
  }

  // --- committing ---

  /** Commits what was taken; called only when all of it is done. */
  #commit(): void {
    this.#send((owned) => owned.takenTo);
  }

  /** At most once: the offsets behind the poll's records, before any is worked on [KC4]. */
  #commitAhead(): void {
    const ends = new Map<Owned, number>();
    this.#buffer.ends(this.#pollLeft, (owned, end) => ends.set(owned, end));
    this.#send((owned) => ends.get(owned) ?? owned.committed);
  }

  #send(upTo: (owned: Owned) => number): void {
    const offsets = [];
    for (const owned of this.#owned.values()) {
      const offset = upTo(owned);
      if (offset <= owned.committed) continue;
      owned.committed = offset;
      offsets.push({ destination: owned.destination, partition: owned.partition, offset });
    }
    if (offsets.length === 0) return;
    this.#coordinator.send({ kind: 'commit', id: NO_REPLY, group: this.#settings.group, member: this.#member, generation: this.#generation, offsets });
  }
}

const placeOf = (destination: number, partition: number): number => destination * 65_536 + partition;
