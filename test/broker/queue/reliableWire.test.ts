import { describe, expect, it } from 'vitest';
import { duration } from '#core/base/units.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { QuorumQueue } from '#core/broker/queue/quorumQueue.ts';
import { RESEND_US, ReliableWire } from '#core/broker/queue/reliableWire.ts';
import { Door } from '../../support/door.ts';
import { DEAD, JOBS } from '../../support/jobs.ts';

/** A quorum queue whose dead letters go to a queue that holds one. */
function workshop(Wire: typeof ReliableWire | typeof DeadLetterWire, maxLength = 0) {
  const door = new Door();
  const work = new QuorumQueue({ maxLength, overflow: 'reject', deliveryLimit: 20 }, door.books, door.kernel, [door.broker], duration(0));
  const dead = new Queue({ maxLength: 1, overflow: 'reject' }, door.books, door.kernel);
  door.add(JOBS, work);
  door.add(DEAD, dead);
  work.deadLetters = new Wire(door.kernel, door.books, JOBS, DEAD, dead);
  const publisher = door.client();
  const worker = door.client();
  worker.consume(JOBS);
  const rejectAll = (...numbers: number[]): void => {
    door.books.offered(numbers.length);
    for (const n of numbers) publisher.publish(JOBS, n);
    door.settle();
    for (const n of numbers) worker.settle(n, 'reject');
    door.settle();
  };
  const take = (): string[] => {
    const reader = door.client();
    reader.consume(DEAD, { settleOnDelivery: true });
    door.settle();
    door.books.consumed(reader.deliveries.length);
    reader.session.close('client');
    return reader.words;
  };
  return { door, work, dead, publisher, rejectAll, take };
}

describe('at least once', () => {
  it('[DL13] [RD10] keeps what the other end refuses, on the books of its queue, and sends it again in order', () => {
    const { door, work, rejectAll, take } = workshop(ReliableWire);
    rejectAll(1, 2, 3);
    expect([work.inFlight, work.dropped, work.deadLettered]).toEqual([2, 0, 1]);
    expect(door.books.totals()).toMatchObject({ dropped: {}, difference: 0 });
    expect(take()).toEqual(['1']);
    door.wait(RESEND_US - 1);
    expect(take()).toEqual([]);
    door.wait(1);
    expect(take()).toEqual(['2']);
    door.wait(RESEND_US);
    expect([take(), work.inFlight, work.deadLettered]).toEqual([['3'], 0, 3]);
    expect(door.books.totals()).toMatchObject({ dropped: {}, consumed: 3, difference: 0 });
  });

  it('[DL13] [RD10] also where there is no other end any more', () => {
    const { work, dead, rejectAll } = workshop(ReliableWire);
    dead.delete();
    rejectAll(1);
    expect([work.inFlight, work.dropped]).toEqual([1, 0]);
  });

  it('[DL13] what is kept counts against the length of its queue', () => {
    const { door, publisher, rejectAll } = workshop(ReliableWire, 2);
    rejectAll(1, 2, 3, 4);
    publisher.publish(JOBS, 5);
    door.settle();
    expect(publisher.acknowledgements).toEqual(['none', 'none', 'none', 'none', 'queue_full']);
  });

  it('[RD10] at most once the same is lost', () => {
    const { door, work, rejectAll } = workshop(DeadLetterWire);
    rejectAll(1, 2, 3);
    expect([work.inFlight, work.dropped]).toEqual([0, 2]);
    expect(door.books.totals()).toMatchObject({ dropped: { dead_letter_refused: 2 }, difference: 0 });
  });
});
