import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '#core/base/units.ts';
import type { LogSettings } from '#core/base/workload.ts';
import { LOG_DEFAULTS, PartitionLog, RETENTION_CHECK_US } from '#core/broker/log/partitionLog.ts';
import { batchOf } from '../../support/door.ts';

const MB = 1_000_000;
const logOf = (settings: Partial<LogSettings>) => new PartitionLog({ ...LOG_DEFAULTS, ...settings });
/** All offsets still there, as a reader finds them. */
function offsets(log: PartitionLog, from = log.start): number[] {
  const found: number[] = [];
  while (from < log.end) {
    const { baseOffset, count } = log.read(from, 500, 1e9, 0, 0);
    for (let i = 0; i < count; i++) found.push(baseOffset + i);
    from = baseOffset + count;
  }
  return found;
}

describe('segments', () => {
  it('[P6] are closed when a batch would not fit, or when the first record is too old', () => {
    const bySize = logOf({ segmentBytes: 100 });
    bySize.append(batchOf([1], { size: 60 }), 0, 0);
    bySize.append(batchOf([2], { size: 40 }), 0, 0);
    expect(bySize.segments).toBe(1);
    bySize.append(batchOf([3], { size: 1 }), 0, 0);
    expect(bySize.segments).toBe(2);
    // A batch larger than a segment has one of its own.
    bySize.append(batchOf([4], { size: 500 }), 0, 0);
    expect([bySize.segments, ...offsets(bySize)]).toEqual([3, 0, 1, 2, 3]);
    const byTime = logOf({ segmentUs: HOUR });
    byTime.append(batchOf([1]), 0, 0);
    byTime.append(batchOf([2]), 0, HOUR);
    expect(byTime.segments).toBe(1);
    byTime.append(batchOf([3]), 0, HOUR + 1);
    expect(byTime.segments).toBe(2);
  });
});

describe('retention', () => {
  it('[P7] [KR1] a record is deleted between its retention time and that plus a segment’s span plus one check', () => {
    const log = logOf({ retentionUs: HOUR, segmentUs: HOUR / 2 });
    const gone: number[] = [];
    // A record each minute; a look every five minutes.
    const minute = 60 * SECOND;
    for (let now = 0; now < 6 * HOUR; now += minute) {
      log.append(batchOf([now]), 0, now);
      if (now % RETENTION_CHECK_US !== 0) continue;
      const [before, start] = [log.start, log.expiry(now)];
      for (let offset = before; offset < start; offset++) gone.push(now - offset * minute);
      log.startAt(start);
    }
    expect(gone.length).toBeGreaterThan(200);
    expect(Math.min(...gone)).toBeGreaterThan(HOUR);
    expect(Math.max(...gone)).toBeLessThanOrEqual(HOUR + HOUR / 2 + RETENTION_CHECK_US + minute);
  });

  it('[P7] [KR1] the active segment goes too once all of it is too old, and the log goes on', () => {
    const log = logOf({ retentionUs: HOUR });
    log.append(batchOf([1, 2, 3]), 0, 0);
    expect([log.expiry(HOUR), log.expiry(HOUR + 1)]).toEqual([0, 3]);
    // Not beyond the high watermark.
    expect(log.expiry(HOUR + 1, 2)).toBe(0);
    log.startAt(3);
    expect([log.start, log.end, log.records, log.bytes]).toEqual([3, 3, 0, 0]);
    expect(log.append(batchOf([4]), 0, 2 * HOUR)).toBe(3);
    expect([...offsets(log), log.expiry(2 * HOUR)]).toEqual([3, 3]);
  });

  it('[P7] [KR2] by size: of 3 × 100 MB and 50 MB one segment goes at 200 MB, and 250 MB are left', () => {
    const log = logOf({ retentionBytes: 200 * MB, segmentBytes: 100 * MB });
    for (let i = 0; i < 3; i++) log.append(batchOf([i], { size: 100 * MB }), 0, 0);
    log.append(batchOf([3], { size: 50 * MB }), 0, 0);
    log.startAt(log.expiry(0));
    expect([log.start, log.bytes, log.segments]).toEqual([1, 250 * MB, 3]);
    log.startAt(log.expiry(7 * DAY));
    expect(log.bytes).toBe(250 * MB);
  });

  it('[P7] nothing is deleted by default before seven days, nor ever of a compacted log', () => {
    const [plain, compacted] = [logOf({}), logOf({ cleanup: 'compact', retentionUs: 1 })];
    for (const log of [plain, compacted]) log.append(batchOf([1]), 0, 0);
    expect([plain.expiry(7 * DAY), plain.expiry(7 * DAY + 1), compacted.expiry(8 * DAY)]).toEqual([0, 1, 0]);
  });
});

describe('a log that is cut', () => {
  it('[P10] gives the offsets out anew, while what was read before stays as it was', () => {
    const log = new PartitionLog();
    log.append(batchOf([1, 2, 3, 4]));
    const before = log.read(0, 10, 1e9, 0, 0);
    log.truncate(2);
    expect([log.end, log.records, log.bytes]).toEqual([2, 2, 20]);
    expect(log.append(batchOf([9]))).toBe(2);
    expect(Array.from(log.read(0, 10, 1e9, 0, 0).createdUs.subarray(0, 3))).toEqual([1, 2, 9]);
    expect(Array.from(before.createdUs.subarray(0, before.count))).toEqual([1, 2, 3, 4]);
    log.truncate(0);
    expect([log.start, log.end, log.append(batchOf([5]))]).toEqual([0, 0, 0]);
  });

  it('[P10] [P9] a follower’s log begins and goes on at any higher offset', () => {
    const log = new PartitionLog();
    log.append(batchOf([1, 2]), 0, 0, 7);
    expect([log.start, log.end]).toEqual([7, 9]);
    log.append(batchOf([3]), 0, 0, 20);
    expect([offsets(log), log.count(0, 30), log.count(8, 20)]).toEqual([[7, 8, 20], 3, 1]);
    expect(log.read(9, 5, 1e9, 0, 0).baseOffset).toBe(20);
  });
});
