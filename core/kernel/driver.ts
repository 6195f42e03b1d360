/**
 * Runs a kernel on a host's time: in slices short enough that a worker stays responsive, no further than its pacer
 * allows, up to and including `end`. Everything from outside comes in through post, and is journaled. SPEC.md, K17–K29.
 */
import { assert } from '../base/assert.ts';
import { type Instant, instant, ORIGIN } from '../base/units.ts';
import { Journal, type JournalEntry } from './journal.ts';
import type { Kernel } from './kernel.ts';
import { asFastAsPossible, type Pacer } from './pacers.ts';
import { PaceMeter } from './paceMeter.ts';
import { type EventHandler, Phase } from './scheduler.ts';

/** The app's only real time. */
export interface Host {
  /** Microseconds on a clock that never goes back; its zero means nothing. */
  monotonicUs(): number;
  /** Calls `fn` once, from a fresh stack, `afterUs` from now or later; returns what cancels it. */
  wake(afterUs: number, fn: () => void): () => void;
}

export type DriverState = 'paused' | 'running' | 'ended' | 'failed' | 'disposed';

export interface DriverFailure {
  readonly error: unknown;
  /** Events fired when it broke, the broken one included. */
  readonly event: number;
  readonly atUs: Instant;
}

export interface DriverOptions<Input> {
  readonly kernel: Kernel;
  readonly host: Host;
  /** Last instant of the run; its events still fire. */
  readonly end: Instant;
  /** Called in Phase.Control at the input's instant. */
  readonly apply: (input: Input, now: Instant) => void;
  /** After each slice of work, on the host's stack: post frames here. */
  readonly onSlice?: () => void;
  readonly onEnd?: () => void;
  readonly onFailure?: (failure: DriverFailure) => void;
  /** As fast as possible unless given. */
  readonly pacer?: Pacer;
}

/** Longest stretch of host time without giving the host its stack back. */
export const SLICE_US = 8_000;
/** Longest sleep: now() and the frames follow a quiet world too. */
const SLEEP_US_MAX = 100_000;
/** Host time a late run may try to make up; the rest is given up and shows in achievedPace. */
const CATCH_UP_US = 100_000;
/** Reading the clock costs about an event, so it is read once per chunk, and a chunk should take about half a millisecond. */
const CHUNK_MAX = 1_024;
const CHUNK_US = 500;

export class Driver<Input> {
  readonly journal = new Journal<Input>();
  readonly #o: DriverOptions<Input>;
  readonly #kernel: Kernel;
  readonly #inputs: EventHandler;
  readonly #meter = new PaceMeter();
  #pacer: Pacer;
  #state: DriverState = 'paused';
  #stepsLeft = Number.POSITIVE_INFINITY;
  /** Where a run to an instant pauses. */
  #stopUs = Number.POSITIVE_INFINITY;
  /** Asked after each event of a step that ends with something that happens. */
  #isDone: (() => boolean) | undefined;
  /** It is asked at this instant too, whether something fires there or not. */
  #lookUs: () => number = () => Number.POSITIVE_INFINITY;
  #chunk = 64;
  #replaying: readonly JournalEntry<Input>[] = [];
  #replayed = 0;
  #cancelWake: (() => void) | undefined;

  constructor(options: DriverOptions<Input>) {
    this.#o = options;
    this.#kernel = options.kernel;
    this.#pacer = options.pacer ?? asFastAsPossible();
    this.#inputs = { fire: (now, index) => options.apply((this.journal.entries[index] as JournalEntry<Input>).input, now) };
  }

  get state(): DriverState {
    return this.#state;
  }

  now(): Instant {
    return this.#kernel.now();
  }

  /** Virtual seconds per host second over about the last second; null while nothing runs. */
  get achievedPace(): number | null {
    return this.#state === 'running' ? this.#meter.pace : null;
  }

