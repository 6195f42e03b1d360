import { describe, expect, it } from 'vitest';
import { JOBS, jobs, withDeadLetters } from '../../support/jobs.ts';

const MS = 1_000;

describe('unused queue', () => {
  it('[Q20] [RD2] is deleted after its time, and what was in it is not dead-lettered', () => {
    const work = jobs({ expiresUs: 200 * MS });
    const dead = withDeadLetters(work);
    work.publish(1);
    work.door.wait(200 * MS - 1);
    expect(work.queue.isDeleted).toBe(false);
    work.door.wait(1);
    expect([work.queue.isDeleted, work.queue.ready, dead.ready]).toEqual([true, 0, 0]);
    expect(work.dropped()).toEqual({ queue_deleted: 1 });
  });

  it('[Q20] a consumer keeps it, and its going or a get begins the time anew', () => {
    const { door, queue, consumer } = jobs({ expiresUs: 200 * MS });
    door.wait(150 * MS);
    const a = consumer();
    door.wait(500 * MS);
    a.session.close('client');
    door.wait(150 * MS);
    door.client().get(JOBS);
    door.wait(199 * MS);
    expect(queue.isDeleted).toBe(false);
    door.wait(1 * MS);
    expect(queue.isDeleted).toBe(true);
  });
});
