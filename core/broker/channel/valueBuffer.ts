/** What a channel holds, oldest first, by columns: an unbounded one may come to hold millions. */
import { Deque } from '../../base/deque.ts';
import { Float64Ring, Int32Ring } from '../../base/ring.ts';
import type { MessageProperties } from '../../base/workload.ts';
import type { Message } from '../api.ts';

/** A message in or on its way through a channel. */
export type ChannelValue = Message;

export class ValueBuffer {
  readonly #createdUs = new Float64Ring();
  readonly #keys = new Int32Ring();
  readonly #sizes = new Int32Ring();
  readonly #serials = new Int32Ring();
  /** Since the first value that is not plain. */
  #properties: Deque<MessageProperties | undefined> | undefined;
  /** Sum of sizes. */
  bytes = 0;

  get length(): number {
    return this.#sizes.length;
  }

  push({ createdUs, key, size, serial, properties }: ChannelValue): void {
    if (properties !== undefined) this.#properties ??= this.#plain();
    this.#properties?.push(properties);
    this.#createdUs.push(createdUs);
    // NO_KEY has 32 bits: it is stored as −1.
    this.#keys.push(key | 0);
    this.#serials.push(serial | 0);
    this.#sizes.push(size);
    this.bytes += size;
  }

  shift(): ChannelValue | undefined {
    if (this.length === 0) return undefined;
    const size = this.#sizes.shift();
    this.bytes -= size;
    return {
      createdUs: this.#createdUs.shift(),
      key: this.#keys.shift() >>> 0,
      size,
      serial: this.#serials.shift() >>> 0,
      properties: this.#properties?.shift(),
    };
  }

  /** All of it, oldest first; for whoever looks. */
  *values(): Iterable<ChannelValue> {
    for (let i = 0; i < this.length; i++) {
      const [createdUs, key, size, serial] = [this.#createdUs.at(i), this.#keys.at(i) >>> 0, this.#sizes.at(i), this.#serials.at(i) >>> 0];
      yield { createdUs, key, size, serial, properties: this.#properties?.at(i) };
    }
  }

  #plain(): Deque<MessageProperties | undefined> {
    const column = new Deque<MessageProperties | undefined>();
    for (let i = 0; i < this.length; i++) column.push(undefined);
    return column;
  }

  clear(): void {
    for (const column of [this.#createdUs, this.#keys, this.#sizes, this.#serials]) column.clear();
    this.#properties = undefined;
    this.bytes = 0;
  }
}
