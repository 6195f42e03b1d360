/**
 * Fetches that found nothing wait here until a record arrives or their time is over [KC1]. Appends of one event wake a
 * fetch once, so a request with batches for twelve partitions is answered as one.
 */
import { duration, type Instant } from '../base/units.ts';
import { type EventHandler, NO_TIMER, Phase, type Scheduler, type TimerId } from '../kernel/scheduler.ts';
import type { FetchRequest } from './api.ts';

interface Parked {
  readonly request: FetchRequest;
  readonly answer: (request: FetchRequest) => void;
  timer: TimerId;
  isWoken: boolean;
}

export class ParkedFetches implements EventHandler {
  readonly #scheduler: Scheduler;
  readonly #parked = new Map<number, Parked>();
  /** Ticket numbers waiting at 'destination/partition'. */
  readonly #waiting = new Map<number, Map<number, Set<number>>>();
  #nextTicket = 1;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Returns a ticket with which it can be dropped. */
  park(request: FetchRequest, answer: (request: FetchRequest) => void): number {
    const ticket = this.#nextTicket++;
    const timer = this.#scheduler.after(duration(request.maxWaitUs), Phase.Engine, this, ticket);
    this.#parked.set(ticket, { request, answer, timer, isWoken: false });
    for (const { destination, partition } of request.positions) this.#at(destination, partition).add(ticket);
    return ticket;
  }

  /** Records arrived: everyone waiting there is answered in an event of this instant. */
  wake(destination: number, partition: number): void {
    const waiting = this.#waiting.get(destination)?.get(partition);
    if (waiting === undefined || waiting.size === 0) return;
    for (const ticket of waiting) {
      const parked = this.#parked.get(ticket)!;
      if (parked.isWoken) continue;
      parked.isWoken = true;
      this.#scheduler.cancel(parked.timer);
      parked.timer = this.#scheduler.at(this.#scheduler.now(), Phase.Engine, this, ticket);
    }
    waiting.clear();
  }

  drop(ticket: number): void {
    const parked = this.#parked.get(ticket);
    if (parked === undefined) return;
    if (parked.timer !== NO_TIMER) this.#scheduler.cancel(parked.timer);
    this.#forget(ticket, parked);
  }

  fire(_now: Instant, ticket: number): void {
    const parked = this.#parked.get(ticket);
    if (parked === undefined) return;
    this.#forget(ticket, parked);
    parked.answer(parked.request);
  }

  #forget(ticket: number, parked: Parked): void {
    this.#parked.delete(ticket);
    for (const { destination, partition } of parked.request.positions) this.#waiting.get(destination)?.get(partition)?.delete(ticket);
  }

  #at(destination: number, partition: number): Set<number> {
    let partitions = this.#waiting.get(destination);
    if (partitions === undefined) this.#waiting.set(destination, (partitions = new Map()));
    let tickets = partitions.get(partition);
    if (tickets === undefined) partitions.set(partition, (tickets = new Set()));
    return tickets;
  }
}
