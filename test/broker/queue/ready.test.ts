import { describe, expect, it } from 'vitest';
import { JOBS, jobs, type Jobs } from '../../support/jobs.ts';

/** Messages in the order given, each with its priority; undefined has none. */
function publish({ publishWith }: Jobs, ...messages: (readonly [n: number, priority?: number])[]): void {
  for (const [n, priority] of messages) publishWith(priority === undefined ? {} : { priority }, n);
}

describe('priority queue', () => {
  it('[Q17] [RD12] gives out the highest first, in order inside each; none is 0, too high is the highest', () => {
    const work = jobs({ maxPriority: 5 });
    // a0 b1 c4 d9 e2 f g1 of the reference, a as 1 … g as 7.
    publish(work, [1, 0], [2, 1], [3, 4], [4, 9], [5, 2], [6], [7, 1]);
    expect(work.left()).toEqual(['4', '3', '5', '2', '7', '1', '6']);
    // With the highest at 4, 9 is 4 too: it comes after the one that was there before it.
    const narrow = jobs({ maxPriority: 4 });
    publish(narrow, [1, 0], [2, 1], [3, 4], [4, 9], [5, 2], [6], [7, 1]);
    expect(narrow.left()).toEqual(['3', '4', '5', '2', '7', '1', '6']);
  });

  it('[Q17] [RD12] starves the low while there are high ones', () => {
    const work = jobs({ maxPriority: 9 });
    publish(work, [1, 0]);
    const a = work.consumer({ prefetch: 1, priority: 0 });
    publish(work, [2, 0]);
    for (let n = 3; n < 50; n++) {
      publish(work, [n, 9]);
      a.settle(n === 3 ? 1 : n - 1, 'ack');
      work.door.settle();
    }
    expect(a.words).toEqual(['1', ...Array.from({ length: 47 }, (_, i) => `${i + 3}`)]);
  });

  it('[Q17] [RD12] a returned one takes its old place among its own', () => {
    const work = jobs({ maxPriority: 9 });
    publish(work, [1, 1], [2, 9], [3, 9], [4, 9]);
    const a = work.consumer({ prefetch: 2 });
    a.ask({ kind: 'cancel', subscription: 1 });
    for (const n of [3, 2]) a.settle(n, 'requeue');
    work.door.settle();
    expect(work.left()).toEqual(['2R', '3R', '4', '1']);
  });

  it('[Q17] [RD13] drops the head of the highest priority', () => {
    const work = jobs({ maxPriority: 9, maxLength: 2, overflow: 'dropHead' });
    publish(work, [1, 9], [2, 0], [3, 0]);
    expect(work.dropped()).toEqual({ overflow_head: 1 });
    expect(work.left()).toEqual(['2', '3']);
  });

  it('[Q17] [RD14] what a consumer holds is in front of all that comes later', () => {
    const work = jobs({ maxPriority: 9 });
    const a = work.consumer({ prefetch: 10 });
    publish(work, ...Array.from({ length: 10 }, (_, i) => [i + 1, 0] as const));
    publish(work, [11, 9]);
    expect([a.words.length, work.queue.ready]).toEqual([10, 1]);
    a.settle(1, 'ack');
    work.door.settle();
    expect(a.words.at(-1)).toBe('11');
  });

  it('[Q17] counts and forgets what it gives out, and expires by the head of the highest', () => {
    const work = jobs({ maxPriority: 2, messageTtlUs: 100 });
    publish(work, [1, 0], [2, 2]);
    work.door.wait(50);
    publish(work, [3, 2]);
    work.door.wait(50);
    // The head of the highest is alive: nobody looks behind it.
    expect(work.queue.ready).toBe(2);
    work.door.wait(50);
    expect(work.queue.ready).toBe(0);
    expect(work.door.client().get(JOBS)).toBeGreaterThan(0);
    expect(work.dropped()).toEqual({ expired: 3 });
  });
});