  start(): void {
    if (this.#state !== 'paused' && !this.#isStepping) return;
    this.#go(Number.POSITIVE_INFINITY);
    this.#wakeAfter(0);
  }

  pause(): void {
    if (this.#state !== 'running') return;
    this.#followPace();
    this.#halt('paused');
  }

  /** Fires up to `events` events whatever the pace, then pauses. The first slice of them fires before step returns. */
  step(events: number): void {
    if (this.#state !== 'paused' && this.#state !== 'running') return;
    this.#go(events);
    this.#slice();
  }

  /**
   * Fires events whatever the pace until one of them makes `isDone` true, or the instant that `lookUs` tells has passed and does; then
   * pauses. Its first slice fires before it returns.
   */
  stepUntil(isDone: () => boolean, lookUs: () => number = () => Number.POSITIVE_INFINITY): void {
    if (this.#state !== 'paused' && this.#state !== 'running') return;
    this.#go(Number.POSITIVE_INFINITY, this.#o.end);
    this.#isDone = isDone;
    this.#lookUs = lookUs;
    this.#slice();
  }

  /** Fires everything up to and including instant `until` whatever the pace, then pauses there. Its first slice fires before it returns. */
  runTo(until: Instant): void {
    if (this.#state !== 'paused' && this.#state !== 'running') return;
    this.#go(Number.POSITIVE_INFINITY, Math.min(until, this.#o.end));
    this.#slice();
  }

  /** Takes effect at once: the present instant belongs to the present host time. */
  pace(pacer: Pacer): void {
    this.#followPace();
    this.#pacer = pacer;
    this.#rebase();
    if (this.#state === 'running') this.#wakeAfter(0);
  }

  /**
   * Schedules `input` right after everything due: at now() + 1 µs, once instants up to now() are closed.
   * Returns that instant, or undefined when the run is over and the input can have no effect.
   */
  post(input: Input): Instant | undefined {
    if (this.#state !== 'paused' && this.#state !== 'running') return undefined;
    if (!this.#guarded(() => this.#kernel.run(this.#kernel.now()))) return undefined;
    this.#followPace();
    const at = instant(this.#kernel.now() + 1);
    if (at > this.#o.end) return undefined;
    this.#schedule({ atUs: at, input });
    if (this.#state === 'running') this.#wakeAfter(0);
    return at;
  }

  /** Repeats inputs of an earlier run of the same world at their instants. Before the first event only. */
  replay(entries: readonly JournalEntry<Input>[]): void {
    assert(this.#kernel.events === 0 && this.#kernel.now() === ORIGIN, 'replay() on a run that has begun');
    this.#replaying = entries;
    this.#replayed = 0;
  }

  /** Ends the run for good; no callback is called afterwards. */
  dispose(): void {
    this.#halt('disposed');
  }

  get #isStepping(): boolean {
    return this.#state === 'running' && (this.#stepsLeft < Number.POSITIVE_INFINITY || this.#stopUs < Number.POSITIVE_INFINITY);
  }

  #go(steps: number, stopUs = Number.POSITIVE_INFINITY): void {
    this.#state = 'running';
    this.#stepsLeft = steps;
    this.#stopUs = stopUs;
    this.#isDone = undefined;
    this.#lookUs = () => Number.POSITIVE_INFINITY;
    this.#rebase();
    this.#meter.reset();
    this.#meter.mark(this.#o.host.monotonicUs(), this.#kernel.now());
  }

  /** It was to run to an instant, and everything up to it has fired. */
  get #hasArrived(): boolean {
    return this.#kernel.now() >= this.#stopUs && this.#due() > this.#stopUs;
  }

  #rebase(): void {
    this.#pacer.rebase(this.#kernel.now(), this.#o.host.monotonicUs());
  }

  #halt(state: DriverState): void {
    this.#state = state;
    this.#cancelWake?.();
    this.#cancelWake = undefined;
  }

  #wakeAfter(afterUs: number): void {
    this.#cancelWake?.();
    this.#cancelWake = this.#o.host.wake(afterUs, () => {
      this.#cancelWake = undefined;
      if (this.#state === 'running') this.#slice();
    });
  }

  /** One stretch of work, then either the end, a pause, or a date with the host. */
  #slice(): void {
    const { host, end } = this.#o;
    if (!this.#guarded(() => this.#work())) return;
    const hostUs = host.monotonicUs();
    this.#meter.mark(hostUs, this.#kernel.now());
    if (this.#kernel.now() === end && this.#kernel.next() > end) {
      this.#halt('ended');
      this.#o.onSlice?.();
      if (this.#state === 'ended') this.#o.onEnd?.();
      return;
    }
    if (this.#stepsLeft <= 0 || this.#hasArrived) this.#halt('paused');
    else this.#wakeAfter(this.#sleepUs(hostUs));
    this.#o.onSlice?.();
  }

  /** Fires what may fire, for at most SLICE_US of host time. */
  #work(): void {
    const { host, end } = this.#o;
    const startUs = host.monotonicUs();
    let hostUs = startUs;
    if (!this.#isStepping) this.#giveUpLostTime(hostUs);
    while (hostUs - startUs < SLICE_US && this.#stepsLeft > 0) {
      const horizon = this.#isStepping ? Math.min(this.#stopUs, end, this.#lookUs()) : Math.min(this.#pacer.allowed(hostUs), end);
      const entry = this.#replaying[this.#replayed];
      const until = instant(entry === undefined ? horizon : Math.min(horizon, entry.atUs - 1));
      const fired = this.#kernel.run(until, this.#isDone === undefined ? Math.min(this.#chunk, this.#stepsLeft) : 1);
      this.#stepsLeft -= fired;
      if (this.#isDone?.() === true) this.#stepsLeft = 0;
      const chunkStartUs = hostUs;
      hostUs = host.monotonicUs();
      if (hostUs - chunkStartUs > 2 * CHUNK_US) this.#chunk = Math.max(1, this.#chunk >> 1);
      else if (fired === this.#chunk && hostUs - chunkStartUs < CHUNK_US) this.#chunk = Math.min(CHUNK_MAX, this.#chunk * 2);
      if (this.#kernel.next() <= until) continue;
      if (entry !== undefined && entry.atUs <= horizon) {
        this.#schedule(entry);
        this.#replayed++;
        continue;
      }
      this.#closeTime(instant(horizon));
      if (this.#isDone?.() === true) this.#stepsLeft = 0;
      return;
    }
  }

  /** An input is scheduled when all instants before it are closed, in a run and in its replay alike: hence the same order. */
  #schedule(entry: JournalEntry<Input>): void {
    const index = this.journal.record(entry.atUs, entry.input);
    this.#kernel.at(entry.atUs, Phase.Control, this.#inputs, index);
  }

  /** Moves now() on through a stretch without events. */
  #closeTime(until: Instant): void {
    const t = Math.min(until, this.#o.end, (this.#replaying[this.#replayed]?.atUs ?? Number.POSITIVE_INFINITY) - 1);
    if (t > this.#kernel.now() && this.#kernel.next() > t) this.#kernel.advanceTo(instant(t));
  }

  /** While running at a pace, now() stands where the pacer allows, unless an event before that is still waiting for its turn. */
  #followPace(): void {
    if (this.#state === 'running' && !this.#isStepping) this.#closeTime(this.#pacer.allowed(this.#o.host.monotonicUs()));
  }

  /** Next thing to happen: an event, a replayed input, or the end. */
  #due(): Instant {
    const input = this.#replaying[this.#replayed]?.atUs ?? this.#o.end;
    return instant(Math.min(this.#kernel.next(), input, this.#o.end));
  }

  #giveUpLostTime(hostUs: number): void {
    const due = this.#due();
    if (this.#pacer.sleepUs(due, hostUs) < -CATCH_UP_US) this.#pacer.rebase(due, hostUs - CATCH_UP_US);
  }

  #sleepUs(hostUs: number): number {
    if (this.#isStepping) return 0;
    return Math.min(Math.max(0, Math.ceil(this.#pacer.sleepUs(this.#due(), hostUs))), SLEEP_US_MAX);
  }

  /** A throw inside the engine ends the run: false. */
  #guarded(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.#halt('failed');
      this.#o.onFailure?.({ error, event: this.#kernel.events, atUs: this.#kernel.now() });
      return false;
    }
  }
}
