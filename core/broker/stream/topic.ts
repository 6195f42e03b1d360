/**
 * A topic: partitions, each a log, and the fetches parked at them. Reading removes nothing; every consumer group reads
 * all of it (KG1 decides who inside a group). SPEC.md, T1–T5.
 */
import type { Books, LogSlice, ProducePart, RecordBatch } from '../api.ts';
import type { Held } from '../ledger.ts';
import { LOG_DEFAULTS, PartitionLog } from '../log/partitionLog.ts';
import type { LogSettings } from '../../base/workload.ts';
import type { CrashKind } from '../cluster/cluster.ts';
import type { ErrorCode } from '../errors.ts';
import { FlushedEnd } from './flush.ts';
import { GroupReading, type LossReason } from './groupReading.ts';
import type { Partition } from './partition.ts';
import { ProducerStates } from './producerStates.ts';

export class Topic implements Held {
  readonly kind = 'topic' as const;
  /** Of a replicated partition: its leader's. */
  readonly logs: PartitionLog[];
  /** Leaders, replicas, in-sync replicas; undefined on a single server, where the log is all there is. */
  partitions: readonly Partition[] | undefined;
  /** Some offsets came again with other records. */
  #wasCut = false;
  /** Replicated partitions: how far the log went that counts. */
  readonly #ends: number[] = [];
  /** Partitions of a single server: what of each is on its disk, and which producers wrote to it. */
  readonly #flushed: FlushedEnd[] = [];
  readonly #producers: ProducerStates[] = [];
  readonly #groups = new Map<string, GroupReading>();
  readonly #books: Books;
  /** The books, and what of them was dropped here. */
  readonly #tally: Books;
  /** Called with the partition after each append, to wake parked fetches. */
  onAppend: (partition: number) => void = () => {};
  /** Told when retention deleted what was before `start`. */
  onExpired: (partition: number, start: number, records: number) => void = () => {};
  /** Told when the log was cut back to `to`: what was there from then on is lost, and its offsets come again. */
  onLost: (partition: number, to: number) => void = () => {};
  /** Records have a key, and only the last of each key is sure to stay [KR4]. */
  readonly isCompacted: boolean;
  isDeleted = false;
  appended = 0;
  /** Records that were deleted or compacted away. */
  removed = 0;
  /** Copies no group will read any more, that some group did not. */
  dropped = 0;
  bytesIn = 0;
  delivered = 0;
  bytesOut = 0;

