/**
 * Fetches that found nothing wait here until a record arrives or their time is over [KC1]. Appends of one event wake a
 * fetch once, so a request with batches for twelve partitions is answered as one.
 */
import { duration, type Instant } from '../base/units.ts';
import { type EventHandler, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import type { FetchRequest } from './api.ts';

/** One waiting fetch. Its event is its time limit, or after a wake its answer. */
export class ParkedFetch implements EventHandler {
  readonly request: FetchRequest;
  readonly ticket: number;
  timer: TimerId;
  isWoken = false;
  readonly isEnough: (request: FetchRequest) => boolean;
  readonly #fetches: ParkedFetches;
  readonly #answer: (request: FetchRequest) => void;

  constructor(
    fetches: ParkedFetches,
    scheduler: Scheduler,
    ticket: number,
    request: FetchRequest,
    answer: (request: FetchRequest) => void,
    isEnough: (request: FetchRequest) => boolean,
  ) {
    this.isEnough = isEnough;
    this.#fetches = fetches;
    this.ticket = ticket;
    this.request = request;
    this.#answer = answer;
    this.timer = scheduler.after(duration(request.maxWaitUs), Phase.Engine, this, ticket);
  }

  fire(_now: Instant): void {
    this.#fetches.forget(this);
    this.#answer(this.request);
  }
}

export class ParkedFetches {
  readonly #scheduler: Scheduler;
  /** Who waits at a partition, in order of arrival: seldom more than one per group, so lists serve better than sets. */
  readonly #waiting = new Map<number, ParkedFetch[]>();
  #nextTicket = 1;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** What it returns can be dropped. `isEnough` is asked on behalf of requests that want more than a byte. */
  park(request: FetchRequest, answer: (request: FetchRequest) => void, isEnough: (request: FetchRequest) => boolean): ParkedFetch {
    const parked = new ParkedFetch(this, this.#scheduler, this.#nextTicket++, request, answer, isEnough);
    for (const { destination, partition } of request.positions) this.#at(destination, partition).push(parked);
    return parked;
  }

  /** Records arrived: everyone who waits there and now has enough is answered in an event of this instant. */
  wake(destination: number, partition: number): void {
    const waiting = this.#waiting.get(placeOf(destination, partition));
    if (waiting === undefined) return;
    let left: ParkedFetch[] | undefined;
    for (const parked of waiting) {
      if (parked.isWoken) continue;
      if (parked.request.minBytes > 1 && !parked.isEnough(parked.request)) {
        (left ??= []).push(parked);
        continue;
      }
      parked.isWoken = true;
      this.#scheduler.cancel(parked.timer);
      parked.timer = this.#scheduler.at(this.#scheduler.now(), Phase.Engine, parked, parked.ticket);
    }
    // Keeps the list's room, which setting its length to 0 gives up.
    while (waiting.length > 0) waiting.pop();
    if (left !== undefined) waiting.push(...left);
  }

  drop(parked: ParkedFetch): void {
    this.#scheduler.cancel(parked.timer);
    this.forget(parked);
  }

  /** It waits nowhere any more. */
  forget(parked: ParkedFetch): void {
    for (const { destination, partition } of parked.request.positions) {
      const waiting = this.#at(destination, partition);
      const index = waiting.indexOf(parked);
      if (index >= 0) waiting.splice(index, 1);
    }
  }

  #at(destination: number, partition: number): ParkedFetch[] {
    const place = placeOf(destination, partition);
    let waiting = this.#waiting.get(place);
    if (waiting === undefined) this.#waiting.set(place, (waiting = []));
    return waiting;
  }
}

const placeOf = (destination: number, partition: number): number => destination * 65_536 + partition;
