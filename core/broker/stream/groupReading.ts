/**
 * How far one consumer group was handed a topic, for the books: what lies between `deliveredTo` and the log's end is
 * stored for this group; what was handed back unprocessed at a rebalance is stored again. A record handed out a second
 * time beyond what was handed back is a duplicate and is counted as a copy with reason `redelivery`. SPEC.md, L3.
 */
import type { Books } from '../api.ts';

export class GroupReading {
  readonly #deliveredTo: Float64Array;
  readonly #handedBack: Float64Array;
  #delivered = 0;
  #returned = 0;
  redelivered = 0;

  constructor(partitions: number) {
    this.#deliveredTo = new Float64Array(partitions);
    this.#handedBack = new Float64Array(partitions);
  }

  /** Records of the topic this group still has to be handed, given how many were ever appended. */
  unread(appended: number): number {
    return appended - this.#delivered + this.#returned;
  }

  /** `count` records from `from` are handed out. */
  handOut(partition: number, from: number, count: number, books: Books): void {
    const seen = this.#deliveredTo[partition]!;
    if (from > seen) {
      // Skipped by a reset to the latest offset: this group will never see them.
      books.dropped('offset_reset', from - seen);
      this.#advance(partition, from);
    }
    const end = from + count;
    const again = Math.min(count, Math.max(0, this.#deliveredTo[partition]! - from));
    if (again > 0) {
      const owed = Math.min(again, this.#handedBack[partition]!);
      this.#handedBack[partition]! -= owed;
      this.#returned -= owed;
      this.redelivered += again;
      if (again > owed) books.copied('redelivery', again - owed);
    }
    if (end > this.#deliveredTo[partition]!) this.#advance(partition, end);
  }

  /** A member gives `count` unprocessed, uncommitted records back: someone will be handed them again. */
  handBack(partition: number, count: number): void {
    this.#handedBack[partition]! += count;
    this.#returned += count;
  }

  /** The group begins at `to`, the log's end, without a committed offset: what was before it will never be read [KC6]. */
  skipTo(partition: number, to: number, books: Books): void {
    const skipped = to - this.#deliveredTo[partition]! + this.#handedBack[partition]!;
    if (skipped === 0) return;
    books.dropped('offset_reset', skipped);
    this.#returned -= this.#handedBack[partition]!;
    this.#handedBack[partition] = 0;
    this.#advance(partition, to);
  }

  #advance(partition: number, to: number): void {
    this.#delivered += to - this.#deliveredTo[partition]!;
    this.#deliveredTo[partition] = to;
  }
}
