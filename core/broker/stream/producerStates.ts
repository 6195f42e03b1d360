/**
 * What a partition remembers of idempotent producers [KP9]: per producer id its epoch and its last five batches. A batch that comes again
 * is recognised and not appended; one that does not follow on the last is refused. It belongs to the log, not to a server: a follower
 * that has the records knows their batches, so what is cut off the log is forgotten here. Source: `ProducerAppendInfo`.
 */
import type { ProducerMark } from '../api.ts';
import type { ErrorCode } from '../errors.ts';

/** ProducerStateEntry.NUM_BATCHES_TO_RETAIN */
const REMEMBERED = 5;
/** Kept beyond those: batches that an election may cut off, as many as a producer has in flight. */
const KEPT = 2 * REMEMBERED;
const SEQUENCE_MAX = 2 ** 31 - 1;

/** The sequence number `count` records after `sequence`: behind 2³¹ − 1 comes 0. */
export const sequenceAfter = (sequence: number, count: number): number => (sequence + count) % (SEQUENCE_MAX + 1);

/** Of a batch: its first and its last sequence number, and its offset. */
const WIDTH = 3;

/** One producer's latest batches, written round and round into one array: a batch costs no object. */
class ProducerState {
  readonly pid: number;
  readonly epoch: number;
  count = 0;
  /** Where the newest batch stands. */
  #newest = WIDTH * (KEPT - 1);
  readonly #batches = new Float64Array(WIDTH * KEPT);

  constructor(pid: number, epoch: number) {
    this.pid = pid;
    this.epoch = epoch;
  }

  get last(): number {
    return this.#batches[this.#newest + 1]!;
  }
  get offset(): number {
    return this.#batches[this.#newest + 2]!;
  }

  push(first: number, last: number, offset: number): void {
    const at = this.#newest === WIDTH * (KEPT - 1) ? 0 : this.#newest + WIDTH;
    this.#batches[at] = first;
    this.#batches[at + 1] = last;
    this.#batches[at + 2] = offset;
    this.#newest = at;
    if (this.count < KEPT) this.count++;
  }
  pop(): void {
    this.#newest = before(this.#newest);
    this.count--;
  }

  /** Offset of the remembered batch with these sequence numbers. */
  find(first: number, last: number): number | undefined {
    let at = this.#newest;
    for (let i = Math.min(this.count, REMEMBERED); i > 0; i--) {
      if (this.#batches[at] === first && this.#batches[at + 1] === last) return this.#batches[at + 2];
      at = before(at);
    }
    return undefined;
  }
}

const before = (at: number): number => (at === 0 ? WIDTH * (KEPT - 1) : at - WIDTH);

export class ProducerStates {
  readonly #states = new Map<number, ProducerState>();
  /** Who was looked up last: a batch is checked, and then appended. */
  #recent: ProducerState | undefined;

  #of(pid: number): ProducerState | undefined {
    if (this.#recent?.pid !== pid) this.#recent = this.#states.get(pid);
    return this.#recent;
  }

  /** 'none': append it. A number: it is in the log already, from that offset. Else why it is refused. */
  check({ pid, epoch, sequence }: ProducerMark, count: number): ErrorCode | number {
    const state = this.#of(pid);
    // Nothing is known of the producer, perhaps not any more: whatever it says is right.
    if (state === undefined) return 'none';
    if (epoch < state.epoch) return 'invalid_producer_epoch';
    if (epoch > state.epoch) return sequence === 0 ? 'none' : 'out_of_order_sequence';
    if (sequence === sequenceAfter(state.last, 1)) return 'none';
    return state.find(sequence, sequenceAfter(sequence, count - 1)) ?? 'out_of_order_sequence';
  }

  /** The batch was appended at `offset`. */
  appended({ pid, epoch, sequence }: ProducerMark, count: number, offset: number): void {
    let state = this.#of(pid);
    if (state === undefined || epoch > state.epoch) {
      state = new ProducerState(pid, epoch);
      this.#states.set(pid, state);
      this.#recent = state;
    }
    state.push(sequence, sequenceAfter(sequence, count - 1), offset);
  }

  /** The log was cut at `to`: what was appended from there on never was. */
  truncate(to: number): void {
    this.#recent = undefined;
    for (const [pid, state] of this.#states) {
      while (state.count > 0 && state.offset >= to) state.pop();
      if (state.count === 0) this.#states.delete(pid);
    }
  }
}
