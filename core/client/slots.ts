/**
 * The worker slots of one consumer instance: up to `concurrency` records at a time, each with its drawn work time. What is
 * worked on is an item, or the record at some index of an item: so a slice of a log needs no object per record.
 */
import type { Instant } from '../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';
import type { Work } from './work.ts';
import type { WorkTimes } from './workTimes.ts';

export class Slots<Item> implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #work: Work;
  readonly #done: (item: Item, index: number) => void;
  readonly #items: (Item | undefined)[] = [];
  readonly #indexes: number[] = [];
  readonly #free: number[] = [];
  readonly #times: WorkTimes | undefined;
  busy = 0;
  /** Records are worked on elsewhere, and are only shown here. */
  isShowing = false;
  #isDead = false;

  constructor(scheduler: Scheduler, work: Work, done: (item: Item, index: number) => void, times?: WorkTimes) {
    this.#times = times;
    this.#scheduler = scheduler;
    this.#work = work;
    this.#done = work.watch === undefined ? done : work.watch.watched(this, done);
  }

  get hasRoom(): boolean {
    return this.busy < this.#work.settings.concurrency;
  }

  /** Works on `item`; `done` is called at the end, at once if it takes no time. */
  start(item: Item, index = 0): void {
    if (this.isShowing) return;
    const us = this.#work.drawUs(this.#times);
    if (us === 0) return this.#done(item, index);
    this.#occupy(item, index, us);
  }

  /** Goes on with what was begun elsewhere; it is done at `dueUs`. */
  goOn(item: Item, index: number, dueUs: number): void {
    this.#occupy(item, index, dueUs - this.#scheduler.now());
  }

  /** Shows one that was worked on elsewhere. */
  show(item: Item, index: number, beganUs: number, doneUs: number): void {
    this.isShowing = true;
    this.#scheduler.lookBack(beganUs, () => this.start(item, index));
    this.#scheduler.lookBack(doneUs, () => this.#done(item, index));
    this.isShowing = false;
  }

  /** Another attempt after a failed one: it takes at least 1 µs, so that time goes on. */
  startAgain(item: Item, index = 0): void {
    this.#occupy(item, index, Math.max(1, this.#work.drawUs(this.#times)));
  }

  #occupy(item: Item, index: number, us: number): void {
    const now = this.#scheduler.now();
    const slot = this.#free.pop() ?? this.#items.length;
    this.#items[slot] = item;
    this.#indexes[slot] = index;
    this.busy++;
    this.#work.busier(1, now);
    this.#scheduler.at((now + us) as Instant, Phase.Record, this, slot);
  }

  /** What is being worked on. */
  *working(): Iterable<Item> {
    for (const item of this.#items) if (item !== undefined) yield item;
  }

  /** The instance is gone, in the middle of its work. */
  crash(): void {
    this.#isDead = true;
    this.#work.busier(-this.busy, this.#scheduler.now());
    this.busy = 0;
    this.#items.length = 0;
  }

  fire(now: Instant, slot: number): void {
    if (this.#isDead) return;
    const item = this.#items[slot]!;
    this.#items[slot] = undefined;
    this.#free.push(slot);
    this.busy--;
    this.#work.busier(-1, now);
    this.#done(item, this.#indexes[slot]!);
  }
}
