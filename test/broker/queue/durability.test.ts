import { describe, expect, it } from 'vitest';
import { Queue } from '#core/broker/queue/queue.ts';
import type { QueueSettings } from '#core/broker/queue/queueSettings.ts';
import { Door, FREE } from '../../support/door.ts';
import { JOBS } from '../../support/jobs.ts';

function server(settings: Partial<QueueSettings> = {}, fsyncUs = 0) {
  const door = new Door({ ...FREE, fsyncUs });
  const queue = door.add(
    JOBS,
    new Queue({ maxLength: 0, overflow: 'reject', isPersistent: (p) => p?.persistent === true, ...settings }, door.books, door.kernel),
  );
  const publish = (persistent: boolean | undefined, ...numbers: number[]): void => {
    door.books.offered(numbers.length);
    const client = door.client();
    for (const n of numbers) client.publish(JOBS, n, 1, persistent === undefined ? {} : { persistent });
    door.settle();
  };
  const left = (): string[] => {
    const last = door.client();
    last.consume(JOBS);
    door.settle();
    return last.words;
  };
  return { door, queue, publish, left };
}

describe('a crash', () => {
  it('[QD1] [RC3] leaves the persistent messages of a durable queue, and takes the others', () => {
    const { door, publish, left } = server();
    publish(true, 0, 1, 2);
    publish(false, 10, 11);
    publish(undefined, 12);
    door.broker.crash('process');
    door.broker.restart();
    expect(left()).toEqual(['0', '1', '2']);
    expect(door.books.totals()).toMatchObject({ dropped: { broker_crash: 3 }, difference: 0 });
  });

  it('[QD2] [RC3] takes a queue that is not durable along, with all that was in it', () => {
    const { door, queue, publish } = server({ isDurable: false });
    publish(true, 1, 2);
    let lost = 0;
    queue.whenDeleted.push((n) => (lost = n));
    door.broker.crash('process');
    door.broker.restart();
    const a = door.client();
    a.consume(JOBS);
    door.settle();
    expect([queue.isDeleted, lost, a.acknowledgements]).toEqual([true, 2, ['unknown_destination']]);
    expect(door.books.totals()).toMatchObject({ dropped: { broker_crash: 2 }, difference: 0 });
  });

  it('[QD3] [RC2] a power cut takes what no fsync had reached, and that was not confirmed', () => {
    const { door, publish, left } = server({}, 1_000);
    publish(true, 1);
    door.wait(500);
    const late = door.client();
    door.books.offered(1);
    late.publish(JOBS, 2, 1, { persistent: true });
    door.wait(600);
    expect(late.acknowledgements).toEqual([]);
    door.broker.crash('power');
    door.broker.restart();
    expect(left()).toEqual(['1']);
    // A process that dies has given it to the operating system.
    const other = server({}, 1_000);
    other.publish(true, 1, 2);
    other.door.broker.crash('process');
    other.door.broker.restart();
    expect(other.left()).toEqual(['1', '2']);
  });

  it('[QD1] keeps the places and the marks of what consumers held', () => {
    const { door, publish, left } = server();
    publish(true, 1, 2, 3);
    const a = door.client();
    a.consume(JOBS, { prefetch: 2 });
    door.settle();
    door.broker.crash('process');
    expect([a.words, a.closedBy]).toEqual([['1', '2'], 'crash']);
    door.broker.restart();
    expect(left()).toEqual(['1R', '2R', '3']);
  });

  it('[QD1] [RC3] one that forgets deliveries marks all of them: nobody knows any more what was delivered', () => {
    const { door, publish, left } = server({ forgetsDeliveries: true });
    publish(true, 1, 2);
    publish(false, 3);
    door.broker.crash('process');
    door.broker.restart();
    expect(left()).toEqual(['1R', '2R']);
  });

  it('[QD4] while the server is down nothing expires and nothing is given out', () => {
    const { door, queue, publish } = server({ messageTtlUs: 100, expiresUs: 1_000 });
    publish(true, 1);
    door.broker.crash('process');
    door.wait(2_000);
    expect([queue.ready, queue.isDeleted]).toEqual([1, false]);
    door.broker.restart();
    expect(queue.ready).toBe(0);
    door.wait(1_000);
    expect(queue.isDeleted).toBe(true);
  });

  it('[QD4] what another server routes to it while its own is down is refused', () => {
    const { door, queue } = server();
    door.broker.crash('process');
    door.books.offered(1);
    expect(queue.publish({ createdUs: 1, key: 0, size: 1, serial: 1 })).toBe(false);
    expect(door.books.totals()).toMatchObject({ refused: { queue_down: 1 }, difference: 0 });
    door.broker.restart();
    expect(queue.publish({ createdUs: 1, key: 0, size: 1, serial: 1 })).toBe(true);
  });
});
