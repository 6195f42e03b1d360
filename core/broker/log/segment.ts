/** A piece of a log that is deleted or compacted as a whole, like Kafka's segment files: what retention and the cleaner look at. */
import type { LogSlice, RecordBatch } from '../api.ts';
import { CHUNK_RECORDS, Chunk } from './chunk.ts';

const FIRST_RECORDS = 64;

export class Segment {
  readonly base: number;
  readonly chunks: Chunk[] = [];
  records = 0;
  /** Value bytes. */
  bytes = 0;
  /** When its first and its last record were appended, µs: Kafka's record timestamps, taken at the log. */
  firstUs = 0;
  lastUs = 0;
  /** When the cleaner first went over it; deletion markers may go a while after that. */
  cleanedUs: number | undefined;

  constructor(base: number) {
    this.base = base;
  }

  /** Offset behind its last record. */
  get end(): number {
    return this.chunks.at(-1)?.end ?? this.base;
  }

  /** Records of `batch` from index `from` on, the first of them at offset `at`, which is not below the segment's end. */
  append(batch: RecordBatch | LogSlice, from: number, at: number, nowUs: number, isYoung: boolean): void {
    if (this.records === 0) this.firstUs = nowUs;
    this.lastUs = nowUs;
    this.records += batch.count;
    this.bytes += batch.bytes;
    for (let done = 0; done < batch.count; ) {
      let chunk = this.chunks.at(-1);
      if (chunk === undefined || chunk.isFull || chunk.base + chunk.count !== at + done) {
        chunk = new Chunk(at + done, isYoung && this.chunks.length === 0 ? FIRST_RECORDS : CHUNK_RECORDS);
        this.chunks.push(chunk);
      }
      done += chunk.append(batch, from + done, batch.count - done);
    }
  }

  /** The chunk that holds the first record at `offset` or behind it; undefined if all are before it. */
  chunkFrom(offset: number): Chunk | undefined {
    let [low, high] = [0, this.chunks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.chunks[middle]!.end <= offset) low = middle + 1;
      else high = middle;
    }
    return this.chunks[low];
  }

  /** Records before `offset`. */
  countBelow(offset: number): number {
    let n = 0;
    for (const chunk of this.chunks) n += chunk.indexFrom(offset);
    return n;
  }

  /** Keeps what is below `to`. Slices handed out keep theirs: the chunk that is cut is copied. */
  cut(to: number): void {
    while (this.chunks.length > 0 && this.chunks.at(-1)!.base >= to) this.chunks.pop();
    const last = this.chunks.pop();
    const kept = last?.indexFrom(to) ?? 0;
    if (kept > 0) this.chunks.push(last!.head(kept));
    this.records = 0;
    this.bytes = 0;
    for (const { count, sizes } of this.chunks) {
      this.records += count;
      for (let i = 0; i < count; i++) this.bytes += sizes[i]!;
    }
  }
}
