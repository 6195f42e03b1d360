/** What a server does to its logs in the background: it looks every five minutes for what may be deleted, every 15 s for what may be compacted. */
import { duration, type Instant } from '../../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../../kernel/scheduler.ts';
import { CLEANER_BACKOFF_US, RETENTION_CHECK_US } from './partitionLog.ts';

interface Kept {
  readonly isCompacted: boolean;
  expire(nowUs: number): void;
  compact(nowUs: number): void;
}

const EXPIRE = 0;
const COMPACT = 1;

export class LogKeeper implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #expiring: Kept[] = [];
  readonly #compacted: Kept[] = [];

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  watch(topic: Kept): void {
    const list = topic.isCompacted ? this.#compacted : this.#expiring;
    if (list.length === 0) this.#arm(topic.isCompacted ? COMPACT : EXPIRE);
    list.push(topic);
  }

  fire(now: Instant, arg: number): void {
    if (arg === EXPIRE) for (const topic of this.#expiring) topic.expire(now);
    else for (const topic of this.#compacted) topic.compact(now);
    this.#arm(arg);
  }

  #arm(what: number): void {
    this.#scheduler.after(duration(what === EXPIRE ? RETENTION_CHECK_US : CLEANER_BACKOFF_US), Phase.Engine, this, what);
  }
}
