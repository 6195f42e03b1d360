/**
 * Requests that must not be lost when a session is full: they wait here, in order, until it has room. With the connection they
 * are lost: who sent them says again what still holds.
 */
import { Deque } from '../base/deque.ts';
import type { CloseReason, Request, Session } from '../broker/api.ts';

export class Outbox {
  #session: Session;
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

  /** Another session, or none (DOWN), takes the place of the one that was lost. */
  replace(session: Session): void {
    this.#waiting.clear();
    this.#session = session;
  }

  close(reason: CloseReason = 'client'): void {
    this.#waiting.clear();
    this.#session.close(reason);
  }
}
