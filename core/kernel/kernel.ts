/**
 * The one kernel: fires events in the order (when, phase, order of scheduling) and knows nothing of real time.
 * An event is a slot of typed arrays plus its handler; when and phase are one double, key = when × 8 + phase,
 * exact below 2^53. A cancelled slot stays in the queue and is skipped when it surfaces. SPEC.md, K1–K16.
 */
import { EngineBug, LimitReached } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import { type Duration, type Instant, instant, ORIGIN } from '../base/units.ts';
import { EventQueue } from './eventQueue.ts';
import type { EventHandler, Phase, Scheduler, TimerId } from './scheduler.ts';
import { Trace } from './trace.ts';

const SLOTS = 2 ** 24;
/** Generation 2^29 × slot 2^24 fills a safe integer; a slot that used up its generations is never handed out again. */
const GENERATIONS = 2 ** 29;
const NO_SLOT = -1;
const FIRST_CAPACITY = 64;
/** Cancelled events that may wait to surface, beyond as many as are live. A sweep so costs a few operations per cancel. */
const CANCELLED_MAX = 1_024;

/** Lower limits than the product's, for tests. */
export interface KernelLimits {
  readonly pendingEvents: number;
  readonly eventsPerInstant: number;
}

export class Kernel implements Scheduler {
  readonly trace = new Trace();
  readonly #limits: KernelLimits;
  readonly #queue = new EventQueue();
  /** A pending slot's handler; undefined: free, or cancelled and not yet surfaced. */
  readonly #handlers: (EventHandler | undefined)[] = [];
  /** A pending slot's argument; a free slot's successor in the free list. */
  #args = new Int32Array(FIRST_CAPACITY);
  #generations = new Int32Array(FIRST_CAPACITY);
  #free = NO_SLOT;
  #slots = 0;
  #pending = 0;
  /** Asked about each slot once by a sweep: a cancelled one is free again. */
  readonly #isLive = (slot: number): boolean => {
    if (this.#handlers[slot] !== undefined) return true;
    this.#release(slot);
    return false;
  };
  #now = ORIGIN;
  #fired = 0;
  #firedAtInstant = 0;
  #isRunning = false;
  #isPast = false;

  constructor(limits: KernelLimits = LIMITS) {
    this.#limits = limits;
  }

  now(): Instant {
    return this.#now;
  }

  /** Events fired since the origin. */
  get events(): number {
    return this.#fired;
  }

  /** Slots in the queue, cancelled ones that have not surfaced included. */
  get queued(): number {
    return this.#queue.size;
  }

  /** Events scheduled, neither fired nor cancelled. */
  get pending(): number {
    return this.#pending;
  }

