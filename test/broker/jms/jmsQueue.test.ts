import { describe, expect, it } from 'vitest';
import { duration } from '#core/base/units.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import { Broadcast } from '#core/broker/broadcast/broadcast.ts';
import { JMS_QUEUE } from '#core/broker/jms/jmsQueue.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Door } from '../../support/door.ts';

const JOBS = 0;
const DLQ = 1;
const NEWS = 2;
const TRANSIENT: MessageProperties = { persistent: false };

function jmsDoor() {
  const door = new Door();
  const settings = { maxLength: 0, overflow: 'reject', ...JMS_QUEUE } as const;
  const queue = door.add(JOBS, new Queue(settings, door.books, door.kernel));
  const dead = door.add(DLQ, new Queue(settings, door.books, door.kernel));
  const topic = door.add(NEWS, new Broadcast(door.books, door.kernel, settings));
  queue.deadLetters = new DeadLetterWire(door.kernel, door.books, JOBS, DLQ, dead, { isOnlyPersistent: true });
  topic.createDeadLetters = () => new DeadLetterWire(door.kernel, door.books, NEWS, DLQ, dead, { isOnlyPersistent: true });
  const publish = (n: number, properties?: MessageProperties, { to = JOBS, ttlUs }: { to?: number; ttlUs?: number } = {}) => {
    door.books.offered(1);
    door.client().publish(to, n, 1, properties, ttlUs === undefined ? {} : { ttl: duration(ttlUs) });
    door.settle();
  };
  const read = (from = JOBS, durable?: string) => {
    const client = door.client({ client: 'app/0', clientId: 'app' });
    client.consume(from, durable === undefined ? {} : { durable });
    door.settle();
    return client;
  };
  const crash = () => {
    door.broker.crash('process');
    door.broker.restart();
    door.settle();
  };
  return { door, queue, dead, topic, publish, read, crash };
}

describe('a queue that follows ActiveMQ', () => {
  it('[AM8] [J13] has its persistent messages after a restart, and lost the others', () => {
    const { door, queue, publish, read, crash } = jmsDoor();
    const holder = read();
    for (const n of [0, 1, 2]) publish(n);
    holder.session.close('client');
    for (const n of [10, 11, 12]) publish(n, TRANSIENT);
    crash();
    expect(queue.ready).toBe(3);
    expect(read().words).toEqual(['0R', '1R', '2R']);
    expect(door.books.totals()).toMatchObject({ dropped: { broker_crash: 3 }, difference: 0 });
  });

  it('[AM8] [J13] what a consumer held when the server died is judged alike', () => {
    const { queue, publish, read, crash } = jmsDoor();
    read();
    publish(0);
    publish(1, TRANSIENT);
    crash();
    expect([queue.ready, queue.unsettled, queue.dropped]).toEqual([1, 0, 1]);
  });

  it('[AM8] [J13] durable subscriptions survive a restart with what is persistent, others are gone', () => {
    const { door, topic, publish, read, crash } = jmsDoor();
    read(NEWS, 'inbox').session.close('client');
    door.client().consume(NEWS);
    door.settle();
    publish(1, undefined, { to: NEWS });
    publish(2, TRANSIENT, { to: NEWS });
    crash();
    expect([topic.subscribers, topic.offline, topic.stored]).toEqual([0, 1, 1]);
    expect(read(NEWS, 'inbox').words).toEqual(['1']);
    expect(door.books.check()).toBe(true);
  });

  it('[AM9] [J9] an expired message is never delivered; a persistent one goes to the dead-letter queue', () => {
    const { door, queue, dead, publish, read } = jmsDoor();
    publish(1, undefined, { ttlUs: 100_000 });
    publish(2, TRANSIENT, { ttlUs: 100_000 });
    door.wait(400_000);
    expect([read().words, queue.ready, dead.ready]).toEqual([[], 0, 1]);
    expect(door.books.totals()).toMatchObject({ dropped: { expired: 1 }, difference: 0 });
  });

  it('[AM9] what dies in a subscription goes there too, and is counted after the subscription has ended', () => {
    const { door, dead, topic, publish, read } = jmsDoor();
    const reader = read(NEWS);
    publish(1, undefined, { to: NEWS });
    publish(2, TRANSIENT, { to: NEWS });
    reader.settle(1, 'reject');
    reader.settle(2, 'reject');
    reader.session.close('client');
    expect(door.books.check()).toBe(true);
    door.settle();
    expect([dead.ready, topic.deadLettered, topic.dropped]).toEqual([1, 1, 1]);
    expect(door.books.check()).toBe(true);
  });

  it('[AM10] [J10] gives messages in the order of sending, whatever their priority', () => {
    const { publish, read } = jmsDoor();
    publish(1, { priority: 1 });
    publish(2, { priority: 9 });
    publish(3, { priority: 4 });
    expect(read().words).toEqual(['1', '2', '3']);
  });
});
