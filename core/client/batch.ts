/** An open batch of one partition, by columns; pooled by its sender and grown by doubling. */
import type { MessageProperties } from '../base/workload.ts';
import type { RecordBatch } from '../broker/api.ts';

/** Bytes of a record batch header and the most a record adds to its value: DefaultRecordBatch and DefaultRecord of Apache Kafka. */
export const BATCH_OVERHEAD_BYTES = 61;
export const RECORD_OVERHEAD_BYTES = 21;

export class Batch implements RecordBatch {
  partition = 0;
  count = 0;
  bytes = 0;
  sizes = new Uint32Array(16);
  keys = new Uint32Array(16);
  serials = new Uint32Array(16);
  createdUs = new Float64Array(16);
  properties: (MessageProperties | undefined)[] | undefined;
  /** When its first record came, for linger and delivery timeout. */
  openedUs = 0;
  attempts = 0;
  /** Its place among its sender's batches. */
  order = 0;
  /** Number of its first record, of an idempotent producer; negative until it has one. */
  sequence = -1;
  epoch = 0;

  open(partition: number, nowUs: number, order: number): this {
    this.partition = partition;
    this.order = order;
    this.sequence = -1;
    this.epoch = 0;
    this.count = 0;
    this.bytes = 0;
    this.properties = undefined;
    this.openedUs = nowUs;
    this.attempts = 0;
    return this;
  }

  /** Bytes on the wire if it were sent now. */
  get wireBytes(): number {
    return BATCH_OVERHEAD_BYTES + this.count * RECORD_OVERHEAD_BYTES + this.bytes;
  }

  push(createdUs: number, key: number, size: number, serial: number, properties: MessageProperties | undefined): void {
    if (this.count === this.sizes.length) this.#grow();
    this.sizes[this.count] = size;
    this.keys[this.count] = key;
    this.serials[this.count] = serial;
    if (properties !== undefined) (this.properties ??= [])[this.count] = properties;
    this.createdUs[this.count] = createdUs;
    this.count++;
    this.bytes += size;
  }

  #grow(): void {
    const capacity = this.sizes.length * 2;
    const sizes = new Uint32Array(capacity);
    const keys = new Uint32Array(capacity);
    const serials = new Uint32Array(capacity);
    const createdUs = new Float64Array(capacity);
    sizes.set(this.sizes);
    keys.set(this.keys);
    serials.set(this.serials);
    createdUs.set(this.createdUs);
    this.sizes = sizes;
    this.keys = keys;
    this.serials = serials;
    this.createdUs = createdUs;
  }
}
