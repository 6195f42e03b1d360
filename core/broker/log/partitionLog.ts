/**
 * An append-only log: rising offsets from 0, kept in segments. Reading hands out views, never copies, and removes nothing.
 * Old segments are deleted by age or size [KR1, KR2], or compacted by key [KR4], whether they were read or not [KR3].
 * SPEC.md, P1–P10.
 *
 * For whoever holds one (a topic, a replica): `start` and `end` bound its offsets; `append`; `read`; `truncate` forgets the
 * newest records; `expiry` says where the log should start by its limits and `startAt` lets it; `compact` thins it.
 */
import { fail } from '../../base/assert.ts';
import { DAY, SECOND } from '../../base/units.ts';
import type { LogSettings } from '../../base/workload.ts';
import type { LogSlice, RecordBatch } from '../api.ts';
import { compactSegments, removeOffsets } from './compaction.ts';
import { Segment } from './segment.ts';

/** retention.ms, retention.bytes, segment.bytes, segment.ms, cleanup.policy of Kafka 4 */
export const LOG_DEFAULTS: LogSettings = {
  retentionUs: 7 * DAY,
  retentionBytes: null,
  segmentBytes: 1024 ** 3,
  segmentUs: 7 * DAY,
  cleanup: 'delete',
};
/** log.retention.check.interval.ms. Files go 60 s after that (file.delete.delay.ms), which no client can see. */
export const RETENTION_CHECK_US = 300 * SECOND;
/** log.cleaner.backoff.ms, min.cleanable.dirty.ratio */
export const CLEANER_BACKOFF_US = 15 * SECOND;
const DIRTY_RATIO = 0.5;

export class PartitionLog {
  settings: LogSettings;
  readonly #segments: Segment[] = [];
  #start = 0;
  #end = 0;
  #bytes = 0;
  #records = 0;
  /** Offsets below were compacted once. */
  #cleanedTo = 0;
  /** Offsets may be missing between start and end. */
  #hasGaps = false;

  constructor(settings: LogSettings = LOG_DEFAULTS) {
    this.settings = settings;
  }

  /** First offset still there. */
  get start(): number {
    return this.#start;
  }
  /** Offset the next record will get. */
  get end(): number {
    return this.#end;
  }
  /** Value bytes kept. */
  get bytes(): number {
    return this.#bytes;
  }
  /** Records kept. */
  get records(): number {
    return this.#records;
  }
  get segments(): number {
    return this.#segments.length;
  }

