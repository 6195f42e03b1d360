import { describe, expect, it } from 'vitest';
import { DAY } from '#core/base/units.ts';
import { LOG_DEFAULTS, PartitionLog } from '#core/broker/log/partitionLog.ts';
import { batchOf } from '../../support/door.ts';

/** A compacted log; each batch has a segment of its own. */
function compactedLog() {
  const log = new PartitionLog({ ...LOG_DEFAULTS, cleanup: 'compact', segmentBytes: 1 });
  const put = (key: number, value: number, nowUs = 0) => log.append(batchOf([value], { key, size: 10 }), 0, nowUs);
  /** A record without a value. */
  const remove = (key: number, nowUs = 0) => log.append(batchOf([0], { key, size: 0 }), 0, nowUs);
  /** 'offset:key=value', as a reader finds them. */
  const survivors = () => {
    const found: string[] = [];
    for (let from = log.start; from < log.end; ) {
      const { baseOffset, count, start, keys, createdUs, sizes } = log.read(from, 500, 1e9, 0, 0);
      for (let i = start; i < start + count; i++) found.push(`${baseOffset + i - start}:${keys[i]}=${sizes[i] === 0 ? '' : createdUs[i]}`);
      from = baseOffset + count;
    }
    return found;
  };
  return { log, put, remove, survivors };
}

describe('compaction', () => {
  it('[P8] [KR4] k1=a, k2=b, k1=c leaves 1:k2=b and 2:k1=c, at their offsets and in order', () => {
    const { log, put, survivors } = compactedLog();
    put(1, 100);
    put(2, 200);
    put(1, 300);
    put(9, 900);
    expect(log.compact(0)).toEqual([0]);
    expect(survivors()).toEqual(['1:2=200', '2:1=300', '3:9=900']);
    expect([log.start, log.end, log.records, log.bytes]).toEqual([0, 4, 3, 30]);
  });

  it('[P8] [KR4] leaves the active segment and what is not below the high watermark alone', () => {
    const { log, put, survivors } = compactedLog();
    for (let value = 0; value < 5; value++) put(1, value);
    // The first segment is closed, but of its key nothing later is committed.
    expect(log.compact(0, 1)).toEqual([]);
    expect(log.compact(0)).toEqual([0, 1, 2]);
    expect(survivors()).toEqual(['3:1=3', '4:1=4']);
  });

  it('[P8] [KR4] begins when more than half of what is closed is new', () => {
    const { log, put } = compactedLog();
    for (let key = 0; key < 4; key++) put(key, key);
    put(9, 0);
    expect(log.compact(0)).toEqual([]);
    // Four are clean; four dirty ones are just half.
    for (let i = 0; i < 4; i++) put(9, i);
    expect(log.compact(0)).toEqual([]);
    put(9, 4);
    expect(log.compact(0)).toEqual([4, 5, 6, 7]);
  });

  it('[P8] [KR4] a deletion marker stays for a day after it was first compacted, and its key’s values go at once', () => {
    const { log, put, remove, survivors } = compactedLog();
    put(1, 100);
    remove(1);
    put(2, 0);
    expect(log.compact(1)).toEqual([0]);
    expect(survivors()).toEqual(['1:1=', '2:2=0']);
    const dirty = (now: number) => {
      for (let i = 0; i < 5; i++) put(2, i, now);
      return log.compact(now);
    };
    expect(dirty(1 + DAY)).not.toContain(1);
    expect(dirty(2 + DAY)).toContain(1);
    expect(survivors().filter((s) => s.includes(':1='))).toEqual([]);
  });

  it('[P9] a read at a missing offset begins at the next one, and a slice has none missing inside', () => {
    const log = new PartitionLog({ ...LOG_DEFAULTS, cleanup: 'compact', segmentBytes: 60 });
    const keys = [1, 2, 3, 1, 4, 1];
    for (const [i, key] of keys.entries()) log.append(batchOf([i], { key, size: 10 }));
    log.append(batchOf([6], { key: 7, size: 10 }));
    expect(log.compact(0)).toEqual([0, 3]);
    const [first, second] = [log.read(0, 500, 1e9, 0, 0), log.read(3, 500, 1e9, 0, 0)];
    expect([first.baseOffset, first.count, first.bytes]).toEqual([1, 2, 20]);
    expect([second.baseOffset, second.count]).toEqual([4, 2]);
    expect([log.count(0, 7), log.count(0, 4), log.count(3, 5)]).toEqual([5, 2, 1]);
  });

  it('[P8] what was compacted away in one log can be taken out of another, wherever its segments end', () => {
    const leader = compactedLog();
    const follower = new PartitionLog();
    for (const [i, key] of [1, 2, 1, 1, 3].entries()) {
      leader.put(key, i);
      follower.append(batchOf([i], { key, size: 10 }));
    }
    const removed = leader.log.compact(0);
    follower.remove(removed, 0);
    expect(removed).toEqual([0, 2]);
    expect([follower.start, follower.end, follower.records, follower.bytes]).toEqual([0, 5, 3, 30]);
    expect([follower.read(0, 9, 1e9, 0, 0).baseOffset, follower.append(batchOf([5]))]).toEqual([1, 5]);
  });
});
