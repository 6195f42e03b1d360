/**
 * A member of a consumer group, as Kafka's consumer is: it joins (membership), fetches ahead (fetching), polls up to
 * `maxPollRecords`, works on them, commits by its policy, and joins again when a heartbeat says the group rebalances —
 * after the records of the present poll are done [KC2–KC5, KG1, KG2]. Under the eager protocol it gives up everything before;
 * under the cooperative one it goes on with what it keeps [KG7].
 */
import type { Sampler } from '../base/distribution.ts';
import type { Random } from '../base/random.ts';
import { type LogSlice, NO_REPLY, type Reply } from '../broker/api.ts';
import type { CrashMoment } from '../base/faults.ts';
import type { ConsumerSource, Member, MemberContext } from './consumer.ts';
import { type FetchLimits, Fetching, type FetchingHost } from './fetching.ts';
import { Membership, type MembershipHost, type MembershipSettings } from './membership.ts';
import type { Outbox } from './outbox.ts';
import { type Committable, type Owned, OwnedPartitions, type Place } from './ownedPartitions.ts';
import { PollAhead } from './pollAhead.ts';
import { Slots } from './slots.ts';

export interface StreamConsumerSettings extends MembershipSettings, FetchLimits {
  readonly commit: 'auto' | 'afterProcessing' | 'beforeProcessing';
  /** The next poll begins while workers are still busy with records of the last one [KC5]. */
  readonly handOff: boolean;
  commitIntervalUs: number;
}

/** Tells the books of `count` records from `from` on that `member` fetched and never worked on: the partition's next owner reads them again. */
export type HandBack = (member: number, destination: number, partition: number, from: number, count: number) => void;

export class StreamConsumer implements Member, MembershipHost, FetchingHost {
  readonly #context: MemberContext;
  readonly #settings: StreamConsumerSettings;
  readonly #isCooperative: boolean;
  readonly #handBack: HandBack;
  readonly #slots: Slots<LogSlice>;
  /** Undefined where every record is an event of its own. */
  readonly #ahead: PollAhead | undefined;
  readonly #membership: Membership;
  readonly #fetching: Fetching;
  readonly owned = new OwnedPartitions();
  #lastId = 0;
  #pollLeft = 0;
  #isPumping = false;
  #nextCommitUs = 0;
  /** An assignment that came during a poll: it takes effect after it. */
  #pending: readonly Place[] | undefined;
  /** It gave something up, which is for another rebalance to hand over. */
  #mustFollow = false;
  pollSinceUs: number | undefined;
  isStopping = false;

