import { describe, expect, it } from 'vitest';
import { duration } from '#core/base/units.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueSettings } from '#core/broker/queue/queueSettings.ts';
import { Door, type DoorClient } from '../../support/door.ts';

const MS = 1_000;
/** Handles of the queues. */
const WORK = 0;
const DEAD = 1;

/** A work queue, a queue for what dies there, and the wires asked for, written 'from>to'. */
function workshop(work: Partial<QueueSettings> = {}, { dead = {}, wires = ['0>1'] }: { dead?: Partial<QueueSettings>; wires?: string[] } = {}) {
  const door = new Door();
  const queues = [work, dead].map((settings, id) => door.add(id, new Queue({ maxLength: 0, overflow: 'reject', ...settings }, door.books, door.kernel))) as [
    Queue,
    Queue,
  ];
  for (const wire of wires) {
    const [from, to] = wire.split('>').map(Number) as [number, number];
    queues[from]!.deadLetters = new DeadLetterWire(door.kernel, door.books, from, to, queues[to]!);
  }
  const publisher = door.client();
  return {
    door,
    work: queues[0],
    dead: queues[1],
    publish: (...numbers: number[]) => {
      door.books.offered(numbers.length);
      for (const n of numbers) publisher.publish(WORK, n);
      door.settle();
    },
    publishFor: (n: number, ttlMs: number) => {
      door.books.offered(1);
      publisher.ask({ kind: 'publish', destination: WORK, createdUs: n, key: 0, size: 1, serial: n, ttl: duration(ttlMs * MS) });
      door.settle();
    },
    consumer: (queue = WORK, prefetch = 0): DoorClient => {
      const client = door.client();
      client.consume(queue, { prefetch });
      door.settle();
      return client;
    },
    /** The books balance; what was dropped, by reason. */
    dropped: () => {
      const { difference, dropped } = door.books.totals();
      expect(difference).toBe(0);
      return dropped;
    },
  };
}

/** x-death as one would read it aloud: newest first. */
const deathsOf = (client: DoorClient): string[] =>
  client.deliveries.map((d) => (d.deaths ?? []).map(({ queue, reason, count }) => `${queue} ${reason}:${count}`).join(','));

