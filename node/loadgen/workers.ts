/**
 * The workers of one instance: `concurrency` of them, each busy with one message for the time drawn for it. A timer fires late by a
 * millisecond or so, and shorter times than that do not exist for it; so a worker's next message begins when the last one should have
 * ended, if it was there by then. Over many messages their times are exact.
 */
import { Deque } from '#core/base/deque.ts';

export interface WorkersParts {
  readonly concurrency: number;
  /** Duration of one attempt, µs. */
  readonly drawUs: () => number;
  readonly nowUs: () => number;
  /** Calls back after so many µs. */
  readonly after: (us: number, act: () => void) => void;
}

interface Task {
  readonly sinceUs: number;
  readonly done: () => void;
}

export class Workers {
  readonly #parts: WorkersParts;
  readonly #waiting = new Deque<Task>();
  /** When each idle worker became so. */
  readonly #idle: number[];
  busy = 0;
  #isPumping = false;

  constructor(parts: WorkersParts) {
    this.#parts = parts;
    this.#idle = Array.from({ length: parts.concurrency }, () => 0);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** `done` is called once a worker has worked on it. */
  work(done: () => void): void {
    this.#waiting.push({ sinceUs: this.#parts.nowUs(), done });
    this.#pump();
  }

  #pump(): void {
    // What is done at once may bring more work: the outer loop sees it.
    if (this.#isPumping) return;
    this.#isPumping = true;
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const { sinceUs, done } = this.#waiting.shift()!;
      const endUs = Math.max(sinceUs, this.#idle.shift()!) + this.#parts.drawUs();
      this.busy++;
      const finish = (): void => {
        this.busy--;
        this.#idle.push(endUs);
        done();
      };
      const leftUs = endUs - this.#parts.nowUs();
      if (leftUs <= 0) finish();
      else
        this.#parts.after(leftUs, () => {
          finish();
          this.#pump();
        });
    }
    this.#isPumping = false;
  }
}
