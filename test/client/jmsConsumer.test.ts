import { describe, expect, it } from 'vitest';
import { duration } from '#core/base/units.ts';
import type { MessageProperties } from '#core/base/workload.ts';
import { Broadcast } from '#core/broker/broadcast/broadcast.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import type { Member } from '#core/client/consumer.ts';
import { CrashPoint } from '#core/client/crashPoint.ts';
import { FanOut } from '#core/client/fanOut.ts';
import { JmsConsumer } from '#core/client/jmsConsumer.ts';
import type { JmsSettings } from '#core/client/jmsSession.ts';
import { Work } from '#core/client/work.ts';
import { Histogram } from '#core/metrics/histogram.ts';
import { Door } from '../support/door.ts';

const JOBS = 0;
const DLQ = 1;
const NEWS = 2;
const SECOND = 1_000_000;
const SETTINGS: JmsSettings = {
  ackMode: 'auto',
  ackEvery: 1,
  selector: '',
  clientId: undefined,
  durable: undefined,
  redelivery: { maximum: 6, delayUs: SECOND, multiplier: 1, maximumDelayUs: null },
};

const never = (n: number): boolean => Number.isNaN(n);

/** Says of each attempt when it ended and which message it was about, and fails as told. */
class TestWork extends Work {
  readonly attempts: string[] = [];
  readonly #seconds: () => number;
  readonly #fails: (n: number) => boolean;

  constructor(door: Door, workUs: number, concurrency: number, fails: (n: number) => boolean) {
    const random = { u32: () => 0, unit: () => 0, place: 0, backTo: () => {}, fork: () => random };
    const settings = { concurrency, failureProbability: 0, onFailure: 'retry' } as const;
    super({ next: () => workUs, mean: workUs }, settings, new Histogram(), new FanOut([], random, door.books), random, () => door.kernel.now());
    this.#seconds = () => door.kernel.now() / SECOND;
    this.#fails = fails;
  }

