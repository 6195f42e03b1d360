/**
 * Which partition a record goes to. With a key: its murmur2 hash modulo the count [KP1]. Without: one partition is kept
 * until a batch's worth of bytes went there, then the next is drawn with weights that favour short queues [KP3].
 * Source of the rule: BuiltInPartitioner of Apache Kafka (KIP-794).
 */
import { toPartition } from '../base/hash.ts';
import type { Random } from '../base/random.ts';
import { NO_KEY } from '../broker/api.ts';

/**
 * Weights by waiting batches: longest + 1 − own. [KP3] queues 0, 3, 1 → 4, 1, 3. All equal means no preference.
 */
export function queueWeights(queued: readonly number[]): number[] {
  const longest = Math.max(...queued);
  return queued.map((q) => longest + 1 - q);
}

export class Partitioner {
  readonly #count: number;
  readonly #random: Random;
  readonly #keyHash: ((key: number) => number) | undefined;
  #sticky: number;
  /** What went to the sticky partition since it was drawn. */
  bytes = 0;

  /** `keyHash` gives an unsigned hash of a key, to be taken in place of its own [KP2]. */
  constructor(partitions: number, random: Random, keyHash?: (key: number) => number) {
    this.#count = partitions;
    this.#random = random;
    this.#keyHash = keyHash;
    this.#sticky = partitions === 1 ? 0 : random.u32() % partitions;
  }

  choose(key: number): number {
    if (key === NO_KEY) return this.#sticky;
    return this.#keyHash === undefined ? toPartition(key, this.#count) : this.#keyHash(key) % this.#count;
  }

  /**
   * Tells that `bytes` of a keyless record went to the sticky partition. Switches after `batchBytes` if a batch was just
   * closed there, at twice that in any case. `queued` counts the batches waiting per partition.
   */
  appended(bytes: number, batchBytes: number, isBatchClosed: boolean, queued: () => readonly number[]): void {
    this.bytes += bytes;
    if (this.bytes < batchBytes || (!isBatchClosed && this.bytes < 2 * batchBytes)) return;
    this.bytes = 0;
    if (this.#count > 1) this.#sticky = this.#draw(queueWeights(queued()));
  }

  #draw(weights: readonly number[]): number {
    let total = 0;
    for (const w of weights) total += w;
    let left = this.#random.u32() % total;
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i]!;
      if (left < 0) return i;
    }
    return weights.length - 1;
  }
}
