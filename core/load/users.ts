/**
 * A closed loop: a fixed number of users, each of whom thinks, sends one message, waits for its answer and thinks again. A slow
 * system slows its own load down. A user's intended instant is the end of its thinking. SPEC.md, LD7–LD9.
 */
import { assert } from '../base/assert.ts';
import type { Sampler } from '../base/distribution.ts';
import { LIMITS } from '../base/limits.ts';
import type { ArrivalSource } from './arrivals.ts';
import type { LoadProfile } from './loadProfile.ts';
import { MinHeap } from './minHeap.ts';

/** Whose message was not taken comes back no sooner: without thinking it would knock without end in one instant. */
const AFTER_FAILURE_US = 1_000;

export class Users implements ArrivalSource {
  #users: number;
  #factor = 1;
  #think: Sampler;
  /** When each thinking user will send. */
  readonly #thinking = new MinHeap();
  /** Messages whose answers are awaited, each with how many: a user waits for all copies of its message. */
  readonly #awaited = new Map<number, number>();
  /** Some of an awaited message's copies were not taken. */
  readonly #failed = new Set<number>();
  /** Users that are there: thinking, waiting, or about to send. */
  #present = 0;
  /** Messages up to this one are of a process that is gone. */
  #lastForgotten = 0;
  #lastSerial = 0;
  #isDown = false;
  /** Told when somebody is due sooner than was known. */
  onEarlier: () => void = () => {};

  constructor(users: number, think: Sampler, rampUpUs: number) {
    this.#users = users;
    this.#think = think;
    // Evenly over the time, the first at its beginning; each thinks before it sends for the first time.
    for (let i = 0; i < users; i++) this.#enter(Math.round((i * rampUpUs) / users));
  }

  /** Nobody will send any more: whoever is still there only waits for an answer, which what is ended for may bring. */
  get isOver(): boolean {
    return this.#target === 0 && this.#thinking.length === 0;
  }
  /** Users who wait for an answer, and who think. */
  get waiting(): number {
    return this.#awaited.size;
  }
  get thinking(): number {
    return this.#thinking.length;
  }

  peek(): number {
    const at = this.#thinking.least;
    return at <= LIMITS.horizonUs ? at : Infinity;
  }

  advance(): void {
    this.#thinking.pop();
  }

  /** A user's message has gone out in so many copies, none if no edge took it. Answers may have come before. */
  sent(nowUs: number, serial: number, copies: number): void {
    this.#lastSerial = serial;
    this.#count(nowUs, serial, copies);
  }

  /** One copy is answered; what was not taken counts as an answer too. */
  answered(nowUs: number, serial: number, isTaken: boolean): void {
    if (serial <= this.#lastForgotten) return;
    if (!isTaken) this.#failed.add(serial);
    this.#count(nowUs, serial, -1);
  }

  #count(nowUs: number, serial: number, copies: number): void {
    const left = (this.#awaited.get(serial) ?? 0) + copies;
    if (left !== 0) {
      this.#awaited.set(serial, left);
      return;
    }
    this.#awaited.delete(serial);
    const leastUs = this.#failed.delete(serial) ? AFTER_FAILURE_US : 1;
    // Users that are too many leave when they have their answer.
    if (this.#present > this.#target) this.#present--;
    else this.#begin(nowUs, leastUs);
  }

  get #target(): number {
    return Math.min(LIMITS.users, Math.round(this.#users * this.#factor));
  }

  #enter(nowUs: number): void {
    this.#present++;
    this.#begin(nowUs, 0);
  }

  /** Somebody begins to think. */
  #begin(nowUs: number, leastUs: number): void {
    const before = this.#thinking.least;
    const at = nowUs + Math.max(leastUs, this.#think.next());
    this.#thinking.push(at);
    if (at < before) this.onEarlier();
  }

  /** Another number of users, or other times: the rest of the thinking stretches with its mean, so that both are felt at once. */
  change(nowUs: number, users: number, think: Sampler): void {
    const stretch = this.#think.mean > 0 ? think.mean / this.#think.mean : 1;
    this.#users = users;
    this.#think = think;
    if (stretch !== 1) this.#thinking.map((at) => Math.round(nowUs + Math.max(0, at - nowUs) * stretch));
    this.#fit(nowUs);
  }

  /** A factor multiplies the users. */
  retarget(nowUs: number, _profile: LoadProfile, factor: number): void {
    assert(factor >= 0 && factor < Infinity, `load factor ${factor}`);
    this.#factor = factor;
    this.#fit(nowUs);
  }

  #fit(nowUs: number): void {
    if (this.#isDown) return;
    while (this.#present < this.#target) this.#enter(nowUs);
    // Those who would have sent last leave first; the others when they have their answer.
    this.#present -= this.#thinking.dropLast(this.#present - this.#target);
  }

  /** The process is gone, and everybody's message with it. */
  crash(): void {
    this.#isDown = true;
    this.#lastForgotten = this.#lastSerial;
    this.#thinking.clear();
    this.#awaited.clear();
    this.#failed.clear();
  }

  /** All of them begin to think now. */
  begin(nowUs: number): void {
    this.crash();
    this.#factor = 1;
    this.restart(nowUs);
  }

  /** It is back: all of them think first. */
  restart(nowUs: number): void {
    this.#isDown = false;
    this.#present = 0;
    this.#fit(nowUs);
  }
}