  constructor(partitions: number, books: Books, settings: LogSettings = LOG_DEFAULTS) {
    this.logs = Array.from({ length: partitions }, () => new PartitionLog(settings));
    this.isCompacted = settings.cleanup === 'compact';
    this.#books = books;
    this.#tally = {
      offered: (count) => books.offered(count),
      copied: (reason, count) => books.copied(reason, count),
      refused: (reason, count) => books.refused(reason, count),
      consumed: (count) => books.consumed(count),
      dropped: (reason, count) => {
        this.dropped += count;
        books.dropped(reason, count);
      },
    };
  }

  /** Limits that change count from the next time they are looked at. */
  retune(settings: LogSettings): void {
    for (const log of this.logs) log.settings = settings;
    for (const { replicas } of this.partitions ?? []) for (const { log } of replicas) log.settings = settings;
  }

  /** Each record counts once per group: for a group that comes later there is one more copy of all that is kept. */
  registerGroup(name: string): GroupReading {
    let group = this.#groups.get(name);
    if (group === undefined) {
      if (this.#groups.size > 0 && this.retained > 0) this.#books.copied('fan_out', this.retained);
      group = new GroupReading(this.logs, this.removed);
      this.#groups.set(name, group);
    }
    return group;
  }

  /** It is removed: nothing of it is kept, read or not, and it takes nothing. */
  delete(): void {
    this.isDeleted = true;
    this.logs.forEach((log, partition) => {
      const records = log.count(log.start, log.end);
      if (this.#groups.size === 0) this.#tally.dropped('removed', records);
      for (const group of this.#groups.values()) group.expire(partition, log.end, this.#tally, 'removed');
      this.removed += records;
      const replicas = this.partitions?.[partition];
      if (replicas !== undefined) replicas.empty();
      else log.startAt(log.end);
      this.#ends[partition] = log.end;
    });
  }
  /** It is made anew: empty, but its offsets go on. */
  revive(): void {
    this.isDeleted = false;
  }

  get groups(): ReadonlyMap<string, GroupReading> {
    return this.#groups;
  }

  /**
   * Appends a batch whose producer, if it is idempotent, was looked up with `verdictOn`; returns its first offset. Of a topic on a
   * single server.
   */
  append({ partition, batch, mark }: ProducePart, nowUs: number): number {
    const base = this.logs[partition]!.append(batch, 0, nowUs);
    (this.#flushed[partition] ??= new FlushedEnd()).appended(base + batch.count, nowUs);
    if (mark !== undefined) this.#producersOf(partition).appended(mark, batch.count, base);
    this.#count(batch);
    this.onAppend(partition);
    return base;
  }

  /** Whether a batch is to be appended: 'none', or from which offset on it is there already, or why it is refused [KP9]. */
  verdictOn({ partition, batch, mark }: ProducePart): ErrorCode | number {
    return mark === undefined ? 'none' : this.#producersOf(partition).check(mark, batch.count);
  }

  #producersOf(partition: number): ProducerStates {
    return (this.#producers[partition] ??= new ProducerStates());
  }

  /** The only server is gone; of what never reached the disk nothing is left after a power cut [KL13]. */
  crashed(kind: CrashKind, nowUs: number): void {
    if (kind === 'process' || this.partitions !== undefined) return;
    this.logs.forEach((log, partition) => {
      const to = Math.max(log.start, this.#flushed[partition]?.at(nowUs) ?? 0);
      if (to >= log.end) return;
      this.#lose(partition, to, log.end, 'broker_crash');
      log.truncate(to);
      this.#flushed[partition]?.truncated(to);
      this.#producers[partition]?.truncate(to);
    });
  }

  /** A leader appended the batch. */
  counted(partition: number, batch: RecordBatch): void {
    this.#ends[partition] = this.logs[partition]!.end;
    this.#count(batch);
  }

  /** A leader's log is the partition's from now on: what was in the one before and is not in this one is lost to everyone. */
  lead(partition: number, log: PartitionLog): void {
    const end = this.#ends[partition] ?? 0;
    if (log.end < end) this.#lose(partition, log.end, end, 'replica_truncated');
    // A follower hears later of what the leader deleted; nobody gets to see it again.
    log.startAt(this.logs[partition]!.start);
    // Given up when a leader had less, and there again with this one: only unclean elections do that.
    const again = log.count(end, log.end);
    if (again > 0) {
      this.appended += again;
      this.#tally.copied('redelivery', again * Math.max(1, this.#groups.size));
    }
    this.logs[partition] = log;
    this.#ends[partition] = log.end;
  }

  /** The log that counts is about to be cut back to `to`: its disk has no more. */
  cut(partition: number, to: number): void {
    this.#lose(partition, to, this.#ends[partition] ?? 0, 'broker_crash');
    this.#ends[partition] = to;
  }

  #lose(partition: number, to: number, end: number, reason: LossReason): void {
    const old = this.logs[partition]!;
    const countIn = (from: number, until: number): number => old.count(from, until);
    const lost = countIn(to, end);
    if (this.#groups.size === 0) this.#tally.dropped(reason, lost);
    for (const group of this.#groups.values()) group.truncate(partition, to, end, countIn, reason, this.#tally);
    this.appended -= lost;
    this.#wasCut = true;
    this.onLost(partition, to);
  }

  /**
   * A group is about to read on at `offset`. Where a log was cut back and has grown beyond that again, nobody tells it: what came
   * before its position it will never see.
   */
  resume(group: string, partition: number, offset: number): void {
    if (this.#wasCut && offset <= this.readableTo(partition)) this.registerGroup(group).resumeAt(partition, offset, this.#books);
  }

  /** Offset behind the last record consumers may see [KL6]. */
  readableTo(partition: number): number {
    return this.partitions === undefined ? this.logs[partition]!.end : this.partitions[partition]!.highWatermark;
  }

  #count(batch: RecordBatch): void {
    this.appended += batch.count;
    this.bytesIn += batch.bytes;
    if (this.#groups.size > 1) this.#books.copied('fan_out', batch.count * (this.#groups.size - 1));
  }

  /** Hands records before `end` to `group`, if there are any; the caller checked that `from` lies inside the log. */
  read(group: string, partition: number, from: number, end: number, maxRecords: number, maxBytes: number, destination: number): LogSlice | undefined {
    const log = this.logs[partition]!;
    let slice = log.read(from, Math.min(maxRecords, end - from), maxBytes, destination, partition);
    // Offsets were missing at `from`, so it may go too far.
    if (slice.baseOffset >= end) return undefined;
    if (slice.baseOffset + slice.count > end) slice = log.read(slice.baseOffset, end - slice.baseOffset, maxBytes, destination, partition);
    this.registerGroup(group).handOut(partition, slice.baseOffset, slice.count, this.#tally);
    this.delivered += slice.count;
    this.bytesOut += slice.bytes;
    return slice;
  }

  /** A member of `group` gives back what it did not work on. */
  handBack(group: string, partition: number, from: number, count: number): void {
    this.registerGroup(group).handBack(partition, from, count, this.isDeleted ? 'removed' : this.isCompacted ? 'compacted' : 'retention', this.#tally);
  }

  /** `group` goes on at `to`, without what is before it. */
  skipTo(group: string, partition: number, to: number): void {
    this.registerGroup(group).skipTo(partition, to, this.#tally);
  }

  /** Deletes what is beyond the topic's limits, read or not [KR3]. */
  expire(nowUs: number): void {
    this.logs.forEach((log, partition) => {
      const start = log.expiry(nowUs, this.readableTo(partition));
      const records = log.count(log.start, start);
      if (records === 0) return;
      if (this.#groups.size === 0) this.#tally.dropped('retention', records);
      for (const group of this.#groups.values()) group.expire(partition, start, this.#tally);
      log.startAt(start);
      this.removed += records;
      this.onExpired(partition, start, records);
    });
  }

  compact(nowUs: number): void {
    this.logs.forEach((log, partition) => {
      const removed = log.compact(nowUs, this.readableTo(partition));
      if (removed.length === 0) return;
      if (this.#groups.size === 0) this.#tally.dropped('compacted', removed.length);
      for (const group of this.#groups.values()) group.compact(partition, removed, this.#tally);
      this.removed += removed.length;
      // Kafka's replicas compact by themselves; they come to the same.
      for (const replica of this.partitions?.[partition]?.replicas ?? []) if (replica.log !== log) replica.log.remove(removed, nowUs);
    });
  }

  get retained(): number {
    return this.appended - this.removed;
  }
  /** Each record once per reading group; kept by the log once if nobody reads. */
  get stored(): number {
    if (this.#groups.size === 0) return this.retained;
    let unread = 0;
    for (const group of this.#groups.values()) unread += group.unread(this.appended);
    return unread;
  }
  get inFlight(): number {
    return 0;
  }
  /** Unread records of the slowest group. */
  get lag(): number {
    let most = 0;
    for (const group of this.#groups.values()) most = Math.max(most, group.unread(this.appended));
    return most;
  }
  get redelivered(): number {
    let n = 0;
    for (const group of this.#groups.values()) n += group.redelivered;
    return n;
  }
}
