/**
 * Log compaction [KR4]: of each key the last record stays, at its offset. A record without a value deletes its key; it stays
 * for a day after it was first compacted, so that whoever reads slowly learns of it. Source: `LogCleaner`; segments are not
 * merged, which nobody can see.
 */
import { DAY } from '../../base/units.ts';
import type { Chunk } from './chunk.ts';
import { Segment } from './segment.ts';

/** delete.retention.ms */
const TOMBSTONE_US = DAY;

export interface Compacted {
  readonly kept: readonly Segment[];
  /** Offsets, ascending. */
  readonly removed: readonly number[];
}

/** `segments` are closed; those from `dirtyFrom` on were not compacted yet. */
export function compactSegments(segments: readonly Segment[], dirtyFrom: number, nowUs: number): Compacted {
  const last = lastOffsets(segments.filter((s) => s.base >= dirtyFrom));
  const removed: number[] = [];
  const kept = segments.map((segment) => {
    const isSettled = segment.cleanedUs !== undefined && nowUs - segment.cleanedUs > TOMBSTONE_US;
    const stays = (chunk: Chunk, i: number): boolean => {
      if ((last.get(chunk.keys[i]!) ?? -1) > chunk.offsetAt(i)) return false;
      return !(isSettled && chunk.sizes[i] === 0);
    };
    return thin(segment, stays, removed, nowUs);
  });
  return { kept: kept.filter((s) => s.records > 0), removed };
}

/** Removes these offsets, as they were compacted away on another replica. */
export function removeOffsets(segments: readonly Segment[], offsets: ReadonlySet<number>, nowUs: number): Segment[] {
  const stays = (chunk: Chunk, i: number): boolean => !offsets.has(chunk.offsetAt(i));
  return segments.map((segment) => thin(segment, stays, [], nowUs)).filter((s) => s.records > 0);
}

/** Where each key was written last. */
function lastOffsets(segments: readonly Segment[]): Map<number, number> {
  const last = new Map<number, number>();
  for (const { chunks } of segments) for (const chunk of chunks) for (let i = 0; i < chunk.count; i++) last.set(chunk.keys[i]!, chunk.offsetAt(i));
  return last;
}

function thin(segment: Segment, stays: (chunk: Chunk, i: number) => boolean, removed: number[], nowUs: number): Segment {
  const thinned = new Segment(segment.base);
  thinned.firstUs = segment.firstUs;
  thinned.lastUs = segment.lastUs;
  thinned.cleanedUs = segment.cleanedUs ?? nowUs;
  for (const chunk of segment.chunks) {
    const indexes: number[] = [];
    for (let i = 0; i < chunk.count; i++) {
      if (stays(chunk, i)) {
        indexes.push(i);
        thinned.bytes += chunk.sizes[i]!;
      } else removed.push(chunk.offsetAt(i));
    }
    thinned.records += indexes.length;
    if (indexes.length > 0) thinned.chunks.push(indexes.length === chunk.count ? chunk : chunk.pick(indexes));
  }
  return thinned;
}
