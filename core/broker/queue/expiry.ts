/**
 * When the messages of one queue are over, and one timer for all of them: only the head's time is looked at, so a message
 * behind a longer-lived one is counted past its time, and never delivered past it [RD1]. A queue without a time to live has
 * none of this. SPEC.md, DL1–DL2.
 */
import { type Duration, type Instant, instant } from '../../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler } from '../../kernel/scheduler.ts';

const NEVER = Number.POSITIVE_INFINITY;

export class Expiry implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #onDue: () => void;
  /** By slot of the queue's pool; what lies beyond its end has no time. */
  #untilUs = new Float64Array(0);
  #timer = NO_TIMER;
  #timerUs = NEVER;

  /** `onDue` is called when the head that was watched may be over. */
  constructor(scheduler: Scheduler, onDue: () => void) {
    this.#scheduler = scheduler;
    this.#onDue = onDue;
  }

  /** The message in `slot` lives this long from now; undefined: for ever. `slots` is how many the pool has. */
  set(slot: number, ttl: Duration | undefined, slots: number): void {
    if (slot >= this.#untilUs.length) {
      const wider = new Float64Array(slots).fill(NEVER);
      wider.set(this.#untilUs);
      this.#untilUs = wider;
    }
    this.#untilUs[slot] = ttl === undefined ? NEVER : this.#scheduler.now() + ttl;
  }

  isOver(slot: number): boolean {
    return this.untilUs(slot) <= this.#scheduler.now();
  }

  /** `slot` is the head now. A timer that rings earlier stays: it looks again, which costs less than moving it each time. */
  watch(slot: number): void {
    const until = this.untilUs(slot);
    if (until >= this.#timerUs) return;
    this.#scheduler.cancel(this.#timer);
    this.#timerUs = until;
    this.#timer = this.#scheduler.at(instant(until), Phase.Engine, this);
  }

  fire(_now: Instant): void {
    this.#timerUs = NEVER;
    this.#onDue();
  }

  /** Undefined: never. */
  endUs(slot: number): number | undefined {
    const until = this.untilUs(slot);
    return until === NEVER ? undefined : until;
  }

  untilUs(slot: number): number {
    return this.#untilUs[slot] ?? NEVER;
  }
}
