import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { type Broker, NO_KEY, type ProduceRequest, type Request } from '#core/broker/api.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Channel } from '#core/broker/channel/channel.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import type { SendSettings } from '#core/base/workload.ts';
import { createSender } from '#core/client/sender.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { Door } from '../support/door.ts';

const SETTINGS: SendSettings = {
  lingerUs: 5_000,
  batchBytes: 16_384,
  acks: -1,
  retries: 1_000_000,
  retryBackoffUs: 100_000,
  requestTimeoutUs: 30_000_000,
  maxInFlight: 5,
  bufferBytes: 33_554_432,
  transaction: 0,
  confirmWindow: 0,
  deliveryTimeoutUs: 120_000_000,
  maxBlockUs: 0,
  isIdempotent: false,
  partitioner: 'murmur2',
};

function senderDoor(kind: 'topic' | 'queue' | 'channel', settings: Partial<SendSettings> = {}, { partitions = 1, latencyUs = 1_000, maxLength = 0 } = {}) {
  const door = new Door();
  const destination =
    kind === 'topic'
      ? new Topic(partitions, door.books)
      : kind === 'queue'
        ? new Queue({ maxLength, overflow: 'reject' }, door.books)
        : new Channel(1, door.books);
  door.add(0, destination);
  const link = new Link({ latencyUs });
  door.books.register(link);
  const far = across(door.broker, link, door.kernel, door.linkBooks);
  const requests: { readonly atUs: number; readonly request: Request }[] = [];
  const broker: Broker = {
    open: (peer, hello) => {
      const session = far.open(peer, hello);
      return { submit: (request) => (requests.push({ atUs: door.kernel.now(), request }), session.submit(request)), close: (reason) => session.close(reason) };
    },
  };
  const acknowledged: number[] = [];
  const sender = createSender(kind, partitions, {
    scheduler: door.kernel,
    books: door.books,
    broker,
    client: 'p',
    destination: 0,
    random: createRandom(3),
    settings: { ...SETTINGS, ...settings },
    onAcknowledged: (createdUs) => void acknowledged.push(createdUs),
  });
  door.books.register(sender);
  const send = (n: number, size = 100, key = NO_KEY) => {
    door.books.offered(1);
    sender.send(n, key, size, n, undefined);
  };
  const batches = () =>
    requests.flatMap(({ request, atUs }) =>
      request.kind === 'produce' ? request.parts.map((p) => ({ atUs, partition: p.partition, count: p.batch.count })) : [],
    );
  return { door, destination, sender, send, requests, batches, acknowledged };
}

describe('topic sender', () => {
  it('[U9] [KP5] a batch leaves when its linger is over', () => {
    const { door, send, batches } = senderDoor('topic');
    for (let i = 0; i < 5; i++) {
      send(i);
      door.wait(1_000);
    }
    expect(batches()).toEqual([{ atUs: 5_000, partition: 0, count: 5 }]);
  });

  it('[U9] [KP5] a full batch leaves at once, and without linger every record does', () => {
    const full = senderDoor('topic', { batchBytes: 1_000 });
    // 61 bytes for the batch and 121 for each record: the eighth does not fit any more.
    for (let i = 0; i < 7; i++) full.send(i);
    expect(full.batches()).toEqual([]);
    full.send(7);
    expect(full.batches()).toEqual([{ atUs: 0, partition: 0, count: 7 }]);
    const eager = senderDoor('topic', { lingerUs: 0 });
    eager.send(1);
    eager.send(2);
    expect(eager.batches().map((b) => b.count)).toEqual([1, 1]);
  });

  it('[U10] leaves at most maxInFlight requests unanswered', () => {
    const { door, sender, send, batches, acknowledged } = senderDoor('topic', { lingerUs: 0, maxInFlight: 2 });
    for (let i = 0; i < 5; i++) send(i);
    expect([batches().length, sender.waiting, sender.unanswered]).toEqual([2, 3, 2]);
    door.wait(2_000);
    expect(acknowledged).toEqual([0, 1]);
    // What waited meanwhile goes as one batch.
    expect(batches().slice(2)).toEqual([{ atUs: 2_000, partition: 0, count: 3 }]);
  });

  it('[U11] a request without an answer in time is sent again, and its first copy arrives all the same: a duplicate', () => {
    const { door, destination, sender, send } = senderDoor('topic', { lingerUs: 0, requestTimeoutUs: 1_500, retryBackoffUs: 0, retries: 3 });
    send(1);
    door.wait(20_000);
    expect([(destination as Topic).appended, sender.retried, sender.unanswered]).toEqual([4, 3, 0]);
    expect(door.books.totals()).toMatchObject({ offered: 1, copied: { producer_retry: 3 }, difference: 0 });
    const once = senderDoor('topic', { lingerUs: 0, requestTimeoutUs: 1_500, retries: 0 });
    once.send(1);
    once.door.wait(20_000);
    expect([(once.destination as Topic).appended, once.sender.retried, once.sender.unanswered]).toEqual([1, 0, 0]);
  });

  it('[U12] refuses records beyond its buffer', () => {
    const { door, sender, send } = senderDoor('topic', { bufferBytes: 500 });
    for (let i = 0; i < 6; i++) send(i);
    expect([sender.waiting, sender.refused]).toEqual([4, 2]);
    expect(door.books.totals()).toMatchObject({ refused: { buffer_full: 2 }, difference: 0 });
    door.wait(1_000_000);
    send(7);
    expect([sender.waiting, sender.refused]).toEqual([1, 2]);
  });

  it('[U9] without acknowledgement nothing is awaited', () => {
    const { door, sender, send, requests, acknowledged } = senderDoor('topic', { acks: 0, lingerUs: 0 });
    send(1);
    door.wait(10_000);
    expect((requests[0]!.request as ProduceRequest).id).toBe(0);
    expect([sender.unanswered, acknowledged.length]).toEqual([0, 0]);
  });
});

describe('queue sender', () => {
  it('[U13] publishes each record at once and tries a refused one again after the back-off, while retries are left', () => {
    const { door, destination, sender, send, requests, acknowledged } = senderDoor('queue', { retries: 2 }, { maxLength: 1 });
    send(1);
    send(2);
    expect(requests.length).toBe(2);
    door.wait(1_000_000);
    expect([acknowledged, sender.retried, sender.refused, (destination as Queue).ready]).toEqual([[1], 2, 1, 1]);
    expect(requests.map((r) => r.atUs)).toEqual([0, 0, 102_000, 204_000]);
    expect(door.books.totals()).toMatchObject({ copied: { producer_retry: 2 }, refused: { queue_full: 3 }, difference: 0 });
  });
});

describe('channel sender', () => {
  it('[U14] [G2] sends one value at a time and holds the rest until it is taken', () => {
    const { door, destination, sender, send, requests } = senderDoor('channel', {}, { latencyUs: 0 });
    for (let i = 0; i < 4; i++) {
      send(i);
      door.settle();
    }
    expect([(destination as Channel).length, (destination as Channel).blockedSenders, sender.waiting]).toEqual([1, 1, 2]);
    expect(requests.length).toBe(2);
    (destination as Channel).receive(() => door.books.consumed(1));
    door.settle();
    expect([(destination as Channel).length, (destination as Channel).blockedSenders, sender.waiting]).toEqual([1, 1, 1]);
    expect(door.books.totals().difference).toBe(0);
  });
});
