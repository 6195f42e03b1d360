/** The worker slots of one consumer instance: up to `concurrency` records at a time, each with its drawn work time. */
import { duration, type Instant } from '../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';
import type { Work } from './work.ts';

export class Slots<Item> implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #work: Work;
  readonly #done: (item: Item) => void;
  readonly #items: (Item | undefined)[] = [];
  readonly #free: number[] = [];
  busy = 0;

  constructor(scheduler: Scheduler, work: Work, done: (item: Item) => void) {
    this.#scheduler = scheduler;
    this.#work = work;
    this.#done = done;
  }

  get hasRoom(): boolean {
    return this.busy < this.#work.settings.concurrency;
  }

  /** Works on `item`; `done` is called at the end, at once if it takes no time. */
  start(item: Item): void {
    const us = this.#work.drawUs();
    if (us === 0) return this.#done(item);
    this.#occupy(item, us);
  }

  /** Another attempt after a failed one: it takes at least 1 µs, so that time goes on. */
  startAgain(item: Item): void {
    this.#occupy(item, Math.max(1, this.#work.drawUs()));
  }

  #occupy(item: Item, us: number): void {
    const slot = this.#free.pop() ?? this.#items.length;
    this.#items[slot] = item;
    this.busy++;
    this.#work.busier(1, this.#scheduler.now());
    this.#scheduler.after(duration(us), Phase.Client, this, slot);
  }

  fire(now: Instant, slot: number): void {
    const item = this.#items[slot]!;
    this.#items[slot] = undefined;
    this.#free.push(slot);
    this.busy--;
    this.#work.busier(-1, now);
    this.#done(item);
  }
}
