/** Requests that must not be lost when a session is full: they wait here, in order, until it has room. */
import { Deque } from '../base/deque.ts';
import type { Request, Session } from '../broker/api.ts';

export class Outbox {
  readonly #session: Session;
  readonly #waiting = new Deque<Request>();

  constructor(session: Session) {
    this.#session = session;
  }

  send(request: Request): void {
    if (this.#waiting.length > 0 || !this.#session.submit(request)) this.#waiting.push(request);
  }

  /** The session has room again. */
  drained(): void {
    for (let next = this.#waiting.peek(); next !== undefined && this.#session.submit(next); next = this.#waiting.peek()) this.#waiting.shift();
  }

  close(): void {
    this.#waiting.clear();
    this.#session.close('client');
  }
}
