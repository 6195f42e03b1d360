/**
 * A member of a consumer group, as Kafka's consumer is: it joins (membership), fetches ahead (fetching), polls up to
 * `maxPollRecords`, works on them, commits by its policy, and joins again when a heartbeat says the group rebalances —
 * after the records of the present poll are done [KC2–KC4, KG1, KG2].
 */
import { type LogSlice, NO_REPLY, type Reply } from '../broker/api.ts';
import type { CrashMoment } from '../base/faults.ts';
import type { Member, MemberContext } from './consumer.ts';
import { Fetching, type FetchingHost } from './fetching.ts';
import { Membership, type MembershipHost, type MembershipSettings } from './membership.ts';
import type { Outbox } from './outbox.ts';
import { type Committable, type Owned, OwnedPartitions } from './ownedPartitions.ts';
import { Slots } from './slots.ts';

export interface StreamConsumerSettings extends MembershipSettings {
  readonly commit: 'auto' | 'afterProcessing' | 'beforeProcessing';
  commitIntervalUs: number;
  maxPollRecords: number;
}

/** Tells the books of `count` records from `from` on that `member` fetched and never worked on: the partition's next owner reads them again. */
export type HandBack = (member: number, destination: number, partition: number, from: number, count: number) => void;

export class StreamConsumer implements Member, MembershipHost, FetchingHost {
  readonly #context: MemberContext;
  readonly #settings: StreamConsumerSettings;
  readonly #handBack: HandBack;
  readonly #slots: Slots<LogSlice>;
  readonly #membership: Membership;
  readonly #fetching = new Fetching(this);
  readonly owned = new OwnedPartitions();
  #lastId = 0;
  #pollLeft = 0;
  #isPolling = false;
  #isPumping = false;
  #nextCommitUs = 0;
  isStopping = false;

  constructor(context: MemberContext, settings: StreamConsumerSettings, handBack: HandBack) {
    this.#context = context;
    this.#settings = { ...settings };
    this.#handBack = handBack;
    this.#slots = new Slots(context.scheduler, context.work, (slice, index) => this.#finish(slice, index));
    this.#membership = new Membership(context.scheduler, this.#settings, this);
  }

  start(): void {
    this.#fetching.open(this.#context.client, this.#context.scheduler, this.#context.sources);
    this.#membership.start();
  }

  stop(): void {
    if (this.isStopping) return;
    this.isStopping = true;
    // Before it is active the answer it waits for will find it stopping; a poll ends first.
    if (this.#membership.standing === 'idle') this.#membership.standing = 'stopped';
    else if (this.#isActive && !this.#isPolling) this.#leave();
  }

  retune(commitIntervalUs: number, maxPollRecords: number): void {
    this.#settings.commitIntervalUs = commitIntervalUs;
    this.#settings.maxPollRecords = maxPollRecords;
    this.#pump();
  }

  /** What it fetched is lost with it, and read again by whoever owns the partition next. */
  crash(): void {
    this.#context.books.dropped('client_crash', this.inFlight);
    this.#fetching.clear(() => {});
    this.#slots.crash();
    this.owned.clear();
    this.#pollLeft = 0;
    this.#membership.crash();
    this.#fetching.close('crash');
  }
  #crashes(at: CrashMoment): boolean {
    return this.#context.crashPoint !== undefined && this.#context.crashPoint.reached(at, this);
  }

  get isStopped(): boolean {
    return this.#membership.standing === 'stopped';
  }
  get waiting(): number {
    return this.#fetching.buffer.length;
  }
  get stored(): number {
    return 0;
  }
  get inFlight(): number {
    return this.#fetching.buffer.length + this.#slots.busy;
  }
  get generation(): number {
    return this.#membership.generation;
  }

  // --- what membership and fetching ask ---

  get coordinator(): Outbox {
    return this.#fetching.coordinator;
  }
  get topics(): readonly number[] {
    return this.#fetching.topics;
  }
  get group(): string {
    return this.#settings.group;
  }
  get offsetReset(): 'earliest' | 'latest' {
    return this.#settings.offsetReset;
  }
  nextId(): number {
    return ++this.#lastId;
  }
  maxPollRecords(): number {
    return this.#settings.maxPollRecords;
  }
  onReply(message: Reply): void {
    this.#membership.receive(message);
  }

  // --- the group protocol ---

  get #isActive(): boolean {
    return this.#membership.standing === 'active';
  }

