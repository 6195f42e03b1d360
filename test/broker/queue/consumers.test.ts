import { describe, expect, it } from 'vitest';
import type { DoorClient } from '../../support/door.ts';
import { JOBS, jobs } from '../../support/jobs.ts';

const ended = (client: DoorClient): number[] => client.received.flatMap((m) => (m.kind === 'cancelled' ? [m.subscription] : []));

describe('priority of consumers', () => {
  it('[Q12] [RQ1] serves the highest while it has room, and then those below', () => {
    const { publish, consumer } = jobs();
    const low = consumer();
    const high = consumer({ prefetch: 3, priority: 10 });
    publish(1, 2, 3, 4);
    expect([high.words, low.words]).toEqual([['1', '2', '3'], ['4']]);
  });

  it('[Q12] [RQ1] comes back to one that has room again, whatever is below', () => {
    const { door, publish, consumer } = jobs();
    const low = consumer();
    const high = consumer({ prefetch: 1, priority: 10 });
    publish(1, 2);
    high.settle(1, 'ack');
    door.settle();
    publish(3, 4);
    expect([high.words, low.words]).toEqual([
      ['1', '3'],
      ['2', '4'],
    ]);
  });

  it('[Q12] takes turns among equals, also when one of them has gone', () => {
    const { publish, consumer } = jobs();
    consumer({ priority: 1 });
    const [a, b, c] = [consumer({ priority: 5 }), consumer({ priority: 5 }), consumer({ priority: 5 })];
    publish(1, 2, 3);
    b.session.close('client');
    publish(4, 5, 6);
    expect([a.words, b.words, c.words]).toEqual([['1', '2R', '5'], ['2'], ['3', '4', '6']]);
  });
});

describe('a full consumer', () => {
  it('[Q3] [RQ1] keeps the turn it had when it was filled, and loses it only when it is passed over', () => {
    const { door, publish, consumer } = jobs();
    const a = consumer({ prefetch: 1 });
    publish(1);
    const b = consumer();
    a.settle(1, 'requeue');
    door.settle();
    expect([a.words, b.words]).toEqual([['1', '1R'], []]);
    publish(2, 3);
    a.settle(1, 'requeue');
    door.settle();
    // Passed over for 3, it came back behind the other.
    expect([a.words, b.words]).toEqual([
      ['1', '1R'],
      ['2', '3', '1R'],
    ]);
  });
});

describe('get', () => {
  it('[Q13] [RQ2] takes one message, whatever prefetch there is, and settles like any', () => {
    const { door, queue, publish, dropped } = jobs();
    const a = door.client();
    a.consume(JOBS, { prefetch: 1 });
    publish(1, 2, 3);
    const answers = [a.get(JOBS), a.get(JOBS), a.get(JOBS)];
    door.settle();
    expect(a.words).toEqual(['1', '2', '3']);
    expect(answers.map((id) => a.answer(id, 'done')?.error)).toEqual(['none', 'none', 'queue_empty']);
    a.settle(2, 'requeue');
    a.settle(3, 'ack');
    door.settle();
    // Its consumer has no room: what was got and comes back waits.
    expect([a.words, queue.ready, queue.unsettled]).toEqual([['1', '2', '3'], 1, 1]);
    a.session.close('crash');
    expect([queue.ready, queue.unsettled]).toEqual([2, 0]);
    dropped();
  });

  it('[Q13] is refused where there is no queue', () => {
    const { door } = jobs();
    const a = door.client();
    const id = a.get(7);
    door.settle();
    expect(a.answer(id, 'done')?.error).toBe('unknown_destination');
  });
});

