/**
 * A topic: partitions, each a log, and the fetches parked at them. Reading removes nothing; every consumer group reads
 * all of it (KG1 decides who inside a group). SPEC.md, T1–T5.
 */
import type { Books, LogSlice, ProducePart } from '../api.ts';
import type { Held } from '../ledger.ts';
import { PartitionLog } from '../log/partitionLog.ts';
import { GroupReading } from './groupReading.ts';

export class Topic implements Held {
  readonly kind = 'topic' as const;
  readonly logs: readonly PartitionLog[];
  readonly #groups = new Map<string, GroupReading>();
  readonly #books: Books;
  /** Called with the partition after each append, to wake parked fetches. */
  onAppend: (partition: number) => void = () => {};
  appended = 0;
  bytesIn = 0;
  delivered = 0;
  bytesOut = 0;

  constructor(partitions: number, books: Books) {
    this.logs = Array.from({ length: partitions }, () => new PartitionLog());
    this.#books = books;
  }

  /** A reading group must be known before the first append, so that each record counts once per group. */
  registerGroup(name: string): GroupReading {
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = new GroupReading(this.logs.length);
      this.#groups.set(name, group);
    }
    return group;
  }

  get groups(): ReadonlyMap<string, GroupReading> {
    return this.#groups;
  }

  append({ partition, batch }: ProducePart): number {
    const base = this.logs[partition]!.append(batch);
    this.appended += batch.count;
    this.bytesIn += batch.bytes;
    if (this.#groups.size > 1) this.#books.copied('fan_out', batch.count * (this.#groups.size - 1));
    this.onAppend(partition);
    return base;
  }

  /** Hands records to `group`; the caller checked that `from` lies inside the log. */
  read(group: string, partition: number, from: number, maxRecords: number, maxBytes: number, destination: number): LogSlice {
    const slice = this.logs[partition]!.read(from, maxRecords, maxBytes, destination, partition);
    this.registerGroup(group).handOut(partition, from, slice.count, this.#books);
    this.delivered += slice.count;
    this.bytesOut += slice.bytes;
    return slice;
  }

  get retained(): number {
    return this.appended;
  }
  /** Each record once per reading group; kept by the log once if nobody reads. */
  get stored(): number {
    if (this.#groups.size === 0) return this.appended;
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
