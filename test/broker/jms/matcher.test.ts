import { describe, expect, it } from 'vitest';
import { LIMITS } from '#core/base/limits.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import { duration } from '#core/base/units.ts';
import { Broadcast } from '#core/broker/broadcast/broadcast.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Door, type DoorClient } from '../../support/door.ts';

const JOBS = 0;
const NEWS = 1;

function jmsDoor() {
  const door = new Door();
  const queue = door.add(JOBS, new Queue({ maxLength: 0, overflow: 'reject', isJms: true }, door.books, door.kernel));
  const topic = door.add(NEWS, new Broadcast(door.books, door.kernel));
  const publisher = door.client();
  return {
    door,
    queue,
    topic,
    publish: (n: number, properties?: MessageProperties, { to = JOBS, ttlUs }: { to?: number; ttlUs?: number } = {}) => {
      door.books.offered(1);
      publisher.publish(to, n, 1, properties, ttlUs === undefined ? {} : { ttl: duration(ttlUs) });
      door.settle();
    },
    consumer: (how: { selector?: string; prefetch?: number } = {}, to = JOBS): DoorClient => {
      const client = door.client();
      client.consume(to, how);
      door.settle();
      return client;
    },
    settle: (client: DoorClient, n: number) => {
      client.settle(n, 'ack');
      door.settle();
    },
  };
}
const k = (value: number): MessageProperties => ({ headers: { k: value } });

describe('selectors at the broker', () => {
  it('[AM5] [J11] give a consumer what it selects, and leave the rest for others', () => {
    const { door, queue, publish, consumer } = jmsDoor();
    for (const n of [0, 1, 2, 3]) publish(n, k(n % 2));
    const odd = consumer({ selector: 'k = 1' });
    expect([odd.words, queue.ready]).toEqual([['1', '3'], 2]);
    expect([consumer().words, queue.ready]).toEqual([['0', '2'], 0]);
    expect(door.books.check()).toBe(true);
  });

  it('[AM5] [J11] hold nobody up: what nobody wants stays in front, and comes first for who does', () => {
    const { publish, consumer, settle } = jmsDoor();
    const [red, blue] = [consumer({ selector: "c = 'red'", prefetch: 1 }), consumer({ selector: "c = 'blue'", prefetch: 1 })];
    publish(1, { headers: { c: 'green' } });
    for (const n of [2, 3]) publish(n, { headers: { c: 'red' } });
    for (const n of [4, 5]) publish(n, { headers: { c: 'blue' } });
    expect([red.words, blue.words]).toEqual([['2'], ['4']]);
    settle(blue, 4);
    expect([red.words, blue.words]).toEqual([['2'], ['4', '5']]);
    expect(consumer({ prefetch: 1 }).words).toEqual(['1']);
  });

  it('[AM5] a returned message goes to who selects it, in its old place', () => {
    const { door, publish, consumer } = jmsDoor();
    const first = consumer({ selector: 'k = 1', prefetch: 1 });
    publish(1, k(0));
    publish(2, k(1));
    publish(3, k(1));
    const second = consumer({ selector: 'k = 1' });
    first.session.close('client');
    door.settle();
    expect([first.words, second.words]).toEqual([['2'], ['3', '2R']]);
  });

  it('[AM6] only the first two hundred messages are looked through: what lies behind them is not found', () => {
    const { publish, consumer, settle } = jmsDoor();
    for (let n = 1; n <= LIMITS.selectorPage; n++) publish(n, k(0));
    publish(1_000, k(1));
    const seeker = consumer({ selector: 'k = 1' });
    expect(seeker.words).toEqual([]);
    const other = consumer({ prefetch: 1 });
    expect([other.words, seeker.words]).toEqual([['1'], ['1000']]);
    settle(other, 1);
    expect(other.words).toEqual(['1', '2']);
  });

  it('[AM5] a subscriber’s queue holds only what it selected, and a topic nobody selects from has no subscriber', () => {
    const { door, topic, publish, consumer } = jmsDoor();
    const odd = consumer({ selector: 'k = 1' }, NEWS);
    publish(1, k(1), { to: NEWS });
    publish(2, k(0), { to: NEWS });
    expect([odd.words, topic.stored, topic.unheard]).toEqual([['1'], 0, 1]);
    expect(door.books.totals()).toMatchObject({ dropped: { no_subscriber: 1 }, difference: 0 });
  });

  it('[AM5] a selector sees header fields, and one that does not parse is refused', () => {
    const { door, publish, consumer } = jmsDoor();
    const urgent = consumer({ selector: "JMSPriority > 4 AND JMSDeliveryMode = 'PERSISTENT'" });
    const grouped = consumer({ selector: "JMSXGroupID = 'a' OR JMSMessageID = 'ID:4'" });
    publish(1);
    publish(2, { priority: 9 });
    publish(3, { priority: 9, persistent: false });
    publish(4);
    publish(5, { group: 'a' });
    expect([urgent.words, grouped.words]).toEqual([['2'], ['4', '5']]);
    const broken = door.client();
    const id = broken.consume(JOBS, { selector: 'k = ' });
    door.settle();
    expect(broken.answer(id, 'done')?.error).toBe('invalid_selector');
  });

  it('[AM5] [J9] what is past its time is not found either, wherever it stands', () => {
    const { door, queue, publish, consumer } = jmsDoor();
    publish(1, k(0));
    publish(2, k(1), { ttlUs: 100 });
    publish(3, k(1));
    door.wait(400);
    // Only the head's time is looked at before somebody looks for more.
    expect(queue.ready).toBe(3);
    expect(consumer({ selector: 'k = 1' }).words).toEqual(['3']);
    expect([queue.ready, queue.dropped]).toEqual([1, 1]);
  });
});

