/** Batches of one partition that a producer has not sent, or has to send again, in the order they were opened; the last may be open. */
import { Deque } from '../base/deque.ts';
import type { Batch } from './batch.ts';

/** Sequence numbers are 31 bits wide [KP9]. */
const SEQUENCES = 2 ** 31;

export class PartitionQueue {
  readonly partition: number;
  readonly #batches = new Deque<Batch>(4);
  /** The one that still takes records. */
  open: Batch | undefined;
  /** Until then what failed at its head is not sent again. */
  heldUntilUs = 0;
  #epoch = 0;
  #nextSequence = 0;

  constructor(partition: number) {
    this.partition = partition;
  }

  get length(): number {
    return this.#batches.length;
  }
  /** Batches that take no more records. */
  get closed(): number {
    return this.#batches.length - (this.open === undefined ? 0 : 1);
  }
  get head(): Batch | undefined {
    return this.#batches.peek();
  }
  get epoch(): number {
    return this.#epoch;
  }

  begin(batch: Batch): void {
    this.open = batch;
    this.#batches.push(batch);
  }

  /** Takes the head; if it was open it takes no more. */
  shift(): Batch {
    const batch = this.#batches.shift()!;
    if (batch === this.open) this.open = undefined;
    return batch;
  }

  /** A batch that was sent comes back to its place in the order. */
  putBack(batch: Batch): void {
    const later: Batch[] = [];
    for (let head = this.#batches.peek(); head !== undefined && head.order < batch.order; head = this.#batches.peek()) later.push(this.#batches.shift()!);
    this.#batches.unshift(batch);
    for (const earlier of later.reverse()) this.#batches.unshift(earlier);
  }

  /** Numbers the batch, unless it has a number of this epoch. */
  number(batch: Batch): void {
    if (batch.epoch === this.#epoch && batch.sequence >= 0) return;
    batch.epoch = this.#epoch;
    batch.sequence = this.#nextSequence;
    this.#nextSequence = (this.#nextSequence + batch.count) % SEQUENCES;
  }

  /** Numbers begin again under the next epoch: a batch was given up, or the log has lost what it had. */
  renumber(): void {
    this.#epoch++;
    this.#nextSequence = 0;
  }

  clear(): void {
    this.#batches.clear();
    this.open = undefined;
    this.heldUntilUs = 0;
    this.#epoch = 0;
    this.#nextSequence = 0;
  }
}
