/**
 * All that brokers and clients ever see of time. Order is (when, phase, order of scheduling): strict and total.
 * A handler runs to completion; a throw is an engine bug and ends the run.
 */
import type { Duration, Instant } from '../base/units.ts';

/**
 * At one instant commands act first, then arrivals over links, brokers, clients, then records that come to a producer or are done with,
 * and last the sampler.
 */
export const Phase = { Control: 0, Network: 1, Engine: 2, Client: 3, Record: 4, Sample: 5 } as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

export interface EventHandler {
  /** `arg` is the integer given at scheduling, 0 ≤ arg < 2^31. */
  fire(now: Instant, arg: number): void;
}

/** Names one scheduled event; never reused within a run. */
export type TimerId = number & { readonly __timer: true };
export const NO_TIMER = -1 as TimerId;

export interface Scheduler {
  now(): Instant;
  /** `when` must not lie before now(). */
  at(when: Instant, phase: Phase, handler: EventHandler, arg?: number): TimerId;
  after(delay: Duration, phase: Phase, handler: EventHandler, arg?: number): TimerId;
  /** True if the event had not fired yet and now never will. */
  cancel(timer: TimerId): boolean;
  /**
   * Acts with now() set back to `then`: what was done at that instant, and is told late. Nothing may be scheduled in it, unless `then`
   * is the present instant.
   */
  lookBack(then: number, act: () => void): void;
}