  /**
   * Returns the offset of the batch's first record, whose index in the columns is `from`. The columns are copied. A follower
   * says with `at` which offset it has on the leader, where offsets before it may be missing.
   */
  append(batch: RecordBatch | LogSlice, from = 0, nowUs = 0, at = this.#end): number {
    if (at !== this.#end) this.#skipTo(at);
    let active = this.#segments[this.#segments.length - 1];
    if (active === undefined || this.#mustRoll(active, batch.bytes, nowUs)) active = this.#roll();
    active.append(batch, from, at, nowUs, this.#segments.length === 1);
    this.#end += batch.count;
    this.#bytes += batch.bytes;
    this.#records += batch.count;
    return at;
  }

  /**
   * Up to `maxRecords` records and `maxBytes` value bytes, at least one (KC1), from the first one at `from` or behind it:
   * neighbours without a missing offset between them, all in one chunk. `from` must lie in [start, end).
   */
  read(from: number, maxRecords: number, maxBytes: number, destination: number, partition: number): LogSlice {
    if (!(from >= this.#start && from < this.#end)) fail(`read at ${from} outside [${this.#start}, ${this.#end})`);
    let at = this.#segmentOf(from);
    let chunk = this.#segments[at]!.chunkFrom(from);
    while (chunk === undefined) chunk = this.#segments[++at]!.chunkFrom(from);
    const { offsets, sizes, keys, serials, createdUs, properties } = chunk;
    const start = chunk.indexFrom(from);
    const limit = Math.min(maxRecords, chunk.count - start);
    const baseOffset = chunk.offsetAt(start);
    let bytes = sizes[start]!;
    let count = 1;
    while (count < limit && bytes + sizes[start + count]! <= maxBytes) {
      if (offsets !== undefined && offsets[start + count] !== baseOffset + count) break;
      bytes += sizes[start + count++]!;
    }
    return { destination, partition, baseOffset, count, start, sizes, keys, serials, createdUs, properties, bytes };
  }

  /** How many records lie in [from, to). */
  count(from: number, to: number): number {
    const [low, high] = [Math.max(from, this.#start), Math.min(to, this.#end)];
    if (low >= high) return 0;
    if (!this.#hasGaps) return high - low;
    let n = 0;
    for (const segment of this.#segments) n += segment.countBelow(high) - segment.countBelow(low);
    return n;
  }

  /** When the first record at `offset` or behind it was meant to be sent, µs; undefined when there is none. */
  createdUsFrom(offset: number): number | undefined {
    if (offset >= this.#end || this.#records === 0) return undefined;
    const from = Math.max(offset, this.#start);
    for (let at = this.#segmentOf(from); at < this.#segments.length; at++) {
      const chunk = this.#segments[at]!.chunkFrom(from);
      if (chunk !== undefined) return chunk.createdUs[chunk.indexFrom(from)];
    }
    return undefined;
  }

  /** Value bytes in [from, to), counted no further than to `enough`. */
  bytesFrom(from: number, to: number, enough: number): number {
    let bytes = 0;
    for (let at = Math.max(from, this.#start); at < to && bytes < enough; ) {
      const slice = this.read(at, Number.MAX_SAFE_INTEGER, enough - bytes, 0, 0);
      bytes += slice.bytes;
      at = slice.baseOffset + slice.count;
    }
    return bytes;
  }

  /** Forgets the records from `to` on. Slices handed out keep theirs. */
  truncate(to: number): void {
    if (!(to >= this.#start && to <= this.#end)) fail(`truncation at ${to} outside [${this.#start}, ${this.#end}]`);
    while (this.#segments.length > 0 && this.#segments.at(-1)!.base >= to) this.#segments.pop();
    this.#segments.at(-1)?.cut(to);
    this.#end = to;
    this.#cleanedTo = Math.min(this.#cleanedTo, to);
    this.#count();
  }

  /**
   * Where the log should start by its limits: behind every oldest segment whose newest record is too old [KR1], or without
   * which there are still enough bytes [KR2]; nothing of it at or above `below`, the high watermark.
   */
  expiry(nowUs: number, below = this.#end): number {
    const { retentionUs, retentionBytes, cleanup } = this.settings;
    let start = this.#start;
    if (cleanup === 'compact') return start;
    let { bytes } = this;
    for (const [i, segment] of this.#segments.entries()) {
      const end = this.#segments[i + 1]?.base ?? this.#end;
      const isOld = retentionUs !== null && nowUs - segment.lastUs > retentionUs;
      const isTooMuch = retentionBytes !== null && bytes - segment.bytes >= retentionBytes;
      if (segment.records === 0 || end > below || !(isOld || isTooMuch)) break;
      bytes -= segment.bytes;
      start = end;
    }
    return start;
  }

  /** Empties the log; the next record gets this offset. */
  restartAt(offset: number): void {
    this.#segments.length = 0;
    this.#start = this.#end = this.#cleanedTo = offset;
    this.#count();
  }

  /** Deletes the segments below `offset`; the active one may be among them, and a new one is begun. */
  startAt(offset: number): void {
    while (this.#segments.length > 0 && (this.#segments[1]?.base ?? this.#end) <= offset) this.#segments.shift();
    this.#start = Math.max(this.#start, Math.min(offset, this.#end));
    this.#cleanedTo = Math.max(this.#cleanedTo, this.#start);
    this.#count();
  }

  /**
   * Compacts if more than half of what may be compacted is new since the last time [KR4]: of each key the last record stays,
   * the active segment and what is not below `below` stay as they are. Returns the offsets removed, ascending.
   */
  compact(nowUs: number, below = this.#end): readonly number[] {
    const cleanable = this.#segments.filter((segment, i) => (this.#segments[i + 1]?.base ?? Number.POSITIVE_INFINITY) <= below);
    // Each record counts a byte beyond its value, so that deletion markers count too.
    const weightOf = (segments: readonly Segment[]) => segments.reduce((n, { bytes, records }) => n + bytes + records, 0);
    const dirty = weightOf(cleanable.filter((s) => s.base >= this.#cleanedTo));
    if (!(dirty > DIRTY_RATIO * weightOf(cleanable))) return [];
    const { kept, removed } = compactSegments(cleanable, this.#cleanedTo, nowUs);
    this.#cleanedTo = this.#segments[cleanable.length]!.base;
    this.#segments.splice(0, cleanable.length, ...kept);
    this.#hasGaps ||= removed.length > 0;
    this.#count();
    return removed;
  }

  /** What was compacted away in the leader's log goes from a follower's too. */
  remove(offsets: readonly number[], nowUs: number): void {
    this.#segments.splice(0, this.#segments.length, ...removeOffsets(this.#segments, new Set(offsets), nowUs));
    this.#hasGaps = true;
    this.#count();
  }

  #mustRoll({ records, bytes, firstUs }: Segment, more: number, nowUs: number): boolean {
    return records > 0 && (bytes + more > this.settings.segmentBytes || nowUs - firstUs > this.settings.segmentUs);
  }

  #roll(): Segment {
    const segment = new Segment(this.#end);
    this.#segments.push(segment);
    return segment;
  }

  #skipTo(offset: number): void {
    if (offset < this.#end) fail(`append at ${offset} below ${this.#end}`);
    if (this.#records === 0) this.#start = offset;
    else this.#hasGaps = true;
    this.#end = offset;
  }

  #count(): void {
    this.#bytes = 0;
    this.#records = 0;
    for (const { bytes, records } of this.#segments) {
      this.#bytes += bytes;
      this.#records += records;
    }
  }

  /** Index of the last segment that begins at `offset` or before it. */
  #segmentOf(offset: number): number {
    let [low, high] = [0, this.#segments.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#segments[middle]!.base <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
