import { describe, expect, it } from 'vitest';
import { Ledger } from '#core/broker/ledger.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Channel } from '#core/broker/channel/channel.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import type { Request } from '#core/broker/api.ts';
import { batchOf, Door, FREE } from '../support/door.ts';

const Q = 0;
const costly = (costs = {}) => {
  const door = new Door({ threads: 1, costRequestUs: 100, costRecordUs: 10, costByteUs: 1, ...costs });
  const queue = door.add(Q, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
  return { door, queue };
};

describe('station', () => {
  it('[C1] a request costs its own, its records’ and its bytes’ share', () => {
    const { door, queue } = costly();
    door.client().publish(Q, 1, 7);
    door.wait(116);
    expect(queue.ready).toBe(0);
    door.wait(1);
    expect([queue.ready, door.broker.station.busyUs]).toEqual([1, 117]);
  });

  it('[C2] serves as many sessions at once as it has threads, first come, first served', () => {
    const { door, queue } = costly({ threads: 2, costRecordUs: 0, costByteUs: 0 });
    const clients = [door.client(), door.client(), door.client()];
    for (const [i, c] of clients.entries()) c.publish(Q, i);
    expect(door.broker.station.waiting).toBe(1);
    door.wait(100);
    expect(queue.ready).toBe(2);
    door.wait(100);
    expect(queue.ready).toBe(3);
    expect(door.broker.station.busyUs).toBe(300);
  });

  it('[C3] serves one session’s requests one at a time and in order', () => {
    const { door, queue } = costly({ threads: 8, costRecordUs: 0, costByteUs: 0 });
    const client = door.client();
    for (let n = 1; n <= 3; n++) client.publish(Q, n);
    door.wait(200);
    expect(queue.ready).toBe(2);
    door.wait(1000);
    const reader = door.client();
    reader.consume(Q);
    door.wait(1000);
    expect(reader.words).toEqual(['1', '2', '3']);
  });

  it('[C4] with no costs all is done at once, without an event; costs may come and go', () => {
    const { door, queue } = costly(FREE);
    const client = door.client({ client: 'link', defers: true });
    client.publish(Q, 1);
    expect([queue.ready, door.kernel.pending]).toEqual([1, 0]);
    door.broker.station.retune({ ...FREE, costRequestUs: 50 });
    client.publish(Q, 2);
    expect(queue.ready).toBe(1);
    door.broker.station.retune(FREE);
    client.publish(Q, 3);
    door.wait(50);
    expect(queue.ready).toBe(3);
  });
});

describe('session', () => {
  it('[S1] never calls a peer from inside submit', () => {
    const door = new Door();
    door.add(Q, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
    const client = door.client();
    client.consume(Q);
    client.publish(Q, 1);
    expect(client.received).toEqual([]);
    door.settle();
    expect(client.received.map((m) => m.kind)).toEqual(['done', 'delivery', 'done']);
  });

  it('[S2] answers every request that has an id exactly once, and none without', () => {
    const door = new Door();
    door.add(0, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
    door.add(1, new Topic(1, door.books));
    door.add(2, new Channel(1, door.books));
    const common = { group: 'g', member: 1, generation: 1 };
    const requests: Request[] = [
      { kind: 'produce', id: 1, destination: 1, acks: 1, parts: [{ partition: 0, batch: batchOf([1]) }] },
      { kind: 'fetch', id: 2, group: 'g', positions: [{ destination: 1, partition: 0, offset: 0 }], maxRecords: 9, maxBytes: 99, minBytes: 1, maxWaitUs: 0 },
      { kind: 'publish', id: 3, destination: 0, createdUs: 1, key: 1, size: 1, serial: 1 },
      { kind: 'consume', id: 4, destination: 0, subscription: 1, prefetch: 0, settleOnDelivery: false },
      { kind: 'qos', id: 5, subscription: 1, prefetch: 2 },
      { kind: 'settle', id: 6, tag: 1, multiple: false, outcome: 'ack' },
      { kind: 'cancel', id: 7, subscription: 1 },
      { kind: 'cancel', id: 8, subscription: 1 },
      { kind: 'publish', id: 9, destination: 2, createdUs: 1, key: 1, size: 1, serial: 1 },
      { kind: 'receive', id: 10, destination: 2 },
      { kind: 'closeChannel', id: 11, destination: 2 },
      { kind: 'join', id: 12, ...common, topics: [1], assignor: 'range', owned: [], sessionTimeoutUs: 9, rebalanceTimeoutUs: 9 },
      { kind: 'sync', id: 13, ...common },
      { kind: 'heartbeat', id: 14, ...common },
      { kind: 'commit', id: 15, ...common, offsets: [] },
      { kind: 'leave', id: 16, ...common },
      { kind: 'positions', id: 17, group: 'g', partitions: [{ destination: 1, partition: 0 }], reset: 'earliest' },
      { kind: 'metadata', id: 18, destination: 1 },
      { kind: 'publish', id: 19, destination: 5, createdUs: 1, key: 1, size: 1, serial: 1 },
      { kind: 'consume', id: 20, destination: 1, subscription: 2, prefetch: 0, settleOnDelivery: false },
    ];
    const client = door.client();
    for (const request of requests) client.session.submit(request);
    door.wait(10);
    const answered = client.received.flatMap((m) => (m.kind === 'delivery' ? [] : [m.id])).sort((a, b) => a - b);
    expect(answered).toEqual(requests.map((r) => r.id));
    const quiet = door.client();
    quiet.session.submit({ kind: 'publish', id: 0, destination: 0, createdUs: 1, key: 1, size: 1, serial: 1 });
    quiet.session.submit({ kind: 'produce', id: 0, destination: 1, acks: 0, parts: [] });
    door.wait(10);
    expect(quiet.received).toEqual([]);
  });

  it('[S3] takes no more than 500 waiting requests, says so, and tells when there is room', () => {
    const { door } = costly();
    const client = door.client();
    let taken = 0;
    while (client.publish(Q, taken, 0) !== 0) taken++;
    expect(taken).toBe(500);
    expect(client.drainedTimes).toBe(0);
    door.wait(250 * 110 - 1);
    expect(client.drainedTimes).toBe(0);
    // Answers and requests share the line: the wait may be longer, but it ends.
    door.wait(1_000_000);
    expect(client.drainedTimes).toBe(1);
    expect(client.acknowledgements.length).toBe(500);
  });

  it('[S4] a session that ends loses what the broker had not come to, with its reason, and is answered no more', () => {
    const { door, queue } = costly({ threads: 1 });
    const [a, b] = [door.client(), door.client()];
    a.publish(Q, 1);
    b.publish(Q, 2);
    b.publish(Q, 3);
    door.books.offered(3);
    b.session.close('crash');
    expect(b.publish(Q, 4)).toBe(0);
    door.wait(10_000);
    expect([queue.ready, b.received.length, b.closedBy]).toEqual([1, 0, 'crash']);
    expect(door.books.totals()).toMatchObject({ dropped: { connection_closed: 2 }, difference: 0 });
  });

  it('[S5] a parked fetch ends with its session', () => {
    const door = new Door();
    const topic = door.add(1, new Topic(1, door.books));
    topic.registerGroup('g');
    const client = door.client();
    client.ask({
      kind: 'fetch',
      group: 'g',
      positions: [{ destination: 1, partition: 0, offset: 0 }],
      maxRecords: 9,
      maxBytes: 99,
      minBytes: 1,
      maxWaitUs: 1000,
    });
    client.session.close('client');
    door.client().ask({ kind: 'produce', destination: 1, acks: 1, parts: [{ partition: 0, batch: batchOf([1]) }] });
    door.wait(2000);
    expect([client.received.length, topic.delivered, client.closedBy]).toEqual([0, 0, undefined]);
  });

  it('[S6] refusals are answers: what a destination does not do is told, never thrown', () => {
    const door = new Door();
    door.add(0, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
    door.add(1, new Topic(1, door.books));
    const client = door.client();
    const ids = [
      client.ask({ kind: 'receive', destination: 0 }),
      client.ask({ kind: 'closeChannel', destination: 1 }),
      client.consume(1),
      client.consume(7),
      client.ask({ kind: 'qos', subscription: 4, prefetch: 1 }),
      client.publish(1, 1),
    ];
    door.settle();
    expect(ids.map((id) => client.answer(id, 'done')?.error)).toEqual([
      'wrong_kind',
      'wrong_kind',
      'wrong_kind',
      'unknown_destination',
      'unknown_subscription',
      'wrong_kind',
    ]);
  });
});

describe('ledger', () => {
  it('[L1] sources equal sinks, with what is held counted from those who hold it', () => {
    const books = new Ledger();
    const held = { stored: 2, inFlight: 1 };
    books.register(held);
    books.offered(6);
    books.copied('fan_out', 2);
    books.refused('queue_full', 1);
    books.consumed(3);
    books.dropped('rejected', 1);
    expect(books.check()).toBe(true);
    expect(books.totals()).toMatchObject({
      offered: 6,
      copied: { fan_out: 2 },
      refused: { queue_full: 1 },
      dropped: { rejected: 1 },
      stored: 2,
      inFlight: 1,
      difference: 0,
    });
  });

  it('[L2] a copy forgotten or doubled shows as an imbalance', () => {
    const books = new Ledger();
    const held = { stored: 1, inFlight: 0 };
    books.register(held);
    books.offered(1);
    expect(books.check()).toBe(true);
    held.stored = 0;
    expect(books.check()).toBe(false);
    expect(books.totals()).toMatchObject({ difference: 1, checks: 2, imbalances: 1 });
  });

  it('[L4] who is gone for good is counted no more', () => {
    const books = new Ledger();
    const remove = books.register({ stored: 3, inFlight: 0 });
    books.offered(3);
    books.dropped('client_crash', 3);
    expect(books.check()).toBe(false);
    remove();
    remove();
    expect(books.check()).toBe(true);
  });
});
