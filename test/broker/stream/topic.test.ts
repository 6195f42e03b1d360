import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '#core/base/units.ts';
import type { LogSettings } from '#core/base/workload.ts';
import { LOG_DEFAULTS } from '#core/broker/log/partitionLog.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { batchOf, Door } from '../../support/door.ts';

const TOPIC = 0;

function topicDoor(groups: readonly string[], settings: Partial<LogSettings>) {
  const door = new Door();
  const topic = door.add(TOPIC, new Topic(1, door.books, { ...LOG_DEFAULTS, ...settings }));
  for (const group of groups) topic.registerGroup(group);
  const client = door.client();
  const produce = (values: readonly number[], key = 1) => {
    door.books.offered(values.length);
    const id = client.ask({ kind: 'produce', destination: TOPIC, acks: 1, parts: [{ partition: 0, batch: batchOf(values, { key }) }] });
    door.settle();
    return client.answer(id, 'done')?.error;
  };
  /** Offsets `group` is given from `offset` on; a client that reads takes them over. */
  const read = (group: string, offset: number, maxRecords = 500) => {
    const id = client.ask({
      kind: 'fetch',
      group,
      positions: [{ destination: TOPIC, partition: 0, offset }],
      maxRecords,
      maxBytes: 1e9,
      minBytes: 1,
      maxWaitUs: 1,
    });
    door.settle();
    const answer = client.answer(id, 'fetched')!;
    door.books.consumed(answer.records);
    const offsets = answer.slices.flatMap(({ baseOffset, count }) => Array.from({ length: count }, (_, i) => baseOffset + i));
    return answer.error === 'none' ? offsets : answer.error;
  };
  return { door, topic, client, produce, read };
}

describe('a topic’s retention', () => {
  it('[L5] [KR3] deletes what nobody read, once per group that did not, and keeps what was read until its time', () => {
    const { door, topic, produce, read } = topicDoor(['quick', 'slow'], { retentionUs: HOUR });
    produce([0, 1, 2, 3]);
    expect(read('quick', 0)).toEqual([0, 1, 2, 3]);
    expect(read('slow', 0, 1)).toEqual([0]);
    door.wait(HOUR);
    expect([topic.retained, read('quick', 0)]).toEqual([4, [0, 1, 2, 3]]);
    door.wait(300 * SECOND);
    expect([topic.retained, topic.logs[0]!.start, topic.stored]).toEqual([0, 4, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { retention: 3 }, difference: 0 });
    expect(read('slow', 1)).toBe('offset_out_of_range');
  });

  it('[L5] books what is deleted once when no group reads it, and what was handed back too', () => {
    const unread = topicDoor([], { retentionUs: HOUR });
    unread.produce([0, 1]);
    unread.door.wait(2 * HOUR);
    expect(unread.door.books.totals()).toMatchObject({ dropped: { retention: 2 }, stored: 0, difference: 0 });
    const { door, topic, produce } = topicDoor(['g'], { retentionUs: HOUR });
    produce([0, 1, 2, 3]);
    const reading = topic.registerGroup('g');
    reading.handOut(0, 0, 4, door.books);
    topic.handBack('g', 0, 2, 2);
    door.books.consumed(2);
    expect(topic.stored).toBe(2);
    door.wait(2 * HOUR);
    expect(door.books.totals()).toMatchObject({ dropped: { retention: 2 }, stored: 0, difference: 0 });
  });
});

describe('a compacted topic', () => {
  const COMPACTED = { cleanup: 'compact', segmentBytes: 1 } as const;

  it('[L5] [KR4] books what a group was not handed before it was compacted away, and the group reads the rest', () => {
    const { door, topic, produce, read } = topicDoor(['early', 'late'], COMPACTED);
    for (let i = 0; i < 4; i++) produce([i]);
    expect(read('early', 0)).toEqual([0, 1, 2, 3]);
    produce([4]);
    door.wait(15 * SECOND);
    // Offset 3 is the last of the key in what is closed.
    expect(read('late', 0)).toEqual([3, 4]);
    expect(read('early', 4)).toEqual([4]);
    expect([topic.retained, topic.stored]).toEqual([2, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { compacted: 3 }, difference: 0 });
  });

  it('[L5] of what was handed back, what is compacted away is not read again', () => {
    const { door, topic, produce, read } = topicDoor(['g'], COMPACTED);
    for (let i = 0; i < 5; i++) produce([i]);
    topic.registerGroup('g').handOut(0, 0, 5, door.books);
    topic.handBack('g', 0, 1, 4);
    door.books.consumed(1);
    door.wait(15 * SECOND);
    expect(topic.stored).toBe(2);
    expect(read('g', 1)).toEqual([3, 4]);
    expect(door.books.totals()).toMatchObject({ dropped: { compacted: 2 }, copied: {}, stored: 0, difference: 0 });
  });

  it('[L5] what was deleted while a member had it is not unread again when it comes back', () => {
    const { door, topic, produce } = topicDoor(['g'], COMPACTED);
    for (let i = 0; i < 5; i++) produce([i]);
    topic.registerGroup('g').handOut(0, 0, 5, door.books);
    door.wait(15 * SECOND);
    topic.handBack('g', 0, 0, 5);
    expect([topic.stored, topic.dropped]).toEqual([2, 3]);
    expect(door.books.totals()).toMatchObject({ dropped: { compacted: 3 }, difference: 0 });
  });

  it('[T6] [KR4] refuses a batch with a record that has no key; another topic does not', () => {
    const { door, produce } = topicDoor(['g'], COMPACTED);
    expect(produce([1], 0xffffffff)).toBe('invalid_record');
    expect(door.books.totals()).toMatchObject({ refused: { invalid_record: 1 }, difference: 0 });
    expect(topicDoor(['g'], {}).produce([1], 0xffffffff)).toBe('none');
  });
});
