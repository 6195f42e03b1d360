/**
 * The worker slots of one consumer instance: up to `concurrency` records at a time, each with its drawn work time. What is
 * worked on is an item, or the record at some index of an item: so a slice of a log needs no object per record.
 */
import type { Instant } from '../base/units.ts';
import { type EventHandler, Phase, type Scheduler } from '../kernel/scheduler.ts';
import type { Work } from './work.ts';

export class Slots<Item> implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #work: Work;
  readonly #done: (item: Item, index: number) => void;
  readonly #items: (Item | undefined)[] = [];
  readonly #indexes: number[] = [];
  readonly #free: number[] = [];
  busy = 0;
  #isDead = false;

  constructor(scheduler: Scheduler, work: Work, done: (item: Item, index: number) => void) {
    this.#scheduler = scheduler;
    this.#work = work;
    this.#done = work.watch === undefined ? done : work.watch.watched(this, done);
  }

  get hasRoom(): boolean {
    return this.busy < this.#work.settings.concurrency;
  }

  /** Works on `item`; `done` is called at the end, at once if it takes no time. */
  start(item: Item, index = 0): void {
    const us = this.#work.drawUs();
    if (us === 0) return this.#done(item, index);
    this.#occupy(item, index, us);
  }

  /** Another attempt after a failed one: it takes at least 1 µs, so that time goes on. */
  startAgain(item: Item, index = 0): void {
    this.#occupy(item, index, Math.max(1, this.#work.drawUs()));
  }

  #occupy(item: Item, index: number, us: number): void {
    const now = this.#scheduler.now();
    const slot = this.#free.pop() ?? this.#items.length;
    this.#items[slot] = item;
    this.#indexes[slot] = index;
    this.busy++;
    this.#work.busier(1, now);
    this.#scheduler.at((now + us) as Instant, Phase.Client, this, slot);
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
