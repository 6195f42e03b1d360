/**
 * One worker going through the records of a poll in one event. Its work times are drawn when the poll begins, so the end is known; the
 * records done so far are told in stretches, with the instants they were done at, before anything else happens to the instance and
 * before anybody looks. Only where nothing can come of a single record: none fails, is forwarded, or is a moment to crash at.
 */
import type { LogSlice } from '../broker/api.ts';
import type { Instant } from '../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import type { FetchBuffer } from './fetchBuffer.ts';
import type { Work } from './work.ts';
import type { WorkTimes } from './workTimes.ts';

export interface PollHost {
  /** `count` records of the slice's columns from `index` on are done; the latency of each is counted. */
  onDone(slice: LogSlice, index: number, count: number): void;
  /** All records of the poll are. */
  onPollDone(): void;
  /** Shows a record to who wants to see each. */
  show: ((slice: LogSlice, index: number, beganUs: number, doneUs: number) => void) | undefined;
}

export class PollAhead implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #work: Work;
  readonly #times: WorkTimes;
  readonly #buffer: FetchBuffer;
  readonly #host: PollHost;
  /** The record that is worked on, and when it is done. */
  #slice: LogSlice | undefined;
  #index = 0;
  #beganUs = 0;
  #dueUs = 0;
  /** Records of the poll that were not begun. */
  #left = 0;
  #end: TimerId = NO_TIMER;

  constructor(scheduler: Scheduler, work: Work, times: WorkTimes, buffer: FetchBuffer, host: PollHost) {
    this.#scheduler = scheduler;
    this.#work = work;
    this.#times = times;
    this.#buffer = buffer;
    this.#host = host;
  }

  get isWorking(): boolean {
    return this.#slice !== undefined;
  }
  /** When the record that is worked on is done; Infinity if there is none. */
  get dueUs(): number {
    return this.#slice === undefined ? Number.POSITIVE_INFINITY : this.#dueUs;
  }

  /** Works on the next `count` records of the buffer, at least one; what takes no time is done at once. */
  begin(count: number): void {
    const now = this.#scheduler.now();
    const endUs = now + this.#times.ahead(count);
    this.#left = count;
    this.#dueUs = now;
    this.#next();
    this.#advance(now + 1);
    if (this.#slice === undefined) return;
    this.#work.busier(1, now);
    this.#end = this.#scheduler.at(endUs as Instant, Phase.Record, this);
  }

  fire(now: Instant): void {
    this.#end = NO_TIMER;
    this.#work.busier(-1, now);
    this.#advance(now + 1);
    this.#host.onPollDone();
  }

  /** What was done before `untilUs` is told. */
  catchUp(untilUs: number): void {
    if (this.#dueUs < untilUs && this.#slice !== undefined) this.#advance(untilUs);
  }

  /** Someone else goes on: tells which record is worked on until when, and how many of the poll were not begun. Undefined: nothing is. */
  handOver(): { readonly slice: LogSlice; readonly index: number; readonly dueUs: number; readonly left: number } | undefined {
    const slice = this.#slice;
    if (slice === undefined) return undefined;
    this.stop();
    return { slice, index: this.#index, dueUs: this.#dueUs, left: this.#left };
  }

  /** The instance is gone, or goes on otherwise. */
  stop(): void {
    if (this.#slice === undefined) return;
    this.#slice = undefined;
    this.#scheduler.cancel(this.#end);
    this.#end = NO_TIMER;
    this.#work.busier(-1, this.#scheduler.now());
    this.#times.giveBack();
  }

  #next(): void {
    this.#slice = this.#buffer.head;
    this.#index = this.#buffer.takeRun(1);
    this.#left--;
    this.#beganUs = this.#dueUs;
    this.#dueUs += this.#times.values[this.#times.from++]!;
  }

  #advance(untilUs: number): void {
    if (this.#host.show !== undefined) return this.#show(untilUs);
    while (this.#slice !== undefined && this.#dueUs < untilUs) if (!this.#advanceInSlice(untilUs)) return;
  }

  /** False when a record is worked on that is not done before `untilUs`. */
  #advanceInSlice(untilUs: number): boolean {
    const slice = this.#slice!;
    const { createdUs } = slice;
    const { latency } = this.#work;
    const { values } = this.#times;
    const more = Math.min(this.#left, this.#buffer.leftOf(slice));
    const first = this.#index;
    let { from } = this.#times;
    let dueUs = this.#dueUs;
    let begun = 0;
    let isOver = false;
    while (dueUs < untilUs) {
      latency.record(dueUs - createdUs[first + begun]!);
      if (begun === more) {
        isOver = true;
        break;
      }
      begun++;
      this.#beganUs = dueUs;
      dueUs += values[from++]!;
    }
    this.#times.from = from;
    this.#dueUs = dueUs;
    this.#index = first + begun;
    this.#left -= begun;
    if (begun > 0) this.#buffer.takeRun(begun);
    this.#host.onDone(slice, first, begun + (isOver ? 1 : 0));
    if (isOver) this.#leaveSlice();
    return isOver;
  }

  #leaveSlice(): void {
    if (this.#left > 0) this.#next();
    else this.#slice = undefined;
  }

  /** One by one. */
  #show(untilUs: number): void {
    while (this.#slice !== undefined && this.#dueUs < untilUs) {
      this.#host.show!(this.#slice, this.#index, this.#beganUs, this.#dueUs);
      this.#leaveSlice();
    }
  }
}
