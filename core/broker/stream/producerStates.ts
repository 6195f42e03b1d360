/**
 * What a partition remembers of idempotent producers [KP9]: per producer id its epoch and its last five batches. A batch that comes again
 * is recognised and not appended; one that does not follow on the last is refused. It belongs to the log, not to a server: a follower
 * that has the records knows their batches, so what is cut off the log is forgotten here. Source: `ProducerAppendInfo`.
 */
import type { ProducerMark } from '../api.ts';
import type { ErrorCode } from '../errors.ts';

interface RememberedBatch {
  readonly first: number;
  readonly last: number;
  readonly offset: number;
}
interface ProducerState {
  epoch: number;
  readonly batches: RememberedBatch[];
}

/** ProducerStateEntry.NUM_BATCHES_TO_RETAIN */
const REMEMBERED = 5;
/** Kept beyond those: batches that an election may cut off, as many as a producer has in flight. */
const KEPT = 2 * REMEMBERED;
const SEQUENCE_MAX = 2 ** 31 - 1;

/** The sequence number `count` records after `sequence`: behind 2³¹ − 1 comes 0. */
export const sequenceAfter = (sequence: number, count: number): number => (sequence + count) % (SEQUENCE_MAX + 1);

export class ProducerStates {
  readonly #states = new Map<number, ProducerState>();

  /** 'none': append it. A number: it is in the log already, from that offset. Else why it is refused. */
  check({ pid, epoch, sequence }: ProducerMark, count: number): ErrorCode | number {
    const state = this.#states.get(pid);
    // Nothing is known of the producer, perhaps not any more: whatever it says is right.
    if (state === undefined) return 'none';
    if (epoch < state.epoch) return 'invalid_producer_epoch';
    if (epoch > state.epoch) return sequence === 0 ? 'none' : 'out_of_order_sequence';
    const last = sequenceAfter(sequence, count - 1);
    const again = state.batches.slice(-REMEMBERED).find((batch) => batch.first === sequence && batch.last === last);
    if (again !== undefined) return again.offset;
    return sequence === sequenceAfter(state.batches.at(-1)!.last, 1) ? 'none' : 'out_of_order_sequence';
  }

  /** The batch was appended at `offset`. */
  appended({ pid, epoch, sequence }: ProducerMark, count: number, offset: number): void {
    let state = this.#states.get(pid);
    if (state === undefined) this.#states.set(pid, (state = { epoch, batches: [] }));
    if (epoch > state.epoch) {
      state.epoch = epoch;
      state.batches.length = 0;
    }
    if (state.batches.length === KEPT) state.batches.shift();
    state.batches.push({ first: sequence, last: sequenceAfter(sequence, count - 1), offset });
  }

  /** The log was cut at `to`: what was appended from there on never was. */
  truncate(to: number): void {
    for (const [pid, { batches }] of this.#states) {
      while (batches.length > 0 && batches.at(-1)!.offset >= to) batches.pop();
      if (batches.length === 0) this.#states.delete(pid);
    }
  }
}