describe('message groups', () => {
  it('[AM7] [J12] stick to one consumer each', () => {
    const { publish, consumer } = jmsDoor();
    const [a, b] = [consumer(), consumer()];
    for (const n of [0, 1, 2, 3, 4, 5, 6, 7]) publish(n, { group: `G${Math.floor(n / 2) % 2}` });
    expect([a.words, b.words]).toEqual([
      ['0', '1', '4', '5'],
      ['2', '3', '6', '7'],
    ]);
  });

  it('[AM7] [J12] wait for their consumer while it has no room, and hold nobody else up', () => {
    const { publish, consumer, settle } = jmsDoor();
    const [a, b] = [consumer({ prefetch: 1 }), consumer({ prefetch: 1 })];
    publish(1, { group: 'G' });
    publish(2, { group: 'G' });
    publish(3);
    expect([a.words, b.words]).toEqual([['1'], ['3']]);
    settle(b, 3);
    expect(b.words).toEqual(['3']);
    settle(a, 1);
    expect(a.words).toEqual(['1', '2']);
  });

  it('[AM7] [J12] go to another consumer when theirs has gone', () => {
    const { door, publish, consumer } = jmsDoor();
    const [a, b] = [consumer(), consumer()];
    publish(1, { group: 'G' });
    publish(2);
    a.session.close('client');
    door.settle();
    publish(3, { group: 'G' });
    expect([a.words, b.words]).toEqual([['1'], ['2', '1R', '3']]);
  });

  it('[AM7] beyond the limit the group unused for longest is forgotten', () => {
    const ownerAfter = (groups: number): string => {
      const { publish, consumer } = jmsDoor();
      const a = consumer();
      publish(0, { group: 'old' });
      const b = consumer();
      for (let n = 1; n <= groups; n++) publish(n, { group: `G${n}` });
      // Whoever forgot the group gives it to the next in line, which is not its owner.
      if (groups % 2 === 0) publish(9_000);
      publish(9_001, { group: 'old' });
      return a.words.includes('9001') ? 'a' : b.words.includes('9001') ? 'b' : '';
    };
    expect([ownerAfter(LIMITS.messageGroups - 1), ownerAfter(LIMITS.messageGroups)]).toEqual(['a', 'b']);
  });
});

describe('a queue that follows ActiveMQ', () => {
  it('[J8] gives all fifty to the first consumer whose prefetch takes them, and the second gets nothing', () => {
    const { publish, consumer } = jmsDoor();
    for (let n = 0; n < 50; n++) publish(n);
    const [first, second] = [consumer({ prefetch: 1_000 }), consumer({ prefetch: 1_000 })];
    expect([first.words.length, second.words.length]).toEqual([50, 0]);
  });
});
