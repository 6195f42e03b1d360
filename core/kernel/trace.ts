/**
 * The fingerprint of a run: every fired event is mixed into two independent 32-bit lanes, so two runs that did the same
 * things in the same order have equal digests, and any difference shows with a chance of 1 − 2^−64. Not for security.
 * State lives in an Int32Array: integers beyond 31 bits would be boxed in an object field.
 */
import { traceDigest } from '../base/traceDigest.ts';

/** Odd constants with well-spread bits; each lane weighs the words differently so that a collision in one misses the other. */
const A_MIX = 0x2c1b3c6d;
const A_HIGH = 0x297a2d39;
const A_ARG = 0x3c6ef372;
const B_MIX = 0x5bd1e995;
const B_LOW = 0x1b873593;
const B_HIGH = 0x6f3cb9e5;
const NOTE_SALT = 0x4cf5ad43;
const PER_2_32 = 2 ** -32;

export class Trace {
  readonly #lanes = Int32Array.of(0x243f6a88, 0x85a308d3 | 0);

  /** Mixes one fired event: `when` is an instant below 2^50, `phase` 0 … 7, `arg` a 32-bit integer. */
  event(when: number, phase: number, arg: number): void {
    const key = when * 8 + phase;
    this.#mix(key | 0, (key * PER_2_32) | 0, arg);
  }

  /** Mixes a fact that is not a kernel event (an input's content, a checkpoint): three 32-bit integers. */
  note(kind: number, a: number, b: number): void {
    this.#mix(Math.imul(kind, NOTE_SALT) ^ NOTE_SALT, a | 0, b | 0);
  }

  /** 16 lower-case hexadecimal digits. */
  digest(): string {
    return traceDigest(this.laneA, this.laneB);
  }

  /** The state itself, as two 32-bit integers: what a row of figures keeps of it. */
  get laneA(): number {
    return this.#lanes[0] as number;
  }
  get laneB(): number {
    return this.#lanes[1] as number;
  }

  #mix(low: number, high: number, arg: number): void {
    const lanes = this.#lanes;
    const a = Math.imul((lanes[0] as number) ^ (low + Math.imul(high, A_HIGH) + Math.imul(arg, A_ARG)), A_MIX);
    const b = Math.imul((lanes[1] as number) ^ (arg + Math.imul(low, B_LOW) + Math.imul(high, B_HIGH)), B_MIX);
    lanes[0] = a ^ (a >>> 15);
    lanes[1] = (b ^ (b >>> 13)) + 0x9e3779b9;
  }
}
