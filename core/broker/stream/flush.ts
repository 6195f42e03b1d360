/**
 * What of a log is on the disk. Kafka leaves writing to the operating system [KL13]: it writes what is dirty every 30 s, here all at
 * once. A process that dies loses nothing; a power cut loses what was appended since.
 */
import { SECOND } from '../../base/units.ts';

/** vm.dirty_expire_centisecs of Linux. */
const OS_FLUSH_US = 30 * SECOND;

export class FlushedEnd {
  /** When the system writes next. */
  #nextUs: number = OS_FLUSH_US;
  #end = 0;
  #flushed = 0;

  /** The log ends at `end` from now on; it only grew. */
  appended(end: number, nowUs: number): void {
    this.#settle(nowUs);
    this.#end = end;
  }

  /** The log was cut at `to`. */
  truncated(to: number): void {
    this.#end = Math.min(this.#end, to);
    this.#flushed = Math.min(this.#flushed, to);
  }

  /** The log is empty, and goes on at `end`. */
  restartedAt(end: number): void {
    this.#end = end;
    this.#flushed = end;
  }

  /** Records below this offset survive a power cut at `nowUs`. */
  at(nowUs: number): number {
    this.#settle(nowUs);
    return this.#flushed;
  }

  #settle(nowUs: number): void {
    if (nowUs < this.#nextUs) return;
    this.#nextUs = (Math.floor(nowUs / OS_FLUSH_US) + 1) * OS_FLUSH_US;
    this.#flushed = this.#end;
  }
}
