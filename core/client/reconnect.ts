/**
 * When a client that lost its connection tries again: the wait doubles from attempt to attempt up to a most, and starts over
 * once a connection lasted longer than that. SPEC.md, U18.
 */
import type { Session } from '../broker/api.ts';
import { duration, type Instant } from '../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';

export interface Backoff {
  readonly firstUs: number;
  readonly mostUs: number;
}
/** reconnect.backoff.ms and reconnect.backoff.max.ms of Kafka's clients. */
export const KAFKA_BACKOFF: Backoff = { firstUs: 50_000, mostUs: 1_000_000 };
/** The interval of automatic recovery in RabbitMQ's clients; ActiveMQ's failover transport is quicker. */
export const AMQP_BACKOFF: Backoff = { firstUs: 5_000_000, mostUs: 5_000_000 };

/** No connection: takes nothing. */
export const DOWN: Session = { submit: () => false, close: () => {} };

export class Reconnect implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #backoff: Backoff;
  readonly #connect: () => void;
  #waitUs: number;
  #connectedUs: number;
  #timer: TimerId = NO_TIMER;

  constructor(scheduler: Scheduler, backoff: Backoff, connect: () => void) {
    this.#scheduler = scheduler;
    this.#backoff = backoff;
    this.#connect = connect;
    this.#waitUs = backoff.firstUs;
    this.#connectedUs = scheduler.now();
  }

  /** The connection is gone: `connect` is called after the wait. */
  lost(): void {
    if (this.#timer !== NO_TIMER) return;
    if (this.#scheduler.now() - this.#connectedUs > this.#backoff.mostUs) this.#waitUs = this.#backoff.firstUs;
    this.#timer = this.#scheduler.after(duration(this.#waitUs), Phase.Client, this);
    this.#waitUs = Math.min(2 * this.#waitUs, this.#backoff.mostUs);
  }

  get isWaiting(): boolean {
    return this.#timer !== NO_TIMER;
  }

  /** It does not want a connection any more. */
  stop(): void {
    this.#scheduler.cancel(this.#timer);
    this.#timer = NO_TIMER;
  }

  fire(now: Instant): void {
    this.#timer = NO_TIMER;
    this.#connectedUs = now;
    this.#connect();
  }
}