describe('expiry', () => {
  it('[DL1] [RD1] counts a message behind a longer-lived one past its time, and never delivers it late', () => {
    const { door, work, publishFor, consumer, dropped } = workshop({}, { wires: [] });
    publishFor(1, 60_000);
    publishFor(2, 50);
    door.wait(300 * MS);
    expect(work.ready).toBe(2);
    const a = consumer(WORK, 1);
    expect([a.words, work.ready]).toEqual([['1'], 0]);
    a.settle(1, 'ack');
    door.settle();
    expect(a.words).toEqual(['1']);
    expect(dropped()).toEqual({ expired: 1 });
  });

  it('[DL1] [RD1] looks at what stands behind a message that was got singly', () => {
    const { door, work, publishFor, dropped } = workshop({}, { wires: [] });
    publishFor(1, 60_000);
    publishFor(2, 50);
    door.wait(300 * MS);
    const a = door.client();
    a.get(WORK);
    door.settle();
    expect([a.words, work.ready]).toEqual([['1'], 0]);
    expect(dropped()).toEqual({ expired: 1 });
  });

  it("[DL1] [RD1] takes the shorter of the queue's and the message's time", () => {
    const { door, work, publishFor } = workshop({ messageTtlUs: 100 * MS });
    publishFor(1, 60_000);
    door.wait(100 * MS - 1);
    expect(work.ready).toBe(1);
    door.wait(1);
    expect(work.ready).toBe(0);
    publishFor(2, 20);
    door.wait(20 * MS);
    expect(work.ready).toBe(0);
  });

  it('[DL2] [RD2] with a time of 0 delivers now or expires', () => {
    const { dead, publish, consumer } = workshop({ messageTtlUs: 0 });
    publish(1);
    expect(dead.ready).toBe(1);
    const a = consumer();
    publish(2);
    expect([a.words, dead.ready]).toEqual([['2'], 1]);
  });

  it('[DL2] [RD2] keeps the time a message had when it is given back', () => {
    const { door, work, dead, publish, consumer } = workshop({ messageTtlUs: 100 * MS });
    const a = consumer(WORK, 1);
    publish(1, 2);
    door.wait(90 * MS);
    a.settle(1, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1', '1R']);
    door.wait(20 * MS);
    expect([work.ready, dead.ready]).toEqual([0, 1]);
    a.settle(1, 'requeue');
    door.settle();
    expect([a.words, work.ready, dead.ready]).toEqual([['1', '1R'], 0, 2]);
  });

  it('[DL1] needs one timer, however many messages wait', () => {
    const { door, work, publish, dropped } = workshop({ messageTtlUs: 50 * MS }, { wires: [] });
    for (let n = 0; n < 100; n++) {
      publish(n);
      door.wait(100);
    }
    const before = door.kernel.pending;
    publish(100);
    expect([before, door.kernel.pending]).toEqual([1, 1]);
    door.wait(60 * MS);
    expect([work.ready, door.kernel.pending]).toEqual([0, 0]);
    expect(dropped()).toEqual({ expired: 101 });
  });
});

describe('delivery limit', () => {
  it('[DL3] [RQQ1] kills a message given back more often than the limit: with 2 it is delivered three times', () => {
    const { door, work, dead, publish, consumer } = workshop({ deliveryLimit: 2 });
    publish(1);
    // Handed back and its session lost: both count.
    const first = consumer();
    first.settle(1, 'requeue');
    door.settle();
    first.session.close('crash');
    const a = consumer();
    expect([first.words, a.words]).toEqual([['1', '1R'], ['1R']]);
    a.settle(1, 'requeue');
    door.settle();
    expect([a.words, work.ready, work.unsettled, dead.ready]).toEqual([['1R'], 0, 0, 1]);
    expect(deathsOf(consumer(DEAD))).toEqual(['0 delivery_limit:1']);
  });

  it('[DL3] drops it with its reason where no wire leads on', () => {
    const { door, publish, consumer, dropped } = workshop({ deliveryLimit: 0 }, { wires: [] });
    const a = consumer();
    publish(1);
    a.settle(1, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1']);
    expect(dropped()).toEqual({ delivery_limit: 1 });
  });
});

describe('dead letters', () => {
  it('[DL4] [RD3] [RD8] go to the other queue with their reason: rejected, expired, pushed out', () => {
    const { door, work, dead, publish, publishFor, consumer, dropped } = workshop({ maxLength: 3, overflow: 'dropHead' });
    publish(1, 2, 3, 4, 5);
    expect([work.ready, work.overflowed, work.deadLettered, work.dropped]).toEqual([3, 2, 2, 0]);
    const a = consumer(WORK, 3);
    a.settle(3, 'reject');
    a.ask({ kind: 'cancel', subscription: 1 });
    publishFor(6, 10);
    door.wait(10 * MS);
    expect(dead.accepted).toBe(4);
    const b = consumer(DEAD);
    expect(b.words).toEqual(['1', '2', '3', '6']);
    expect(deathsOf(b)).toEqual(['0 overflow_head:1', '0 overflow_head:1', '0 rejected:1', '0 expired:1']);
    expect(dropped()).toEqual({});
  });

  it('[DL5] [RD8] carry one entry per queue and reason, newest first, and count it up on every round', () => {
    const { door, publish, consumer } = workshop({}, { dead: { messageTtlUs: 5 * MS }, wires: ['0>1', '1>0'] });
    const a = consumer();
    publish(1);
    for (let round = 0; round < 3; round++) {
      a.settle(1, 'reject');
      door.wait(6 * MS);
    }
    expect(deathsOf(a)).toEqual(['', '1 expired:1,0 rejected:1', '1 expired:2,0 rejected:2', '1 expired:3,0 rejected:3']);
    // Each time it is published anew: not marked as redelivered, and counted afresh.
    expect(a.words).toEqual(['1', '1', '1', '1']);
  });

  it("[DL5] [RD8] lose the message's own time to live", () => {
    const { door, dead, publishFor } = workshop();
    publishFor(1, 10);
    door.wait(60_000 * MS);
    expect(dead.ready).toBe(1);
  });

  it('[DL6] [RD9] are dropped when they go round and nobody rejected them', () => {
    const { door, work, publishFor, dropped } = workshop({}, { wires: ['0>0'] });
    publishFor(1, 10);
    door.wait(10 * MS);
    expect(work.ready).toBe(0);
    expect(dropped()).toEqual({ dead_letter_cycle: 1 });
  });

  it('[DL6] [RD9] go on round while someone rejects them', () => {
    const { door, publish, consumer, dropped } = workshop({}, { wires: ['0>0'] });
    const a = consumer();
    publish(1);
    for (let n = 0; n < 3; n++) {
      a.settle(1, 'reject');
      door.settle();
    }
    expect(deathsOf(a).at(-1)).toBe('0 rejected:3');
    expect(dropped()).toEqual({});
  });

  it('[DL6] end for two full queues that push out into each other', () => {
    const { work, dead, publish, dropped } = workshop(
      { maxLength: 1, overflow: 'dropHead' },
      { dead: { maxLength: 1, overflow: 'dropHead' }, wires: ['0>1', '1>0'] },
    );
    publish(1, 2, 3, 4, 5, 6);
    expect([work.ready, dead.ready]).toEqual([1, 1]);
    expect(dropped()).toEqual({ dead_letter_cycle: 4 });
  });

  it('[DL7] [RD10] are gone when the other queue refuses them, and nobody is told', () => {
    const { work, dead, publish, consumer, door, dropped } = workshop({}, { dead: { maxLength: 1, overflow: 'reject' } });
    const a = consumer();
    publish(1, 2);
    a.settle(2, 'reject', true);
    door.settle();
    expect([work.deadLettered, work.dropped, dead.accepted, dead.refused]).toEqual([1, 1, 1, 0]);
    expect(dropped()).toEqual({ dead_letter_refused: 1 });
  });

  it('[DL8] move in an event of their own at the same instant, and are on the books all the while', () => {
    const { door, work, dead, publish, consumer, dropped } = workshop();
    const a = consumer();
    publish(1);
    a.settle(1, 'reject');
    expect([work.inFlight, dead.stored, a.deliveries.length]).toEqual([1, 0, 1]);
    dropped();
    const now = door.kernel.now();
    door.settle();
    expect([work.inFlight, dead.stored, door.kernel.now()]).toEqual([0, 1, now]);
    dropped();
  });
});
