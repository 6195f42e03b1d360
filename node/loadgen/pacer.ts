/**
 * Sends what is due, when it is due: whoever calls `tick` says what time it is. An open load does not wait for its server; of a
 * closed one the users do. Nothing due is skipped, however late the tick comes.
 */
import type { Due, Source } from './source.ts';

/** A tick hands over no more than this, so that the program can listen in between. */
const BURST_MAX = 5_000;

export class Pacer {
  readonly #source: Pick<Source, 'peek' | 'take'>;
  readonly #untilUs: number;
  readonly #send: (due: Due) => void;

  /** Nothing from `untilUs` on is sent. */
  constructor(source: Pick<Source, 'peek' | 'take'>, untilUs: number, send: (due: Due) => void) {
    this.#source = source;
    this.#untilUs = untilUs;
    this.#send = send;
  }

  /** Sends what is due by now; when the next is due, µs. */
  tick(nowUs: number): number {
    let left = BURST_MAX;
    for (let atUs = this.#source.peek(); atUs <= nowUs && atUs < this.#untilUs && left > 0; atUs = this.#source.peek(), left--) this.#send(this.#source.take());
    return this.isOver(nowUs) ? Number.POSITIVE_INFINITY : this.#source.peek();
  }

  /** Nothing will come any more. Users that wait for an answer may come again until the end. */
  isOver(nowUs: number): boolean {
    return this.#source.peek() >= this.#untilUs && nowUs >= this.#untilUs;
  }
}
