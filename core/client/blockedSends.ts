/** Records that found the buffer full, in order: each waits for room as long as `max.block.ms` says, then sending it has failed [KP6]. */
import type { MessageProperties } from '../base/workload.ts';
import { Deque } from '../base/deque.ts';
import { Float64Ring } from '../base/ring.ts';

export class BlockedSends {
  readonly #columns = new Float64Ring(16);
  readonly #properties = new Deque<MessageProperties | undefined>();

  get length(): number {
    return this.#properties.length;
  }

  push(untilUs: number, createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    for (const value of [untilUs, createdUs, key, size, serial]) this.#columns.push(value);
    this.#properties.push(properties);
  }

  /** When the first one's patience ends. */
  get headUntilUs(): number {
    return this.#columns.at(0);
  }
  get headSize(): number {
    return this.#columns.at(3);
  }

  shift(take: (createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined) => void): void {
    this.#columns.shift();
    const [createdUs, key, size, serial] = [this.#columns.shift(), this.#columns.shift(), this.#columns.shift(), this.#columns.shift()];
    take(createdUs, key, size, serial, this.#properties.shift());
  }

  clear(): void {
    this.#columns.clear();
    this.#properties.clear();
  }
}
