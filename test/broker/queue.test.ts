import { describe, expect, it } from 'vitest';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueSettings } from '#core/broker/queue/queueSettings.ts';
import { Door, type DoorClient } from '../support/door.ts';

const JOBS = 0;

function queueDoor(settings: Partial<QueueSettings> = {}) {
  const door = new Door();
  const queue = door.add(JOBS, new Queue({ maxLength: 0, overflow: 'reject', ...settings }, door.books));
  const publisher = door.client();
  return {
    door,
    queue,
    publisher,
    consumer: (prefetch = 0, settleOnDelivery = false): DoorClient => {
      const client = door.client();
      client.consume(JOBS, { prefetch, settleOnDelivery });
      door.settle();
      return client;
    },
    publish: (...numbers: number[]) => {
      for (const n of numbers) publisher.publish(JOBS, n);
      door.settle();
    },
    /** What a newcomer would be given, in order. */
    left: (): string[] => {
      const last = door.client();
      last.consume(JOBS);
      door.settle();
      return last.words;
    },
  };
}

describe('queue', () => {
  it('[Q1] [J2] holds messages while nobody consumes, and gives them in the order of publishing', () => {
    const { queue, publish, consumer } = queueDoor();
    publish(1, 2, 3);
    expect(queue.ready).toBe(3);
    expect(consumer().words).toEqual(['1', '2', '3']);
  });

  it('[Q2] [J1] gives each message to exactly one of competing consumers; once settled it is gone', () => {
    const { door, queue, publish, consumer } = queueDoor();
    const [a, b] = [consumer(1), consumer(1)];
    publish(1, 2, 3, 4, 5, 6);
    for (const n of [1, 3, 5]) {
      a.settle(n, 'ack');
      b.settle(n + 1, 'ack');
      door.settle();
    }
    expect([a.words, b.words]).toEqual([
      ['1', '3', '5'],
      ['2', '4', '6'],
    ]);
    expect([queue.ready, queue.unsettled, queue.settled]).toEqual([0, 0, 6]);
    expect(door.books.totals()).toMatchObject({ consumed: 6, stored: 0, inFlight: 0 });
  });

  it('[Q3] [RQ1] gives in turn to consumers that have room, passes over a full one, and takes it in again', () => {
    const { door, publish, consumer } = queueDoor();
    const three = [consumer(), consumer(), consumer()];
    publish(0, 1, 2, 3, 4, 5, 6, 7, 8);
    expect(three.map((c) => c.words.join())).toEqual(['0,3,6', '1,4,7', '2,5,8']);

    const other = queueDoor();
    const [a, b] = [other.consumer(1), other.consumer(2)];
    other.publish(1, 2, 3, 4);
    expect([a.words, b.words]).toEqual([['1'], ['2', '3']]);
    a.settle(1, 'ack');
    other.door.settle();
    expect(a.words).toEqual(['1', '4']);
    door.settle();
  });

  it('[Q4] [RQ2] lets each consumer hold its own prefetch of unsettled deliveries; 0 is no limit', () => {
    const { door, queue, publish, consumer } = queueDoor();
    const [a, b] = [consumer(1), consumer(3)];
    publish(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    expect([a.words.length, b.words.length, queue.ready]).toEqual([1, 3, 6]);
    a.ask({ kind: 'qos', subscription: 1, prefetch: 4 });
    door.settle();
    expect([a.words.length, queue.ready]).toEqual([4, 3]);
    expect(consumer(0).words.length).toBe(3);
  });

  it('[Q5] [RQ3] puts a returned message back in its place, marked as redelivered', () => {
    const { door, publish, consumer } = queueDoor();
    const a = consumer(3);
    publish(1, 2, 3, 4, 5);
    a.settle(2, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1', '2', '3', '2R']);

    const other = queueDoor();
    const b = other.consumer(3);
    other.publish(1, 2, 3, 4, 5);
    b.ask({ kind: 'cancel', subscription: 1 });
    for (const n of [3, 1, 2]) b.settle(n, 'requeue');
    other.door.settle();
    expect(other.left()).toEqual(['1R', '2R', '3R', '4', '5']);
    expect(b.words).toEqual(['1', '2', '3']);
  });

  it('[Q5] [RQ4] returns all unsettled deliveries in order when their session is lost', () => {
    const { door, publish, consumer } = queueDoor();
    const a = consumer(3);
    const b = consumer(3);
    publish(1, 2, 3, 4, 5, 6);
    // Dealt in turn: a holds 1, 3, 5. So that a holds 1, 2, 3 as in the reference, b came later there.
    expect(a.words).toEqual(['1', '3', '5']);
    for (const n of [2, 4, 6]) b.settle(n, 'ack');
    a.session.close('crash');
    door.settle();
    expect(b.words).toEqual(['2', '4', '6', '1R', '3R', '5R']);
    expect(a.closedBy).toBe('crash');

    const other = queueDoor();
    const first = other.consumer(3);
    other.publish(1, 2, 3);
    const second = other.consumer(3);
    other.publish(4, 5, 6);
    for (const n of [4, 5, 6]) second.settle(n, 'ack');
    first.session.close('crash');
    other.door.settle();
    expect(second.words).toEqual(['4', '5', '6', '1R', '2R', '3R']);
  });

  it('[Q6] [RQ5] settles on delivery when asked to: what a lost consumer had is lost', () => {
    const { door, queue, publish, consumer } = queueDoor();
    const a = consumer(0, true);
    publish(1, 2, 3, 4, 5);
    expect(a.words.length).toBe(5);
    expect(a.deliveries.every((d) => d.tag === 0 && !d.held)).toBe(true);
    a.session.close('crash');
    door.settle();
    expect([queue.ready, queue.unsettled]).toEqual([0, 0]);
  });

  it('[Q7] [RD3] [RD5] drops the oldest ready message beyond its length, unsettled ones not counted', () => {
    const { door, queue, publish, left } = queueDoor({ maxLength: 3, overflow: 'dropHead' });
    publish(1, 2, 3, 4, 5);
    expect(left()).toEqual(['3', '4', '5']);
    expect(queue.dropped).toBe(2);
    expect(door.books.totals().dropped).toEqual({ overflow_head: 2 });

    const other = queueDoor({ maxLength: 2, overflow: 'dropHead' });
    const a = other.consumer(2);
    other.publish(1, 2, 3, 4);
    expect(other.queue.dropped).toBe(0);
    a.ask({ kind: 'cancel', subscription: 1 });
    for (const n of [1, 2]) a.settle(n, 'requeue');
    other.door.settle();
    expect(other.left()).toEqual(['3', '4']);
  });

  it('[Q8] [RD4] refuses the newest at its length; unsettled ones do not count, and a return may exceed it', () => {
    const { door, queue, publisher, publish, consumer } = queueDoor({ maxLength: 2, overflow: 'reject' });
    publish(1, 2, 3, 4);
    expect(publisher.acknowledgements).toEqual(['none', 'none', 'queue_full', 'queue_full']);
    const a = consumer(2);
    publish(5, 6);
    expect(publisher.acknowledgements.slice(4)).toEqual(['none', 'none']);
    a.ask({ kind: 'cancel', subscription: 1 });
    for (const n of [1, 2]) a.settle(n, 'requeue');
    door.settle();
    expect(queue.ready).toBe(4);
    expect(door.books.totals().refused).toEqual({ queue_full: 2 });
  });

  it('[Q9] a rejected message is dropped with its reason', () => {
    const { door, publish, consumer, queue } = queueDoor();
    const a = consumer();
    publish(1, 2);
    a.settle(1, 'reject');
    door.settle();
    expect([queue.dropped, queue.unsettled]).toEqual([1, 1]);
    expect(door.books.totals().dropped).toEqual({ rejected: 1 });
  });

  it('[Q10] a cancelled consumer gets nothing more, even when it settles what it still has', () => {
    const { door, queue, publish, consumer } = queueDoor();
    const a = consumer(2);
    publish(1, 2, 3, 4);
    a.ask({ kind: 'cancel', subscription: 1 });
    a.settle(1, 'ack');
    a.settle(2, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1', '2']);
    expect([queue.ready, queue.consumers]).toEqual([3, 0]);
    a.session.close('client');
    expect(queue.consumers).toBe(0);
  });

  it('[Q11] [RQ9] [RX7] settles all tags up to one, and each at most once', () => {
    const { door, queue, publish, consumer } = queueDoor();
    const a = consumer();
    publish(1, 2, 3, 4);
    expect(a.deliveries.map((d) => d.tag)).toEqual([1, 2, 3, 4]);
    const done = a.settle(3, 'ack', true);
    const again = a.settle(2, 'ack');
    const never = a.ask({ kind: 'settle', tag: 99, multiple: false, outcome: 'ack' });
    door.settle();
    expect([done, again, never].map((id) => a.answer(id, 'done')?.error)).toEqual(['none', 'unknown_delivery_tag', 'unknown_delivery_tag']);
    expect([queue.settled, queue.unsettled]).toEqual([3, 1]);
  });
});