  constructor(context: MemberContext, settings: StreamConsumerSettings, handBack: HandBack) {
    this.#context = context;
    this.#settings = { ...settings };
    this.#isCooperative = settings.assignor === 'cooperativeSticky';
    this.#handBack = handBack;
    const { scheduler, work, times } = context;
    this.#slots = new Slots(scheduler, work, (slice, index) => this.#finish(slice, index), times);
    this.#membership = new Membership(context.scheduler, this.#settings, this);
    this.#fetching = new Fetching(this, this.#settings);
    if (times === undefined || context.isStepwise === true) return;
    this.#ahead = new PollAhead(scheduler, work, times, this.#fetching.buffer, {
      onDone: (slice, index, count) => this.#finishAll(slice, index, count),
      onPollDone: () => this.#pump(),
      show: work.watch === undefined && !work.isShown ? undefined : (...record) => this.#slots.show(...record),
    });
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

  /** Before the node's settings change, or a moment to crash at is set: from here on record by record. */
  goStepwise(): void {
    this.catchUp();
    const now = this.#ahead?.handOver();
    if (now === undefined) return;
    this.#pollLeft = now.left;
    this.#slots.goOn(now.slice, now.index, now.dueUs);
  }

  /** From now on its work takes other times. */
  retime(create: (random: Random) => Sampler): void {
    this.#context.times?.retune(create);
  }

  /** What was done before the present instant is told; at the sample, also what was done at it. */
  catchUp(isIncluded = false): void {
    this.#ahead?.catchUp(this.#context.scheduler.now() + (isIncluded ? 1 : 0));
  }
  /** When the record that is worked on ahead is done. */
  get dueUs(): number {
    return this.#ahead?.dueUs ?? Number.POSITIVE_INFINITY;
  }

  retune(commitIntervalUs: number, maxPollRecords: number): void {
    this.#settings.commitIntervalUs = commitIntervalUs;
    this.#settings.maxPollRecords = maxPollRecords;
    this.#pump();
  }

  /** What it fetched is lost with it, and read again by whoever owns the partition next. */
  crash(): void {
    this.catchUp();
    this.#context.books.dropped('client_crash', this.inFlight);
    this.#fetching.remove(new Set(this.owned), () => {});
    this.#slots.crash();
    this.#ahead?.stop();
    for (const owned of this.owned) this.owned.remove(owned);
    this.#pollLeft = 0;
    this.#membership.crash();
    this.#fetching.close('crash');
  }
  #crashes(at: CrashMoment): boolean {
    return this.#context.crashPoint !== undefined && this.#context.crashPoint.reached(at, this);
  }

  /** It has left, and what was handed to its workers is done. */
  get isStopped(): boolean {
    return this.#isOver && this.#busy === 0;
  }
  get #isOver(): boolean {
    return this.#membership.standing === 'stopped';
  }
  get waiting(): number {
    return this.#fetching.buffer.length;
  }
  get stored(): number {
    return 0;
  }
  get #busy(): number {
    return this.#slots.busy + (this.#ahead?.isWorking === true ? 1 : 0);
  }
  get inFlight(): number {
    return this.#fetching.buffer.length + this.#busy;
  }
  /** Its number in the group; 0: it is no member. */
  get member(): number {
    return this.#membership.member;
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
  nextId(): number {
    return ++this.#lastId;
  }
  onReply(message: Reply): void {
    this.#membership.receive(message);
  }

  // --- the group protocol ---

  get #isActive(): boolean {
    return this.#membership.standing === 'active';
  }
  get #isPolling(): boolean {
    return this.pollSinceUs !== undefined;
  }
  /** A member works while it is active; a cooperative one also during a rebalance, on what it has. */
  get #mayWork(): boolean {
    if (this.#membership.mustRejoin || this.isStopping) return false;
    return this.#isActive || (this.#isCooperative && !this.#isOver && this.#membership.standing !== 'leaving');
  }

  onRebalance(): void {
    if (!this.#isPolling) this.#rejoin();
  }

  onUnwanted(): void {
    if (!this.#isPolling) this.#leave();
  }

  onAssigned(partitions: readonly Place[]): void {
    if (this.#isPolling) this.#pending = partitions;
    else this.#take(partitions);
  }

  onPositions(positions: readonly Committable[]): void {
    for (const position of positions) this.#fetching.add(this.owned.add(position, this.nextId()));
    this.#nextCommitUs = this.#context.scheduler.now() + this.#settings.commitIntervalUs;
    if (this.isStopping) {
      if (!this.#isPolling) this.#leave();
      return;
    }
    this.#membership.mustRejoin ||= this.#mustFollow;
    this.#mustFollow = false;
    if (this.#membership.mustRejoin) this.onRebalance();
    else this.#fetchMore();
  }

  onLeft(): void {
    this.#fetching.close('client');
  }

  onDisconnected(): void {
    this.#membership.disconnected();
  }

  onConnected(isCoordinator: boolean): void {
    if (isCoordinator) {
      this.owned.doubt();
      this.#membership.connected();
    }
    this.#fetchMore();
  }

  /** An assignment takes effect. Giving something up has its new owner wait for another rebalance [KG7]. */
  #take(partitions: readonly Place[]): void {
    this.#pending = undefined;
    const gone = this.owned.beyond(partitions);
    const added = partitions.filter(({ destination, partition }) => this.owned.get(destination, partition) === undefined);
    this.#mustFollow = gone.length > 0;
    if (gone.length > 0) this.#revoke(gone);
    if (this.#isOver) return;
    if (this.#isCooperative && added.length === 0) this.#membership.goOn();
    else this.#membership.begin(added);
  }

  #revoke(gone: readonly Owned[]): void {
    if (this.#settings.commit !== 'beforeProcessing') this.#commit();
    const { member } = this.#membership;
    this.#fetching.remove(new Set(gone), (destination, partition, from, count) => this.#handBack(member, destination, partition, from, count));
    for (const owned of gone) this.owned.remove(owned);
  }

  /** The eager protocol revokes everything first [KG7]; who is out of the group has nothing left to keep. */
  #rejoin(): void {
    this.#pending = undefined;
    if (!this.#isCooperative || this.#membership.member === 0) this.#revoke([...this.owned]);
    else if (this.#settings.commit !== 'beforeProcessing') this.#commit();
    if (this.#isOver) return;
    this.#membership.join();
    this.#pump();
  }

  #leave(): void {
    this.#revoke([...this.owned]);
    if (!this.#isOver) this.#membership.leave();
  }

  // --- fetching ---

  #fetchMore(): void {
    if (this.#mayWork) this.#fetching.fetchMore();
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
      if (this.#mayGoAhead) {
        const count = this.#pollLeft;
        this.#pollLeft = 0;
        this.#ahead!.begin(count);
      }
      while (this.#pollLeft > 0 && this.#slots.hasRoom && !this.#crashes('beforeProcessing')) {
        this.#pollLeft--;
        this.#slots.start(buffer.head, buffer.take());
      }
      if (this.#pollLeft > 0 || (this.#busy > 0 && !this.#settings.handOff) || this.#isOver) break;
      this.#endPoll();
    }
    this.#isPumping = false;
  }

  /** Nothing can come of one record of this poll before the last of them is done. */
  get #mayGoAhead(): boolean {
    const { work, crashPoint } = this.#context;
    if (this.#ahead === undefined || this.#pollLeft === 0 || this.#busy > 0) return false;
    const { concurrency, failureProbability } = work.settings;
    if (concurrency !== 1 || failureProbability > 0 || work.forward.targets.length > 0 || crashPoint?.moment !== undefined) return false;
    // Which of two members was first matters where one has committed what it only begins to do.
    if (this.#settings.handOff || this.#settings.commit === 'beforeProcessing') return false;
    return !this.#fetching.buffer.hasProperties(this.#pollLeft);
  }

  #finishAll(slice: LogSlice, index: number, count: number): void {
    if (count === 0) return;
    const { work, books } = this.#context;
    const source = this.#sourceOf(slice.destination);
    work.processed += count;
    if (source.onAllProcessed !== undefined) source.onAllProcessed(slice.serials, index, count);
    else for (let i = index; i < index + count; i++) source.onProcessed?.(slice.serials[i]!);
    books.consumed(count);
  }

  /** Begins a poll; false when there is nothing to poll or no right to. */
  #poll(): boolean {
    const { buffer } = this.#fetching;
    if (!this.#mayWork || buffer.length === 0) return false;
    const now = this.#context.scheduler.now();
    // Auto-commit happens inside poll(), of what earlier polls returned [KC3].
    if (this.#settings.commit === 'auto' && now >= this.#nextCommitUs && this.#isActive) {
      this.#commit();
      this.#nextCommitUs = now + this.#settings.commitIntervalUs;
    }
    if (this.#isOver) return false;
    this.pollSinceUs = now;
    this.#pollLeft = Math.min(buffer.length, this.#settings.maxPollRecords);
    if (this.#settings.commit === 'beforeProcessing') this.#commitAhead();
    this.#fetchMore();
    return true;
  }

  #endPoll(): void {
    this.pollSinceUs = undefined;
    // While it joins it has no generation to commit in; the next commit has it.
    if (this.#settings.commit === 'afterProcessing' && this.#isActive) this.#commit();
    if (this.#isOver) return;
    if (this.isStopping) this.#leave();
    else if (this.#pending !== undefined && this.#membership.member !== 0) this.#take(this.#pending);
    else if (this.#membership.mustRejoin) this.#rejoin();
    else this.#fetchMore();
  }

  #finish(slice: LogSlice, index: number): void {
    const { work, books } = this.#context;
    const properties = slice.properties?.[index];
    if (work.drawFailure(properties)) {
      if (work.settings.onFailure !== 'drop') return this.#slots.startAgain(slice, index);
      work.dropped++;
      books.dropped('processing_failed', 1);
    } else {
      work.succeed(slice.createdUs[index]!, slice.keys[index]!, slice.sizes[index]!, slice.serials[index]!, properties);
      this.#sourceOf(slice.destination).onProcessed?.(slice.serials[index]!);
      books.consumed(1);
      if (this.#crashes('afterProcessing')) return;
    }
    if (!this.#slots.isShowing) this.#pump();
  }

  #sourceOf(destination: number): ConsumerSource {
    const { sources } = this.#context;
    return sources.length === 1 ? sources[0]! : sources.find((source) => source.destination === destination)!;
  }

  // --- committing ---

  /** Commits what was taken; all of it is done, unless it was handed off. */
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