describe('exclusive', () => {
  it('[Q14] [RQ7] a second consumer beside an exclusive one is refused, and an exclusive one beside another', () => {
    const { door, publish, consumer } = jobs();
    const a = consumer({ exclusive: true });
    const b = consumer();
    publish(1, 2);
    expect([a.words, b.words, b.acknowledgements]).toEqual([['1', '2'], [], ['access_refused']]);
    a.session.close('client');
    const c = consumer();
    const d = consumer({ exclusive: true });
    door.settle();
    expect([c.words, d.acknowledgements]).toEqual([['1R', '2R'], ['access_refused']]);
  });

  it('[Q14] [RQ7] a queue of one session is closed to others, and goes with it', () => {
    const { door, queue, publish, consumer, dropped } = jobs({ isExclusive: true });
    const a = consumer({ prefetch: 1 });
    const b = consumer();
    const got = b.get(JOBS);
    publish(1, 2);
    expect([b.acknowledgements[0], b.answer(got, 'done')?.error]).toEqual(['resource_locked', 'resource_locked']);
    expect(a.words).toEqual(['1']);
    a.session.close('crash');
    door.settle();
    expect([queue.isDeleted, queue.ready, queue.unsettled]).toEqual([true, 0, 0]);
    expect(dropped()).toEqual({ queue_deleted: 2 });
  });

  it('[Q15] [RQ7] tells the consumers of a queue that is deleted; they may settle what they have', () => {
    const { door, queue, publisher, publish, consumer, dropped } = jobs();
    const [a, b] = [consumer({ prefetch: 2 }), consumer({ prefetch: 1 })];
    publish(1, 2, 3, 4, 5);
    queue.delete();
    door.settle();
    expect([ended(a), ended(b), queue.consumers, queue.stored, queue.inFlight]).toEqual([[1], [1], 0, 0, 3]);
    a.settle(1, 'ack');
    a.settle(3, 'requeue');
    b.settle(2, 'reject');
    door.settle();
    expect([queue.settled, queue.unsettled]).toEqual([1, 0]);
    expect(dropped()).toEqual({ queue_deleted: 4 });
    publish(6);
    expect(publisher.acknowledgements.at(-1)).toBe('none');
    expect(consumer().acknowledgements).toEqual(['unknown_destination']);
    expect(dropped()).toEqual({ queue_deleted: 4, unroutable: 1 });
    expect([queue.accepted, queue.settled + queue.dropped]).toEqual([6, 6]);
  });
});

describe('single active consumer', () => {
  it('[Q16] [RQ8] serves one only; when it is lost the next gets what it had', () => {
    const { door, publish, consumer } = jobs({ isSingleActive: true });
    const [a, b, c] = [consumer(), consumer(), consumer({ priority: 9 })];
    publish(1, 2);
    expect([a.words, b.words]).toEqual([['1', '2'], []]);
    a.session.close('crash');
    door.settle();
    publish(3);
    expect([b.words, c.words]).toEqual([['1R', '2R', '3'], []]);
  });

  it('[Q16] one that cancels hands over, and keeps what it has', () => {
    const { door, queue, publish, consumer } = jobs({ isSingleActive: true });
    const [a, b] = [consumer(), consumer()];
    publish(1, 2);
    a.ask({ kind: 'cancel', subscription: 1 });
    publish(3);
    expect([a.words, b.words]).toEqual([['1', '2'], ['3']]);
    a.settle(2, 'ack', true);
    door.settle();
    expect([queue.ready, queue.unsettled]).toEqual([0, 1]);
  });

  it('[Q16] [RQ8] one that cancels while messages wait hands over at once', () => {
    const { door, publish, consumer } = jobs({ isSingleActive: true });
    const [a, b] = [consumer({ prefetch: 1 }), consumer()];
    publish(1, 2, 3);
    a.ask({ kind: 'cancel', subscription: 1 });
    door.settle();
    expect([a.words, b.words]).toEqual([['1'], ['2', '3']]);
  });

  it('[Q16] a full one is waited for', () => {
    const { door, queue, publish, consumer } = jobs({ isSingleActive: true });
    const [a, b] = [consumer({ prefetch: 1 }), consumer()];
    publish(1, 2);
    expect([a.words, b.words, queue.ready]).toEqual([['1'], [], 1]);
    a.settle(1, 'ack');
    door.settle();
    expect([a.words, b.words]).toEqual([['1', '2'], []]);
  });
});

describe('several at once', () => {
  it('[Q11] [RQ9] settles all tags up to one on its own session, and leaves the others', () => {
    const { door, queue, publish, consumer } = jobs();
    const a = consumer({ prefetch: 4 });
    publish(1, 2, 3, 4);
    for (const n of [1, 2, 3, 4]) a.settle(n, 'ack');
    door.settle();
    publish(5, 6, 7, 8);
    expect(a.deliveries.map(({ tag }) => tag)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const b = consumer();
    publish(9);
    a.settle(8, 'ack', true);
    door.settle();
    expect([queue.settled, queue.unsettled, b.deliveries[0]?.tag]).toEqual([8, 1, 1]);
  });
});
