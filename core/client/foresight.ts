/**
 * What a topic sender will do with records that have not come yet: how they would fill its open batches, as long as nothing else
 * happens to it. A record it has something to do for at its instant is the last that is foreseen.
 */
import type { SendSettings } from '../base/workload.ts';
import { NO_KEY } from '../broker/api.ts';
import { BATCH_OVERHEAD_BYTES, RECORD_OVERHEAD_BYTES } from './batch.ts';
import type { Partitioner } from './partitioner.ts';
import type { PartitionQueue } from './partitionQueue.ts';
import { Attention } from './producerLane.ts';

export class Foresight {
  readonly #queues: readonly PartitionQueue[];
  readonly #partitioner: Partitioner;
  /** Bytes on the wire of each partition's open batch; 0: it has none. */
  readonly #open: Float64Array;
  #batchBytes = 0;
  /** Room left in the buffer. */
  #roomBytes = 0;
  /** Until the sticky partition is left for another one, whether a batch was closed there or not. */
  #stickyBytes = 0;

  constructor(queues: readonly PartitionQueue[], partitioner: Partitioner) {
    this.#queues = queues;
    this.#partitioner = partitioner;
    this.#open = new Float64Array(queues.length);
  }

  begin({ batchBytes, bufferBytes }: SendSettings, bufferedBytes: number): void {
    this.#batchBytes = batchBytes;
    this.#roomBytes = bufferBytes - bufferedBytes;
    this.#stickyBytes = 2 * batchBytes - this.#partitioner.bytes;
    for (let p = 0; p < this.#open.length; p++) this.#open[p] = this.#queues[p]!.open?.wireBytes ?? 0;
  }

  /** Whether anything has to be done for the next record. One without a key may be the last that goes where the others went. */
  acts(key: number, size: number, laneOf: readonly number[], lanes: readonly { readonly attention: Attention }[]): boolean {
    const partition = this.#partitioner.choose(key);
    const attention = lanes[laneOf[partition]!]?.attention ?? Attention.Any;
    if (attention === Attention.Any) return true;
    const bytes = size + RECORD_OVERHEAD_BYTES;
    this.#roomBytes -= bytes;
    if (this.#roomBytes < 0) return true;
    const limit = this.#batchBytes;
    let open = this.#open[partition]!;
    let closes = false;
    if (open > 0 && open + bytes > limit) {
      closes = true;
      open = 0;
    }
    open = (open === 0 ? BATCH_OVERHEAD_BYTES : open) + bytes;
    if (open + RECORD_OVERHEAD_BYTES >= limit) {
      closes = true;
      open = 0;
    }
    this.#open[partition] = open;
    if (key !== NO_KEY) return closes && attention === Attention.Closing;
    this.#stickyBytes -= bytes;
    return closes || this.#stickyBytes <= 0;
  }
}
