/**
 * Ends a queue that nobody has used for its time (x-expires): no consumer was there, and nothing was taken from it [RD2]. One
 * timer, which looks again when it rings.
 */
import { type Duration, type Instant, instant } from '../../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler } from '../../kernel/scheduler.ts';

/** What ends so. */
export interface Perishable {
  /** Somebody uses it all the while. */
  readonly isInUse: boolean;
  delete(): void;
}

export class Unused implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #after: Duration;
  readonly #queue: Perishable;
  #lastUsed: Instant;
  #timer = NO_TIMER;

  constructor(scheduler: Scheduler, after: Duration, queue: Perishable) {
    this.#scheduler = scheduler;
    this.#after = after;
    this.#queue = queue;
    this.#lastUsed = scheduler.now();
    this.#watch();
  }

  /** It was used just now, or its last consumer left. */
  touch(): void {
    this.#lastUsed = this.#scheduler.now();
    if (this.#timer === NO_TIMER) this.#watch();
  }

  fire(now: Instant): void {
    this.#timer = NO_TIMER;
    // The last consumer to leave begins the time anew.
    if (this.#queue.isInUse) return;
    if (now - this.#lastUsed >= this.#after) this.#queue.delete();
    else this.#watch();
  }

  #watch(): void {
    this.#timer = this.#scheduler.at(instant(this.#lastUsed + this.#after), Phase.Engine, this);
  }
}
