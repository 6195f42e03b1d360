/**
 * The disk of a server, as far as waiting for it goes: a write is safe once an fsync that began after it has ended. While one runs,
 * all further writes wait for the next, which serves them together (group commit): the busier the disk, the more each fsync carries.
 * With a bandwidth it takes bytes one after another, behind a page cache that holds what is not written yet and what was written
 * last. SPEC.md, DK1–DK4 and CM3–CM6.
 */
import { Deque } from '../../base/deque.ts';
import { byteUs, Pipe } from '../../base/pipe.ts';
import { Float64Ring } from '../../base/ring.ts';
import { type Duration, duration, type Instant } from '../../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler } from '../../kernel/scheduler.ts';

/** Waits for its write to be safe. */
export interface WriteWaiter {
  release(): void;
}

/** Part of the page cache that may be dirty before whoever writes has to wait: vm.dirty_ratio of Linux. */
const DIRTY_PART = 0.2;

export interface DiskSettings {
  /** How long an fsync takes; 0: writes are safe at once. */
  readonly fsyncUs: number;
  /** Bytes per second; 0: any number. */
  readonly bandwidth: number;
  /** Bytes of memory for what is on disk; 0: all of it. */
  readonly pageCache: number;
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
  /** All that is written and, ahead of it, what is read: a reader does not wait for what the system writes behind everyone's back. */
  readonly #all = new Pipe();
  readonly #reads = new Pipe();
  #syncSinceUs = 0;
  #syncedUs = 0;
  #pageCache = 0;
  /** Bytes written since the start, while it has a bandwidth. */
  #bytes = 0;

  constructor(scheduler: Scheduler, settings: Partial<DiskSettings> = {}) {
    this.#scheduler = scheduler;
    this.fsyncUs = duration(0);
    this.retune(settings);
  }

  retune({ fsyncUs = 0, bandwidth = 0, pageCache = 0 }: Partial<DiskSettings>): void {
    this.fsyncUs = duration(fsyncUs);
    this.#all.retune(byteUs(bandwidth));
    this.#reads.retune(byteUs(bandwidth));
    this.#pageCache = pageCache;
  }

  /** Bytes take their time on it. */
  get isLimited(): boolean {
    return this.#all.isLimited;
  }
  /** Writes may have to wait to be safe. */
  get takesTime(): boolean {
    return this.fsyncUs > 0 || this.isLimited;
  }

  /** Time it was reading, writing or in an fsync, µs. */
  get busyUs(): number {
    const now = this.#scheduler.now();
    if (this.fsyncUs === 0) return this.#all.busyUs(now);
    return this.#syncedUs + (this.#timer === NO_TIMER ? 0 : now - this.#syncSinceUs);
  }

  /** Writes something of so many bytes that has to be safe one day; returns its ticket. */
  write(bytes = 0): number {
    const ticket = ++this.#written;
    if (this.isLimited) this.#pass(bytes);
    if (this.#timer === NO_TIMER) {
      if (!this.takesTime) this.#safe = ticket;
      else this.#sync();
    }
    return ticket;
  }

  /** Appends bytes to a log that nobody syncs; returns how long whoever writes has to wait, since no more may be dirty [CM4]. */
  append(bytes: number): number {
    if (!this.isLimited) return 0;
    const now = this.#scheduler.now();
    return Math.max(0, this.#pass(bytes) - now - this.#all.costUs(this.#pageCache * DIRTY_PART) * this.slowdown);
  }

  /** Reads bytes that are not in memory; returns how long that takes. */
  read(bytes: number): number {
    if (!this.isLimited || bytes === 0) return 0;
    const now = this.#scheduler.now();
    const us = this.#reads.costUs(bytes) * this.slowdown;
    this.#all.take(now, us);
    return this.#reads.take(now, us) - now;
  }

  /**
   * Whether what lies `behind` bytes before the end of a log that has `kept` is not in memory any more: the cache has the newest of
   * all that was written, in which the log has its part [CM6].
   */
  isCold(behind: number, kept: number): boolean {
    if (!this.isLimited || this.#pageCache === 0) return false;
    return behind * Math.max(1, this.#bytes / kept) > this.#pageCache;
  }

  #pass(bytes: number): number {
    this.#bytes += bytes;
    return this.#all.take(this.#scheduler.now(), this.#all.costUs(bytes) * this.slowdown);
  }

  isSafe(ticket: number): boolean {
    return ticket <= this.#safe;
  }

  /** Calls `release` of the waiter once the newest write is safe, which it must not be yet. */
  waitForNewest(waiter: WriteWaiter): void {
    this.#tickets.push(this.#written);
    this.#waiters.push(waiter);
  }

  fire(now: Instant): void {
    this.#timer = NO_TIMER;
    this.#syncedUs += now - this.#syncSinceUs;
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
    for (const pipe of [this.#all, this.#reads]) pipe.clear(this.#scheduler.now());
  }

  #sync(): void {
    this.#covered = this.#written;
    const now = this.#scheduler.now();
    this.#syncSinceUs = now;
    // What it makes safe has to be on the disk first.
    this.#timer = this.#scheduler.after(duration(Math.round(this.fsyncUs * this.slowdown + this.#all.backlogUs(now))), Phase.Engine, this);
  }
}
