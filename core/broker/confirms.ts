/**
 * When a publisher is told that its message is taken: once every queue that has it is sure of it, which may be at once, when it is
 * on the disk, or when most members of a quorum queue have it there [RC2]. Each publish is answered once, by its own number, so
 * that answers may come in another order than the publishes [RC1]. SPEC.md, CF1–CF4.
 */
import { assert } from '../base/assert.ts';
import { NO_REPLY } from './api.ts';
import type { ErrorCode } from './errors.ts';

/** The answer to one publish; a queue that is not sure yet holds it. */
export class Receipt {
  id = NO_REPLY;
  #holds = 0;
  #isAnswered = false;
  /** The publish is through, and only holds are waited for. */
  #isOpen = false;
  readonly #done: (id: number, error: ErrorCode) => void;

  constructor(done: (id: number, error: ErrorCode) => void) {
    this.#done = done;
  }

  /** Not sure yet: to be followed by one `release`. */
  hold(): void {
    this.#holds++;
  }

  /** Sure now. */
  release(): void {
    assert(this.#holds > 0, 'a receipt released more often than held');
    this.#holds--;
    this.#answerIfSure();
  }

  /** What came of the publish so far. A refusal is told at once, whoever still holds. True when it is answered and may be used again. */
  settle(error: ErrorCode): boolean {
    if (error === 'none' && this.#holds > 0) {
      this.#isOpen = true;
      return false;
    }
    this.#done(this.id, error);
    this.#isAnswered = true;
    return this.#holds === 0;
  }

  #answerIfSure(): void {
    if (this.#holds > 0 || !this.#isOpen || this.#isAnswered) return;
    this.#isAnswered = true;
    this.#done(this.id, 'none');
  }

  /** For another publish. */
  reuse(id: number): this {
    this.id = id;
    this.#isAnswered = false;
    this.#isOpen = false;
    return this;
  }
}

/** Of one session. Most publishes are sure at once, and share one receipt. */
export class Confirms {
  readonly #done: (id: number, error: ErrorCode) => void;
  #spare: Receipt;

  constructor(done: (id: number, error: ErrorCode) => void) {
    this.#done = done;
    this.#spare = new Receipt(done);
  }

  /** Undefined for a publish that asks for no answer. */
  open(id: number): Receipt | undefined {
    return id === NO_REPLY ? undefined : this.#spare.reuse(id);
  }

  close(receipt: Receipt | undefined, error: ErrorCode): void {
    if (receipt !== undefined && !receipt.settle(error)) this.#spare = new Receipt(this.#done);
  }
}
