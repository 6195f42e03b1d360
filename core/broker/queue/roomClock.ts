/**
 * For how long a queue could have delivered at once, since some consumer had room: over a span of time this is RabbitMQ's consumer
 * capacity (before 3.8 consumer utilisation). Nothing is done per message but where the last consumer fills up or the first has
 * room again.
 */
import type { Scheduler } from '../../kernel/scheduler.ts';

export class RoomClock {
  #scheduler: Scheduler | undefined;
  /** Consumers that have room now. */
  #withRoom = 0;
  #us = 0;
  #sinceUs = 0;

  /** Without a scheduler there is no time, and nothing is counted. */
  on(scheduler: Scheduler | undefined): this {
    this.#scheduler = scheduler;
    return this;
  }

  get us(): number {
    return this.#withRoom === 0 ? this.#us : this.#us + this.#now() - this.#sinceUs;
  }

  /** One consumer more has room. */
  gained(): void {
    if (this.#withRoom++ === 0) this.#sinceUs = this.#now();
  }
  lost(): void {
    if (--this.#withRoom === 0) this.#us += this.#now() - this.#sinceUs;
  }

  #now(): number {
    return this.#scheduler?.now() ?? 0;
  }
}
