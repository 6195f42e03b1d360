import { describe, expect, it } from 'vitest';
import { DEAD, JOBS, jobs, withDeadLetters } from '../../support/jobs.ts';

describe('limit in bytes', () => {
  it('[Q18] [RD7] counts bodies only: of three of 4 bytes the last two stay below 10, whatever their headers', () => {
    const work = jobs({ maxBytes: 10, overflow: 'dropHead' });
    for (const n of [1, 2, 3]) {
      work.door.books.offered(1);
      work.publisher.publish(JOBS, n, 4, { headers: { long: 'x'.repeat(100) } });
      work.door.settle();
    }
    expect(work.dropped()).toEqual({ overflow_head: 1 });
    expect(work.left()).toEqual(['2', '3']);
  });

  it('[Q18] [RD7] refuses what would exceed it, also with room for more messages; what is handed out counts no more', () => {
    const { door, queue, publisher, consumer } = jobs({ maxBytes: 10, maxLength: 100, overflow: 'reject' });
    const send = (...sizes: number[]): void => {
      for (const size of sizes) publisher.publish(JOBS, 1, size);
      door.settle();
    };
    send(4, 4, 3, 2, 1);
    expect(publisher.acknowledgements).toEqual(['none', 'none', 'queue_full', 'none', 'queue_full']);
    const a = consumer({ prefetch: 3 });
    send(10, 1);
    expect(publisher.acknowledgements.slice(5)).toEqual(['none', 'queue_full']);
    a.session.close('crash');
    expect([queue.ready, queue.unsettled]).toEqual([4, 0]);
    send(1);
    expect(publisher.acknowledgements.at(-1)).toBe('queue_full');
  });

  it('[Q18] pushes out a message larger than the limit by itself', () => {
    const { door, publisher, dropped } = jobs({ maxBytes: 10, overflow: 'dropHead' });
    door.books.offered(1);
    publisher.publish(JOBS, 1, 11);
    door.settle();
    expect(dropped()).toEqual({ overflow_head: 1 });
  });
});

describe('refused and dead-lettered', () => {
  it('[Q19] [RD4] the publisher is told, and a copy of it dies as pushed out', () => {
    const work = jobs({ maxLength: 2, overflow: 'rejectDeadLetter' });
    const dead = withDeadLetters(work);
    work.publish(1, 2, 3, 4);
    expect(work.publisher.acknowledgements).toEqual(['none', 'none', 'queue_full', 'queue_full']);
    expect([work.queue.ready, dead.ready, work.queue.refused]).toEqual([2, 2, 2]);
    expect(work.dropped()).toEqual({});
    expect(work.door.books.totals()).toMatchObject({ refused: { queue_full: 2 }, copied: { dead_letter: 2 } });
    const b = work.door.client();
    b.consume(DEAD);
    work.door.settle();
    expect(b.deliveries.map(({ serial, deaths }) => [serial, deaths])).toEqual([3, 4].map((n) => [n, [{ queue: JOBS, reason: 'overflow_head', count: 1 }]]));
  });

  it('[Q19] without a wire it only refuses', () => {
    const work = jobs({ maxLength: 1, overflow: 'rejectDeadLetter' });
    work.publish(1, 2);
    expect(work.publisher.acknowledgements).toEqual(['none', 'queue_full']);
    expect(work.door.books.totals()).toMatchObject({ refused: { queue_full: 1 }, copied: {}, difference: 0 });
  });
});

describe('giving back several', () => {
  it('[Q7] [RD5] puts all of them back before it drops the oldest', () => {
    const work = jobs({ maxLength: 2, overflow: 'dropHead' });
    const dead = withDeadLetters(work);
    const a = work.consumer({ prefetch: 3 });
    work.publish(1, 2, 3);
    a.ask({ kind: 'cancel', subscription: 1 });
    a.ask({ kind: 'settle', tag: 3, multiple: true, outcome: 'requeue' });
    work.door.settle();
    expect([work.left(), dead.ready]).toEqual([['2R', '3R'], 1]);
  });
});