  onRebalance(): void {
    if (!this.#isPolling) this.#rejoin();
  }

  onUnwanted(): void {
    this.#leave();
  }

  onPositions(positions: readonly Committable[]): void {
    for (const position of positions) this.#fetching.add(this.owned.add(position, this.nextId()));
    this.#nextCommitUs = this.#context.scheduler.now() + this.#settings.commitIntervalUs;
    if (this.isStopping) return this.#leave();
    this.#fetchMore();
  }

  onLeft(): void {
    this.#fetching.close('client');
  }

  onDisconnected(): void {
    this.owned.doubt();
    this.#membership.disconnected();
  }

  onConnected(isCoordinator: boolean): void {
    if (isCoordinator) this.#membership.connected();
    this.#fetchMore();
  }

  /** Gives up everything it owns; the eager protocol revokes all [KG7]. */
  #revoke(): void {
    if (this.#settings.commit === 'auto') this.#commit();
    this.#fetching.clear((destination, partition, from, count) => this.#handBack(this.#membership.member, destination, partition, from, count));
    this.owned.clear();
  }

  #rejoin(): void {
    this.#revoke();
    if (!this.isStopped) this.#membership.join();
  }

  #leave(): void {
    this.#revoke();
    if (!this.isStopped) this.#membership.leave();
  }

  // --- fetching ---

  #fetchMore(): void {
    if (this.#isActive && !this.#membership.mustRejoin && !this.isStopping) this.#fetching.fetchMore();
  }

  onSlice(slice: LogSlice): void {
    this.#context.work.received += slice.count;
    this.#context.work.bytesIn += slice.bytes;
  }

  onForeign({ destination, partition, baseOffset, count }: LogSlice): void {
    this.#handBack(this.#membership.member, destination, partition, baseOffset, count);
  }

  onFetched(): void {
    this.#pump();
    this.#fetchMore();
  }

  // --- polling and work ---

  #pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const { buffer } = this.#fetching;
    for (;;) {
      if (!this.#isPolling && !this.#poll()) break;
      while (this.#pollLeft > 0 && this.#slots.hasRoom && !this.#crashes('beforeProcessing')) {
        this.#pollLeft--;
        this.#slots.start(buffer.head, buffer.take());
      }
      if (this.#pollLeft > 0 || this.#slots.busy > 0 || this.isStopped) break;
      this.#endPoll();
    }
    this.#isPumping = false;
  }

  /** Begins a poll; false when there is nothing to poll or no right to. */
  #poll(): boolean {
    const { buffer } = this.#fetching;
    if (!this.#isActive || this.#membership.mustRejoin || this.isStopping || buffer.length === 0) return false;
    const now = this.#context.scheduler.now();
    // Auto-commit happens inside poll(), of what earlier polls returned [KC3].
    if (this.#settings.commit === 'auto' && now >= this.#nextCommitUs) {
      this.#commit();
      this.#nextCommitUs = now + this.#settings.commitIntervalUs;
    }
    if (this.isStopped) return false;
    this.#isPolling = true;
    this.#pollLeft = Math.min(buffer.length, this.#settings.maxPollRecords);
    if (this.#settings.commit === 'beforeProcessing') this.#commitAhead();
    this.#fetchMore();
    return true;
  }

  #endPoll(): void {
    this.#isPolling = false;
    if (this.#settings.commit === 'afterProcessing') this.#commit();
    if (this.isStopped) return;
    if (this.isStopping) this.#leave();
    else if (this.#membership.mustRejoin) this.#rejoin();
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
      if (this.#crashes('afterProcessing')) return;
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
    this.#fetching.buffer.ends(this.#pollLeft, (owned, end) => ends.set(owned, end));
    this.#send((owned) => ends.get(owned) ?? owned.committed);
  }

  #send(upTo: (owned: Owned) => number): void {
    const offsets = this.owned.toCommit(upTo);
    if (offsets.length === 0 || this.#crashes('beforeCommit')) return;
    const { member, generation } = this.#membership;
    this.coordinator.send({ kind: 'commit', id: NO_REPLY, group: this.#settings.group, member, generation, offsets });
    this.#crashes('afterCommit');
  }
}
