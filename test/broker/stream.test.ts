import { describe, expect, it } from 'vitest';
import { GroupReading } from '#core/broker/stream/groupReading.ts';
import { Ledger } from '#core/broker/ledger.ts';
import { PartitionLog } from '#core/broker/log/partitionLog.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { batchOf, Door, type DoorClient } from '../support/door.ts';

const TOPIC = 0;
/** A log with every offset. */
const DENSE = { start: 0, count: (from: number, to: number) => to - from };
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

describe('log', () => {
  it('[P1] [P2] gives dense offsets and reads back what was appended, over segments and beyond the batch', () => {
    const log = new PartitionLog();
    let next = 0;
    // Batches of every size, past the first segment's doublings and into the third segment.
    for (let count = 1; next < 40_000; count = (count * 7 + 3) % 997) {
      expect(log.append(batchOf(numbers(next, count), { size: 3, key: 5 }))).toBe(next);
      next += count;
    }
    expect([log.start, log.end, log.bytes]).toEqual([0, next, 3 * next]);
    for (let from = 0; from < next; ) {
      const { start, count, createdUs, baseOffset, bytes } = log.read(from, 5_000, 1e9, 0, 0);
      expect([baseOffset, bytes]).toEqual([from, 3 * count]);
      for (let i = 0; i < count; i++) if (createdUs[start + i] !== from + i) throw new Error(`offset ${from + i} holds ${createdUs[start + i]}`);
      from += count;
    }
  });

  it('[P3] copies what it is given: the sender may reuse its columns', () => {
    const log = new PartitionLog();
    const batch = batchOf(numbers(0, 100));
    log.append(batch);
    batch.createdUs.fill(-1);
    expect(Array.from(log.read(0, 3, 1e9, 0, 0).createdUs.subarray(0, 3))).toEqual([0, 1, 2]);
  });

  it('[P4] a slice read before goes on showing the same records', () => {
    const log = new PartitionLog();
    log.append(batchOf([1, 2, 3]));
    const slice = log.read(0, 10, 1e9, 0, 0);
    for (let i = 0; i < 300; i++) log.append(batchOf([9]));
    expect([slice.count, ...slice.createdUs.subarray(slice.start, slice.start + slice.count)]).toEqual([3, 1, 2, 3]);
  });

  it('[P5] [KC1] reads within its budget, but always at least one record', () => {
    const log = new PartitionLog();
    log.append(batchOf(numbers(0, 10), { size: 100 }));
    expect(log.read(0, 4, 1e9, 0, 0).count).toBe(4);
    expect(log.read(0, 100, 350, 0, 0).count).toBe(3);
    expect(log.read(0, 100, 1, 0, 0).count).toBe(1);
  });
});