  override drawFailure(properties: MessageProperties | undefined): boolean {
    const n = Number(properties?.headers?.n);
    this.attempts.push(`${this.#seconds()}s ${n}`);
    return super.drawFailure({ poison: this.#fails(n) });
  }
  /** Which messages the attempts were about. */
  get order(): number[] {
    return this.attempts.map((attempt) => Number(attempt.split(' ')[1]));
  }
}

function jmsDoor() {
  const door = new Door();
  const settings = { maxLength: 0, overflow: 'reject' } as const;
  const queue = door.add(JOBS, new Queue(settings, door.books, door.kernel));
  const dead = door.add(DLQ, new Queue(settings, door.books, door.kernel));
  const topic = door.add(NEWS, new Broadcast(door.books, door.kernel));
  queue.deadLetters = new DeadLetterWire(door.kernel, door.books, JOBS, DLQ, dead);
  const publisher = door.client();
  return {
    door,
    queue,
    dead,
    topic,
    send: (numbers: readonly number[], to = JOBS, ttlUs?: number) => {
      door.books.offered(numbers.length);
      for (const n of numbers) publisher.publish(to, n, 1, { headers: { n } }, ttlUs === undefined ? {} : { ttl: duration(ttlUs) });
      door.settle();
    },
    consumer: (
      how: Partial<JmsSettings> = {},
      { workUs = 1_000, prefetch = 1000, concurrency = 1, from = JOBS, fails = never, crashPoint = new CrashPoint<Member>() } = {},
    ) => {
      const work = new TestWork(door, workUs, concurrency, fails);
      const context = { scheduler: door.kernel, books: door.books, work, client: 'app/0', sources: [{ destination: from, broker: door.broker }], crashPoint };
      const consumer = new JmsConsumer(context, { ...SETTINGS, ...how }, from === NEWS, prefetch);
      consumer.start();
      door.settle();
      return { consumer, work };
    },
    isBalanced: (): boolean => door.books.check(),
  };
}

describe('jms consumer', () => {
  it('[JM1] [J7] a message that always fails is delivered seven times, a second apart, and goes to the dead-letter queue', () => {
    for (const ackMode of ['auto', 'transacted', 'client'] as const) {
      const { door, queue, dead, send, consumer, isBalanced } = jmsDoor();
      const { work } = consumer({ ackMode }, { fails: () => true, workUs: 0 });
      send([1]);
      door.wait(5.5 * SECOND);
      expect(work.attempts).toEqual(['0s 1', '1s 1', '2s 1', '3s 1', '4s 1', '5s 1']);
      expect([queue.unsettled, dead.ready]).toEqual([1, 0]);
      door.wait(10 * SECOND);
      expect(work.attempts).toHaveLength(7);
      expect([queue.unsettled, queue.ready, dead.ready]).toEqual([0, 0, 1]);
      expect(isBalanced()).toBe(true);
    }
  });

  it('[JM2] the client redelivers: what comes behind waits for the delay, and the broker delivers nothing twice', () => {
    const { door, queue, send, consumer } = jmsDoor();
    let failures = 2;
    const { work } = consumer({}, { fails: (n) => n === 1 && failures-- > 0, workUs: 0 });
    send([1, 2]);
    door.wait(10 * SECOND);
    expect(work.attempts).toEqual(['0s 1', '1s 1', '2s 1', '2s 2']);
    expect([queue.delivered, queue.redelivered]).toEqual([2, 0]);
  });

  it('[JM2] delays grow by the multiplier up to their limit, and begin anew with the next message', () => {
    const { door, send, consumer } = jmsDoor();
    const redelivery = { maximum: 4, delayUs: SECOND, multiplier: 3, maximumDelayUs: 10 * SECOND };
    const { work } = consumer({ redelivery }, { fails: () => true, workUs: 0 });
    send([1, 2]);
    door.wait(100 * SECOND);
    expect(work.attempts).toEqual(['0s 1', '1s 1', '4s 1', '13s 1', '23s 1', '23s 2', '24s 2', '27s 2', '36s 2', '46s 2']);
  });

  it('[JM1] without a maximum it goes on for ever', () => {
    const { door, dead, send, consumer } = jmsDoor();
    const { work } = consumer({ redelivery: { ...SETTINGS.redelivery, maximum: -1 } }, { fails: () => true, workUs: 0 });
    send([1]);
    door.wait(100 * SECOND);
    expect([work.failed, dead.ready]).toEqual([101, 0]);
  });

  it('[JM3] [J6] client acknowledge settles everything the session has consumed so far, and only that', () => {
    const { door, queue, send, consumer } = jmsDoor();
    const { consumer: first, work } = consumer({ ackMode: 'client', ackEvery: 3 });
    send([1, 2, 3, 4, 5]);
    door.wait(2_500);
    expect([work.order, queue.settled]).toEqual([[1, 2], 0]);
    door.wait(1_000);
    expect([work.order, queue.settled, queue.unsettled]).toEqual([[1, 2, 3], 3, 2]);
    door.broker.crash('process');
    door.broker.restart();
    door.settle();
    const { work: second } = consumer();
    door.wait(SECOND);
    expect(second.order).toEqual([4, 5]);
    first.stop();
  });

  it('[JM3] a failure takes back what was consumed and not acknowledged: it is worked on twice', () => {
    const { door, queue, send, consumer, isBalanced } = jmsDoor();
    let failures = 1;
    const fails = (n: number): boolean => n === 3 && failures-- > 0;
    const { work } = consumer({ ackMode: 'client', ackEvery: 5 }, { fails });
    send([1, 2, 3, 4, 5]);
    door.wait(3 * SECOND);
    expect([work.order, work.processed, queue.settled]).toEqual([[1, 2, 3, 1, 2, 3, 4, 5], 7, 5]);
    expect(isBalanced()).toBe(true);
  });

  it('[JM4] [J7] a transaction is rolled back as a whole, counts nothing until it commits, and ends in the dead-letter queue as a whole', () => {
    const { door, queue, dead, send, consumer, isBalanced } = jmsDoor();
    const { work } = consumer({ ackMode: 'transacted', ackEvery: 3, redelivery: { ...SETTINGS.redelivery, maximum: 1 } }, { fails: (n) => n === 3 });
    send([1, 2, 3, 4]);
    door.wait(2_500);
    expect([work.order, work.processed]).toEqual([[1, 2], 0]);
    door.wait(3 * SECOND);
    expect(work.order).toEqual([1, 2, 3, 1, 2, 3, 4]);
    expect([work.processed, queue.settled, dead.ready]).toEqual([1, 1, 3]);
    expect(isBalanced()).toBe(true);
  });

  it('[JM4] consumes more in one transaction than its prefetch', () => {
    const { door, queue, send, consumer } = jmsDoor();
    const { work } = consumer({ ackMode: 'transacted', ackEvery: 10 }, { prefetch: 4 });
    send([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    door.wait(9_500);
    expect([work.order.length, queue.settled]).toEqual([9, 0]);
    door.wait(1_000);
    // The window is narrow again after the commit.
    expect([queue.settled, queue.unsettled]).toEqual([10, 4]);
  });

  it('[JM5] duplicates-ok acknowledges a topic by halves of the prefetch, a queue at once', () => {
    const { door, queue, topic, send, consumer } = jmsDoor();
    consumer({ ackMode: 'dupsOk' }, { from: NEWS, prefetch: 10 });
    consumer({ ackMode: 'dupsOk' }, { prefetch: 10 });
    send([1, 2, 3, 4, 5, 6, 7, 8], NEWS);
    send([1, 2, 3, 4, 5, 6, 7, 8]);
    door.wait(4_500);
    expect([topic.settled, queue.settled]).toEqual([0, 4]);
    door.wait(SECOND);
    expect([topic.settled, queue.settled]).toEqual([5, 8]);
  });

  it('[JM6] [J8] the first consumer’s prefetch takes all fifty, and the second gets nothing', () => {
    const { door, queue, send, consumer } = jmsDoor();
    const { work: first } = consumer({}, { workUs: SECOND });
    send(Array.from({ length: 50 }, (_, i) => i));
    const { work: second } = consumer({}, { workUs: SECOND });
    door.wait(10.5 * SECOND);
    expect([first.processed, second.received, queue.unsettled]).toEqual([10, 0, 40]);
  });

  it('[JM7] works on as many messages of a queue as it has sessions, and has one session at a topic', () => {
    const { door, send, consumer } = jmsDoor();
    const { work: jobs } = consumer({}, { concurrency: 3, prefetch: 1 });
    const { work: news } = consumer({}, { concurrency: 3, from: NEWS });
    send([1, 2, 3, 4, 5, 6]);
    send([1, 2, 3], NEWS);
    door.wait(2_500);
    expect([jobs.processed, news.processed]).toEqual([6, 2]);
  });

  it('[JM8] [J9] a message whose time runs out in the prefetch is not delivered', () => {
    const { door, queue, dead, send, consumer } = jmsDoor();
    const { work } = consumer({}, { workUs: 400_000 });
    send([1]);
    send([2], JOBS, 100_000);
    door.wait(SECOND);
    expect([work.order, queue.settled, dead.ready]).toEqual([[1], 1, 1]);
  });

  it('[JM3] acknowledges what it has when no more is at hand, also when the last of it expired', () => {
    const { door, queue, send, consumer } = jmsDoor();
    consumer({ ackMode: 'client', ackEvery: 100 }, { workUs: 1_000 });
    send([1, 2]);
    send([3], JOBS, 500);
    door.wait(1_500);
    expect(queue.settled).toBe(0);
    door.wait(1_000);
    expect([queue.settled, queue.unsettled]).toEqual([2, 0]);
  });

  it('[JM9] stops when its work is done: acknowledges that, and leaves the rest to others', () => {
    const { door, queue, send, consumer, isBalanced } = jmsDoor();
    const { consumer: first, work } = consumer({ ackMode: 'client', ackEvery: 100 });
    send([1, 2, 3, 4]);
    door.wait(1_500);
    first.stop();
    door.wait(SECOND);
    expect([first.isStopped, work.order, queue.settled, queue.ready]).toEqual([true, [1, 2], 2, 2]);
    expect(isBalanced()).toBe(true);
  });

  it('[JM9] one that is refused, or loses its connection, tries again every five seconds', () => {
    const { door, topic, consumer } = jmsDoor();
    const durable = { clientId: 'shop', durable: 'inbox' };
    const taken = door.client({ client: 'other', clientId: 'shop' });
    const { consumer: refused, work } = consumer(durable, { from: NEWS });
    expect(topic.subscribers).toBe(0);
    taken.session.close('client');
    door.wait(4 * SECOND);
    expect(topic.subscribers).toBe(0);
    door.wait(2 * SECOND);
    expect([topic.subscribers, work.refusals]).toEqual([1, 1]);
    refused.stop();
    door.settle();
    expect([refused.isStopped, topic.subscribers, topic.offline]).toEqual([true, 0, 1]);
  });

  it('[JM9] one that crashes leaves everything unacknowledged to the broker', () => {
    const { door, queue, send, consumer, isBalanced } = jmsDoor();
    const { consumer: first, work } = consumer({ ackMode: 'client', ackEvery: 100 });
    send([1, 2, 3, 4]);
    door.wait(1_500);
    first.crash();
    door.settle();
    expect([first.isStopped, work.order, queue.ready]).toEqual([true, [1], 4]);
    const { work: second } = consumer();
    door.wait(SECOND);
    expect([work.order, second.order]).toEqual([[1], [1, 2, 3, 4]]);
    expect(isBalanced()).toBe(true);
  });

  it('[JM9] a crash falls at the moment of the work it is meant for', () => {
    const outcome = (moment: 'beforeProcessing' | 'afterProcessing' | 'afterAck') => {
      const { door, queue, send, consumer } = jmsDoor();
      const crashPoint = new CrashPoint<Member>();
      crashPoint.moment = moment;
      crashPoint.onReached = (member) => member.crash();
      const { work } = consumer({}, { crashPoint });
      send([1, 2]);
      door.wait(SECOND);
      return [work.processed, queue.settled, queue.ready];
    };
    expect([outcome('beforeProcessing'), outcome('afterProcessing'), outcome('afterAck')]).toEqual([
      [0, 0, 2],
      [1, 0, 2],
      [1, 1, 1],
    ]);
  });
});
