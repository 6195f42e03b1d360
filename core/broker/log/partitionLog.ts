/**
 * An append-only log: dense offsets from 0, kept by columns in segments of 16 Ki records (measured
 * 4.4 × faster and 4.8 × smaller than an array of objects: `npm run bench`). Reading hands out views, never copies, and
 * removes nothing. SPEC.md, P1–P5.
 */
import { fail } from '../../base/assert.ts';
import type { LogSlice, RecordBatch } from '../api.ts';
import type { MessageProperties } from '../../base/workload.ts';

const SEGMENT_BITS = 14;
const SEGMENT_RECORDS = 1 << SEGMENT_BITS;
const SEGMENT_MASK = SEGMENT_RECORDS - 1;
/** A young log grows its first segment by doubling, so that a thousand idle partitions cost little. */
const FIRST_RECORDS = 64;

class Segment {
  sizes: Uint32Array;
  keys: Uint32Array;
  serials: Uint32Array;
  createdUs: Float64Array;
  /** Made for the first record that is not plain. */
  properties: (MessageProperties | undefined)[] | undefined;

  constructor(capacity: number) {
    this.sizes = new Uint32Array(capacity);
    this.keys = new Uint32Array(capacity);
    this.serials = new Uint32Array(capacity);
    this.createdUs = new Float64Array(capacity);
  }

  /** Views handed out before keep the old columns, whose content never changes. */
  grow(): void {
    const bigger = new Segment(Math.min(SEGMENT_RECORDS, this.sizes.length * 2));
    bigger.sizes.set(this.sizes);
    bigger.keys.set(this.keys);
    bigger.serials.set(this.serials);
    bigger.createdUs.set(this.createdUs);
    this.sizes = bigger.sizes;
    this.keys = bigger.keys;
    this.serials = bigger.serials;
    this.createdUs = bigger.createdUs;
  }
}

export class PartitionLog {
  readonly #segments: Segment[] = [];
  #end = 0;
  #bytes = 0;

  /** First offset still there. */
  get start(): number {
    return 0;
  }
  /** Offset the next record will get. */
  get end(): number {
    return this.#end;
  }
  /** Value bytes kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Returns the offset of the batch's first record. The batch's columns are copied. */
  append(batch: RecordBatch): number {
    const base = this.#end;
    let from = 0;
    while (from < batch.count) {
      const at = this.#end & SEGMENT_MASK;
      if (at === 0 && this.#end >> SEGMENT_BITS === this.#segments.length)
        this.#segments.push(new Segment(this.#segments.length === 0 ? FIRST_RECORDS : SEGMENT_RECORDS));
      const segment = this.#segments[this.#end >> SEGMENT_BITS]!;
      if (at === segment.sizes.length) segment.grow();
      const count = Math.min(batch.count - from, segment.sizes.length - at);
      copyColumns(batch, from, segment, at, count);
      this.#end += count;
      from += count;
    }
    this.#bytes += batch.bytes;
    return base;
  }

  /**
   * Up to `maxRecords` records and `maxBytes` value bytes from `from`, at least one (KC1), all in one segment.
   * `from` must lie in [start, end); the destination and partition label the slice.
   */
  read(from: number, maxRecords: number, maxBytes: number, destination: number, partition: number): LogSlice {
    if (!(from >= this.start && from < this.#end)) fail(`read at ${from} outside [${this.start}, ${this.#end})`);
    const segment = this.#segments[from >> SEGMENT_BITS]!;
    const start = from & SEGMENT_MASK;
    const limit = Math.min(maxRecords, this.#end - from, SEGMENT_RECORDS - start);
    const { sizes } = segment;
    let bytes = sizes[start]!;
    let count = 1;
    while (count < limit && bytes + sizes[start + count]! <= maxBytes) bytes += sizes[start + count++]!;
    const { keys, serials, createdUs, properties } = segment;
    return { destination, partition, baseOffset: from, count, start, sizes, keys, serials, createdUs, properties, bytes };
  }
}

/** Short batches are copied by a loop: a typed array's set() costs more than ten elements. */
function copyColumns(batch: RecordBatch, from: number, to: Segment, at: number, count: number): void {
  if (batch.properties !== undefined) {
    to.properties ??= [];
    for (let i = 0; i < count; i++) to.properties[at + i] = batch.properties[from + i];
  }
  if (count > 48) {
    to.sizes.set(batch.sizes.subarray(from, from + count), at);
    to.keys.set(batch.keys.subarray(from, from + count), at);
    to.serials.set(batch.serials.subarray(from, from + count), at);
    to.createdUs.set(batch.createdUs.subarray(from, from + count), at);
    return;
  }
  for (let i = 0; i < count; i++) {
    to.sizes[at + i] = batch.sizes[from + i]!;
    to.keys[at + i] = batch.keys[from + i]!;
    to.serials[at + i] = batch.serials[from + i]!;
    to.createdUs[at + i] = batch.createdUs[from + i]!;
  }
}
