/**
 * The disk of a server, as far as waiting for it goes: a write is safe once an fsync that began after it has ended. While one runs,
 * all further writes wait for the next, which serves them together (group commit): the busier the disk, the more each fsync carries.
 * SPEC.md, DK1–DK4.
 */
import { Deque } from '../../base/deque.ts';
import { Float64Ring } from '../../base/ring.ts';
import { type Duration, duration, type Instant } from '../../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler } from '../../kernel/scheduler.ts';

/** Waits for its write to be safe. */
export interface WriteWaiter {
  release(): void;
}

export class Disk implements EventHandler {
  readonly #scheduler: Scheduler;
  /** How long an fsync takes; 0: writes are safe at once. */
  fsyncUs: Duration;
  /** A slow disk takes so many times as long. */
  slowdown = 1;
  /** Writes so far: a write's number is its ticket. */
  #written = 0;
  #safe = 0;
  /** Writes that the running fsync will have made safe. */
  #covered = 0;
  #timer = NO_TIMER;
  readonly #tickets = new Float64Ring(16);
  readonly #waiters = new Deque<WriteWaiter>();
  fsyncs = 0;

  constructor(scheduler: Scheduler, fsyncUs: Duration = duration(0)) {
    this.#scheduler = scheduler;
    this.fsyncUs = fsyncUs;
  }

  /** Writes something; returns its ticket. */
  write(): number {
    const ticket = ++this.#written;
    if (this.#timer === NO_TIMER) {
      if (this.fsyncUs === 0) this.#safe = ticket;
      else this.#sync();
    }
    return ticket;
  }

  isSafe(ticket: number): boolean {
    return ticket <= this.#safe;
  }

  /** Calls `release` of the waiter once the newest write is safe, which it must not be yet. */
  waitForNewest(waiter: WriteWaiter): void {
    this.#tickets.push(this.#written);
    this.#waiters.push(waiter);
  }

  fire(_now: Instant): void {
    this.#timer = NO_TIMER;
    this.#safe = this.#covered;
    this.fsyncs++;
    if (this.#written > this.#safe) this.#sync();
    while (this.#waiters.length > 0 && this.#tickets.peek() <= this.#safe) {
      this.#tickets.shift();
      this.#waiters.shift()!.release();
    }
  }

  /** Its server is gone: nobody waits any more. Who asks what was safe asks before. */
  crashed(): void {
    this.#scheduler.cancel(this.#timer);
    this.#timer = NO_TIMER;
    this.#safe = this.#written;
    this.#tickets.clear();
    this.#waiters.clear();
  }

  #sync(): void {
    this.#covered = this.#written;
    this.#timer = this.#scheduler.after(duration(Math.round(this.fsyncUs * this.slowdown)), Phase.Engine, this);
  }
}
