/** What a channel holds, oldest first, by columns: an unbounded one may come to hold millions. */
import { Float64Ring, Int32Ring } from '../../base/ring.ts';

/** A message in or on its way through a channel: its intended send instant in µs, its key's hash, its value bytes. */
export interface ChannelValue {
  readonly createdUs: number;
  readonly key: number;
  readonly size: number;
}

export class ValueBuffer {
  readonly #createdUs = new Float64Ring();
  readonly #keys = new Int32Ring();
  readonly #sizes = new Int32Ring();
  /** Sum of sizes. */
  bytes = 0;

  get length(): number {
    return this.#sizes.length;
  }

  push({ createdUs, key, size }: ChannelValue): void {
    this.#createdUs.push(createdUs);
    // NO_KEY has 32 bits: it is stored as −1.
    this.#keys.push(key | 0);
    this.#sizes.push(size);
    this.bytes += size;
  }

  shift(): ChannelValue | undefined {
    if (this.length === 0) return undefined;
    const size = this.#sizes.shift();
    this.bytes -= size;
    return { createdUs: this.#createdUs.shift(), key: this.#keys.shift() >>> 0, size };
  }

  clear(): void {
    for (const column of [this.#createdUs, this.#keys, this.#sizes]) column.clear();
    this.bytes = 0;
  }
}