  at(when: Instant, phase: Phase, handler: EventHandler, arg = 0): TimerId {
    if (!(when >= this.#now && when <= LIMITS.horizonUs && Math.floor(when) === when)) this.#refuseInstant(when);
    if (!(arg >= 0 && (arg | 0) === arg)) throw new EngineBug(`arg ${arg} is not an integer in 0 … 2^31 − 1`);
    if (this.#isPast) throw new EngineBug(`scheduled for ${when} from the past`);
    if (this.#pending >= this.#limits.pendingEvents) throw new LimitReached('pendingEvents', `${this.#pending} timers are pending`);
    const slot = this.#free === NO_SLOT ? this.#addSlot() : this.#free;
    this.#free = this.#args[slot] as number;
    this.#args[slot] = arg;
    this.#handlers[slot] = handler;
    this.#pending++;
    this.#queue.push(slot, when * 8 + phase);
    return ((this.#generations[slot] as number) * SLOTS + slot) as TimerId;
  }

  after(delay: Duration, phase: Phase, handler: EventHandler, arg = 0): TimerId {
    return this.at((this.#now + delay) as Instant, phase, handler, arg);
  }

  cancel(timer: TimerId): boolean {
    if (timer < 0) return false;
    const generation = Math.floor(timer / SLOTS);
    const slot = timer - generation * SLOTS;
    if (this.#generations[slot] !== generation || this.#handlers[slot] === undefined) return false;
    this.#handlers[slot] = undefined;
    this.#pending--;
    // Timers that are set and cancelled per record would otherwise pile up until their far instants come.
    if (this.#queue.size > 2 * this.#pending + CANCELLED_MAX) this.#queue.sweep(this.#isLive);
    return true;
  }

  lookBack(then: number, act: () => void): void {
    const present = this.#now;
    if (!(then <= present)) throw new EngineBug(`looked back from ${present} to ${then}`);
    this.#now = then as Instant;
    this.#isPast = then < present;
    try {
      act();
    } finally {
      this.#now = present;
      this.#isPast = false;
    }
  }

  /** Instant of the earliest pending event; Infinity when none is. */
  next(): Instant {
    const slot = this.#surface();
    return instant(slot === NO_SLOT ? Number.POSITIVE_INFINITY : Math.floor(this.#queue.headKey / 8));
  }

  /**
   * Fires, in order, the events with when ≤ `until`, at most `maxEvents` of them; returns how many fired.
   * now() is then the instant of the last one fired. A handler's throw passes through; its event counts as fired.
   */
  run(until: Instant, maxEvents: number = Number.POSITIVE_INFINITY): number {
    if (this.#isRunning) throw new EngineBug('run() called from inside a handler');
    this.#isRunning = true;
    const lastKey = until * 8 + 7;
    const firedBefore = this.#fired;
    const stopAt = firedBefore + maxEvents;
    try {
      while (this.#fired < stopAt) {
        const slot = this.#surface();
        if (slot === NO_SLOT) break;
        const key = this.#queue.headKey;
        if (key > lastKey) break;
        this.#queue.dropHead();
        this.#fire(slot, key);
      }
    } finally {
      this.#isRunning = false;
    }
    return this.#fired - firedBefore;
  }

  /** Closes time up to `t` without firing: nothing may be pending at or before it. */
  advanceTo(t: Instant): void {
    if (!(t >= this.#now && t <= LIMITS.horizonUs)) this.#refuseInstant(t);
    if (this.next() <= t) throw new EngineBug(`advanceTo(${t}) would pass an event due at ${this.next()}`);
    this.#now = t;
  }

  #fire(slot: number, key: number): void {
    const when = Math.floor(key / 8) as Instant;
    const handler = this.#handlers[slot] as EventHandler;
    const arg = this.#args[slot] as number;
    this.#release(slot);
    this.#pending--;
    if (when !== this.#now) {
      this.#now = when;
      this.#firedAtInstant = 0;
    } else if (this.#firedAtInstant >= this.#limits.eventsPerInstant) {
      throw new LimitReached('eventsPerInstant', `${this.#firedAtInstant} events fired at ${when} µs and time does not move`);
    }
    this.#firedAtInstant++;
    this.#fired++;
    this.trace.event(when, key - when * 8, arg);
    handler.fire(when, arg);
  }

  /** The earliest live slot, releasing cancelled ones that came to the front. */
  #surface(): number {
    for (;;) {
      const slot = this.#queue.peek();
      if (slot === NO_SLOT || this.#handlers[slot] !== undefined) return slot;
      this.#queue.dropHead();
      this.#release(slot);
    }
  }

  /** From here on the slot's TimerId names nothing. */
  #release(slot: number): void {
    this.#handlers[slot] = undefined;
    const generation = ((this.#generations[slot] as number) + 1) | 0;
    this.#generations[slot] = generation;
    if (generation >= GENERATIONS - 1) return;
    this.#args[slot] = this.#free;
    this.#free = slot;
  }

  #addSlot(): number {
    const slot = this.#slots++;
    if (slot >= SLOTS) throw new LimitReached('pendingEvents', `all ${SLOTS} slots are taken`);
    if (slot >= this.#args.length) {
      const capacity = this.#args.length * 2;
      this.#args = grown(this.#args, capacity);
      this.#generations = grown(this.#generations, capacity);
    }
    this.#queue.reserve(this.#args.length);
    this.#args[slot] = NO_SLOT;
    this.#handlers.push(undefined);
    return slot;
  }

  #refuseInstant(when: number): never {
    throw new EngineBug(`instant ${when} is not an integer between now (${this.#now}) and limit horizonUs (${LIMITS.horizonUs})`);
  }
}

function grown(array: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(capacity);
  next.set(array);
  return next;
}
