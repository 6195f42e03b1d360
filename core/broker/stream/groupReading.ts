/**
 * How far one consumer group was handed a topic, for the books: what it was not handed yet is stored for this group; what was
 * handed back unprocessed at a rebalance is stored again. A record handed out a second time beyond what was handed back is a
 * duplicate and is counted as a copy with reason `redelivery`; one that leaves the log before the group got it is dropped with
 * reason `retention` or `compacted`. SPEC.md, L3, L5.
 */
import type { DroppedReason } from '../../base/reasons.ts';
import type { Books } from '../api.ts';

/** What it must know of a log: where it begins, and how many records lie in [from, to). */
interface Counted {
  readonly start: number;
  count(from: number, to: number): number;
}

/** Why the end of a log is not there any more. */
export type LossReason = 'replica_truncated' | 'broker_crash';

export class GroupReading {
  readonly #logs: readonly Counted[];
  readonly #deliveredTo: Float64Array;
  readonly #handedBack: Float64Array;
  /** What was handed back lies from here to `deliveredTo`. */
  readonly #owedFrom: Float64Array;
  readonly #beganAt: Float64Array;
  /** Records it was handed, or never will be. */
  #passed = 0;
  #returned = 0;
  redelivered = 0;

  /** `removed`: records that are in the logs no more; a group that comes later never had them. */
  constructor(logs: readonly Counted[], removed = 0) {
    this.#logs = logs;
    this.#deliveredTo = Float64Array.from(logs, ({ start }) => start);
    this.#passed = removed;
    this.#handedBack = new Float64Array(logs.length);
    this.#owedFrom = new Float64Array(logs.length);
    this.#beganAt = new Float64Array(logs.length);
  }

  /** Records of the topic this group still has to be handed, given how many were ever appended. */
  unread(appended: number): number {
    return appended - this.#passed + this.#returned;
  }

  /** `count` records from `from` are handed out, no offset missing between them. */
  handOut(partition: number, from: number, count: number, books: Books): void {
    const seen = this.#deliveredTo[partition]!;
    if (from > seen) this.#pass(partition, from, 'offset_reset', books);
    const end = from + count;
    const again = Math.min(count, Math.max(0, seen - from));
    if (again > 0) {
      const owed = Math.min(again, this.#handedBack[partition]!);
      this.#returnLess(partition, owed);
      this.#owedFrom[partition] = Math.max(this.#owedFrom[partition]!, from + again);
      this.redelivered += again;
      if (again > owed) books.copied('redelivery', again - owed);
    }
    if (end > seen) this.#advance(partition, end, count - again);
  }

  /**
   * A member gives `taken` unprocessed, uncommitted records from `from` on back: someone will be handed again what of them is
   * still in the log; the rest left it meanwhile, with `reason`.
   */
  handBack(partition: number, from: number, taken: number, reason: 'retention' | 'compacted' | 'removed', books: Books): void {
    const count = this.#logs[partition]!.count(from, from + taken);
    if (count < taken) books.dropped(reason, taken - count);
    if (count === 0) return;
    const owed = this.#handedBack[partition]!;
    this.#owedFrom[partition] = owed === 0 ? from : Math.min(from, this.#owedFrom[partition]!);
    this.#handedBack[partition] = owed + count;
    this.#returned += count;
  }

  /** The group goes on at `to`, the log's end, as it has no offset or none that is still there [KC6] [KR3]: what is before it will never be read. */
  skipTo(partition: number, to: number, books: Books): void {
    this.#beganAt[partition] = to;
    this.#pass(partition, to, 'offset_reset', books);
  }

  /** What is before it was passed over. */
  beganAt(partition: number): number {
    return this.#beganAt[partition]!;
  }

  /** The group reads on at `offset`: beyond what it was handed only if the log was cut back and has grown again since. */
  resumeAt(partition: number, offset: number, books: Books): void {
    if (offset > this.#deliveredTo[partition]!) this.#pass(partition, offset, 'offset_reset', books);
  }

  /** The log is about to start at `to`. */
  expire(partition: number, to: number, books: Books, reason: 'retention' | 'removed' = 'retention'): void {
    if (to > this.#deliveredTo[partition]!) return this.#pass(partition, to, reason, books);
    this.#drop(partition, this.#logs[partition]!.count(this.#owedFrom[partition]!, to), reason, books);
  }

  /** The records at these offsets, ascending, are not in the log any more. */
  compact(partition: number, removed: readonly number[], books: Books): void {
    const seen = this.#deliveredTo[partition]!;
    const owedFrom = this.#owedFrom[partition]!;
    let unseen = 0;
    let owed = 0;
    for (const offset of removed) {
      if (offset >= seen) unseen++;
      else if (offset >= owedFrom) owed++;
    }
    this.#passed += unseen;
    if (unseen > 0) books.dropped('compacted', unseen);
    this.#drop(partition, owed, 'compacted', books);
  }

  /**
   * The log is about to be cut back to `to`: what of it was not handed out yet, or handed back, never will be. Offsets from `to` on come
   * again with other records. `countIn` tells how many records lie in [from, to).
   */
  truncate(partition: number, to: number, end: number, countIn: (from: number, to: number) => number, reason: LossReason, books: Books): void {
    const seen = this.#deliveredTo[partition]!;
    const unseen = countIn(Math.max(seen, to), end);
    if (unseen > 0) books.dropped(reason, unseen);
    if (seen <= to) return;
    this.#drop(partition, countIn(Math.max(this.#owedFrom[partition]!, to), seen), reason, books);
    this.#passed -= countIn(to, seen);
    this.#deliveredTo[partition] = to;
  }

  /** Nothing before `to` will be handed out any more. */
  #pass(partition: number, to: number, reason: 'offset_reset' | 'retention' | 'removed', books: Books): void {
    const unseen = this.#logs[partition]!.count(this.#deliveredTo[partition]!, to);
    if (unseen > 0) books.dropped(reason, unseen);
    this.#drop(partition, this.#handedBack[partition]!, reason, books);
    this.#advance(partition, to, unseen);
  }

  /** `count` of the records handed back, if there are as many, will not be handed out again. */
  #drop(partition: number, count: number, reason: DroppedReason, books: Books): void {
    const lost = Math.min(count, this.#handedBack[partition]!);
    if (lost === 0) return;
    books.dropped(reason, lost);
    this.#returnLess(partition, lost);
  }

  #returnLess(partition: number, count: number): void {
    this.#handedBack[partition]! -= count;
    this.#returned -= count;
  }

  #advance(partition: number, to: number, records: number): void {
    this.#passed += records;
    if (to > this.#deliveredTo[partition]!) this.#deliveredTo[partition] = to;
  }
}