describe('topic', () => {
  function topicDoor(partitions: number, groups: string[] = ['g']) {
    const door = new Door();
    const topic = door.add(TOPIC, new Topic(partitions, door.books));
    for (const g of groups) topic.registerGroup(g);
    const producer = door.client();
    const produce = (partition: number, ...values: number[]) => {
      door.books.offered(values.length);
      return producer.ask({ kind: 'produce', destination: TOPIC, acks: 1, parts: [{ partition, batch: batchOf(values) }] });
    };
    const fetch = (client: DoorClient, positions: [number, number][], { group = 'g', maxWaitUs = 500_000, maxBytes = 1e9, minBytes = 1 } = {}) =>
      client.ask({
        kind: 'fetch',
        group,
        positions: positions.map(([partition, offset]) => ({ destination: TOPIC, partition, offset })),
        maxRecords: 500,
        maxBytes,
        minBytes,
        maxWaitUs,
      });
    const read = (client: DoorClient, id: number) =>
      client
        .answer(id, 'fetched')
        ?.slices.map((s) => Array.from(s.createdUs.subarray(s.start, s.start + s.count), (v, i) => `${s.partition}@${s.baseOffset + i}=${v}`));
    return { door, topic, producer, produce, fetch, read };
  }

  it('[T1] [KC2] keeps the order of each partition and none across them; an answer names the first offsets', () => {
    const { door, producer, produce, fetch, read } = topicDoor(2);
    const ids = [produce(0, 10, 11), produce(1, 20), produce(0, 12)];
    const client = door.client();
    const id = fetch(client, [
      [1, 0],
      [0, 0],
    ]);
    door.settle();
    expect(ids.map((p) => producer.answer(p, 'done')?.offsets)).toEqual([[0], [0], [2]]);
    // Partition 1's record was produced between partition 0's, and is read before them.
    expect(read(client, id)).toEqual([['1@0=20'], ['0@0=10', '0@1=11', '0@2=12']]);
  });

  it('[T2] reading removes nothing: every group reads all, and may read again', () => {
    const { door, topic, produce, fetch, read } = topicDoor(1, ['g', 'h']);
    produce(0, 1, 2);
    const client = door.client();
    const reads = [fetch(client, [[0, 0]]), fetch(client, [[0, 0]], { group: 'h' }), fetch(client, [[0, 1]])];
    door.settle();
    expect(reads.map((id) => read(client, id)?.flat().length)).toEqual([2, 2, 1]);
    expect([topic.retained, topic.stored, topic.redelivered]).toEqual([2, 0, 1]);
    expect(door.books.totals().copied).toEqual({ fan_out: 2, redelivery: 1 });
  });

  it('[T3] [KC1] a fetch that finds nothing waits for a record, or for its time', () => {
    const { door, produce, fetch, read } = topicDoor(2);
    const client = door.client();
    const early = fetch(client, [
      [0, 0],
      [1, 0],
    ]);
    door.wait(200_000);
    expect(client.answer(early)).toBeUndefined();
    produce(1, 7);
    door.settle();
    expect(read(client, early)).toEqual([['1@0=7']]);
    const never = fetch(client, [[0, 0]]);
    door.wait(499_999);
    expect(client.answer(never)).toBeUndefined();
    door.wait(1);
    expect(client.answer(never, 'fetched')?.slices).toEqual([]);
  });

  it('[T3] [KC1] a fetch that wants a megabyte of a trickle is answered after half a second; with a megabyte at once', () => {
    const { door, produce, fetch, read } = topicDoor(1);
    const client = door.client();
    const [slow, full] = [door.client(), door.client()].map((c) => ({ c, id: fetch(c, [[0, 0]], { minBytes: 1_000_000 }) }));
    for (let i = 0; i < 4; i++) {
      door.wait(100_000);
      produce(0, i);
    }
    door.wait(99_999);
    expect(slow!.c.answer(slow!.id)).toBeUndefined();
    door.wait(1);
    expect(read(slow!.c, slow!.id)?.flat().length).toBe(4);
    expect(read(full!.c, full!.id)?.flat().length).toBe(4);
    // 40 bytes are there; ten more make it.
    const enough = fetch(client, [[0, 0]], { minBytes: 50 });
    door.settle();
    expect(client.answer(enough)).toBeUndefined();
    produce(0, 4);
    door.settle();
    expect(read(client, enough)?.flat().length).toBe(5);
  });

  it('[KC1] a record of two megabytes is returned although the limit is one', () => {
    const { door, topic, fetch, read } = topicDoor(1);
    const client = door.client();
    topic.append({ partition: 0, batch: batchOf([1], { size: 2_000_000 }) }, 0);
    const id = fetch(client, [[0, 0]], { maxBytes: 1_000_000 });
    door.settle();
    expect(read(client, id)?.flat().length).toBe(1);
  });

  it('[T4] refuses an offset outside the log, an unknown partition and an unknown topic', () => {
    const { door, producer, produce, fetch } = topicDoor(1);
    produce(0, 1);
    const client = door.client();
    const outside = fetch(client, [[0, 2]]);
    const unknown = fetch(client, [[3, 0]]);
    const nowhere = producer.ask({ kind: 'produce', destination: 9, acks: 1, parts: [{ partition: 0, batch: batchOf([1]) }] });
    door.books.offered(1);
    door.settle();
    expect([outside, unknown].map((id) => client.answer(id, 'fetched')?.error)).toEqual(['offset_out_of_range', 'unknown_destination']);
    expect(producer.answer(nowhere, 'done')?.error).toBe('unknown_destination');
    expect(door.books.totals()).toMatchObject({ refused: { unknown_destination: 1 }, difference: 0 });
  });

  it('[T5] [KC6] a group without a commit begins where it is told; what a latest one skips is booked', () => {
    const { door, topic, produce } = topicDoor(1, ['g', 'h']);
    produce(0, 1, 2, 3, 4, 5);
    const client = door.client();
    const ask = (group: string, reset: 'earliest' | 'latest') =>
      client.ask({ kind: 'positions', group, reset, partitions: [{ destination: TOPIC, partition: 0 }] });
    const ids = [ask('g', 'latest'), ask('h', 'earliest')];
    door.settle();
    expect(ids.map((id) => client.answer(id, 'positioned')?.positions[0]?.offset)).toEqual([5, 0]);
    expect([topic.registerGroup('g').unread(topic.appended), topic.registerGroup('h').unread(topic.appended)]).toEqual([0, 5]);
    expect(door.books.totals().dropped).toEqual({ offset_reset: 5 });
  });
});

describe('a group’s reading', () => {
  it('[L3] what is handed back is unread again; reading more than that again is a copy', () => {
    const books = new Ledger();
    const reading = new GroupReading([DENSE]);
    reading.handOut(0, 0, 10, books);
    reading.handBack(0, 6, 4, 'retention', books);
    expect(reading.unread(10)).toBe(4);
    reading.handOut(0, 4, 6, books);
    expect(reading.unread(10)).toBe(0);
    expect(books.totals().copied).toEqual({ redelivery: 2 });
    expect(reading.redelivered).toBe(6);
  });

  it('[L3] offsets passed over, handed back or not, are dropped as reset', () => {
    const books = new Ledger();
    const reading = new GroupReading([DENSE]);
    reading.handOut(0, 0, 5, books);
    reading.handBack(0, 3, 2, 'retention', books);
    reading.skipTo(0, 9, books);
    expect(reading.unread(9)).toBe(0);
    expect(books.totals().dropped).toEqual({ offset_reset: 6 });
    reading.handOut(0, 12, 1, books);
    expect(books.totals().dropped).toEqual({ offset_reset: 9 });
  });
});
