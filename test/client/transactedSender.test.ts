import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { NO_KEY } from '#core/broker/api.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { createSender } from '#core/client/sender.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { Door } from '../support/door.ts';

const JOBS = 0;

function jobsDoor() {
  const door = new Door();
  const queue = door.add(JOBS, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
  const publisher = door.client();
  const send = (...numbers: number[]) => {
    door.books.offered(numbers.length);
    for (const n of numbers) publisher.publish(JOBS, n, 1, undefined, { transacted: true });
    door.settle();
  };
  return { door, queue, publisher, send };
}

describe('a transaction at the broker', () => {
  it('[AM4] [J14] what it sends is invisible before the commit, and all there after it', () => {
    const { door, queue, publisher, send } = jobsDoor();
    const reader = door.client();
    send(1);
    expect([queue.ready, publisher.received]).toEqual([0, []]);
    send(2);
    expect(door.books.balance()).toMatchObject({ sources: 2, sinks: 2, inFlight: 2 });
    const commit = publisher.ask({ kind: 'commitTransaction' });
    door.settle();
    expect(queue.ready).toBe(2);
    expect(publisher.answer(commit, 'done')?.error).toBe('none');
    // The next transaction begins empty.
    publisher.ask({ kind: 'commitTransaction' });
    reader.consume(JOBS);
    door.settle();
    expect(reader.words).toEqual(['1', '2']);
  });

  it('[AM4] a session that ends before it commits has sent nothing', () => {
    const { door, queue, publisher, send } = jobsDoor();
    send(1, 2, 3);
    publisher.session.close('client');
    door.settle();
    expect(queue.accepted).toBe(0);
    expect(door.books.totals()).toMatchObject({ dropped: { connection_closed: 3 }, difference: 0 });
  });
});

describe('transacted sender', () => {
  function senderDoor() {
    const { door, queue } = jobsDoor();
    const link = new Link({ latencyUs: 1_000 });
    door.books.register(link);
    const acknowledged: number[] = [];
    const sender = createSender('queue', 0, {
      scheduler: door.kernel,
      books: door.books,
      broker: across(door.broker, link, door.kernel, {
        lost: (n) => door.books.dropped('connection_closed', n),
        doubled: (n) => door.books.copied('producer_retry', n),
      }),
      client: 'p',
      destination: JOBS,
      random: createRandom(3),
      settings: {
        lingerUs: 0,
        batchBytes: 0,
        acks: -1,
        retries: 0,
        retryBackoffUs: 0,
        requestTimeoutUs: 1,
        maxInFlight: 1,
        bufferBytes: 1_000_000,
        deliveryTimeoutUs: 120_000_000,
        maxBlockUs: 0,
        isIdempotent: false,
        partitioner: 'murmur2',
        transaction: 3,
        confirmWindow: 0,
      },
      isJms: true,
      onAcknowledged: (createdUs) => void acknowledged.push(createdUs),
    });
    door.books.register(sender);
    const send = (from: number, to: number) => {
      for (let n = from; n <= to; n++) {
        door.books.offered(1);
        sender.send(n, NO_KEY, 100, n, undefined);
      }
    };
    return { door, queue, sender, send, acknowledged };
  }

  it('[JM10] commits every so many, and the rest when the load ends', () => {
    const { door, queue, sender, send, acknowledged } = senderDoor();
    send(1, 5);
    door.wait(1_000);
    expect([queue.ready, sender.unanswered, acknowledged]).toEqual([3, 5, []]);
    door.wait(1_000);
    expect([sender.unanswered, acknowledged]).toEqual([2, [1, 2, 3]]);
    sender.end?.(false);
    sender.end?.(false);
    door.wait(2_000);
    expect([queue.ready, sender.unanswered, acknowledged]).toEqual([5, 0, [1, 2, 3, 4, 5]]);
    expect(door.books.check()).toBe(true);
  });

  it('[JM10] keeps what the link does not take, in order, and refuses what its buffer does not hold', () => {
    const { door, queue, sender, send } = senderDoor();
    send(1, 12_000);
    expect(sender.waiting).toBeGreaterThan(5_000);
    expect(sender.refused).toBeGreaterThan(0);
    expect(door.books.check()).toBe(true);
    door.wait(1_000_000);
    expect([sender.waiting, queue.ready + sender.refused + sender.unanswered]).toEqual([0, 12_000]);
    expect(door.books.check()).toBe(true);
  });

  it('[JM10] sends its transactions again, as a whole, when it has lost its connection', () => {
    const { door, queue, sender, send, acknowledged } = senderDoor();
    send(1, 5);
    door.wait(1_000);
    expect(queue.ready).toBe(3);
    // The answer to the first commit is lost with the connection, and so are the two records of the open transaction.
    door.broker.crash('process');
    door.broker.restart();
    door.wait(1_000);
    expect(acknowledged).toEqual([]);
    send(6, 6);
    door.wait(10_000_000);
    expect([queue.ready, acknowledged, sender.retried, sender.unanswered]).toEqual([9, [1, 2, 3, 4, 5, 6], 5, 0]);
    expect(door.books.check()).toBe(true);
  });

  it('[JM10] a crash loses the transaction that was open, and what the link had not taken', () => {
    const { door, queue, sender, send } = senderDoor();
    send(1, 6_001);
    expect(sender.waiting).toBeGreaterThan(0);
    sender.crash?.();
    door.wait(1_000_000);
    expect([sender.waiting, sender.unanswered]).toEqual([0, 0]);
    expect(door.books.check()).toBe(true);
    const before = queue.ready;
    sender.restart?.();
    send(7_001, 7_003);
    door.wait(1_000_000);
    expect(queue.ready).toBe(before + 3);
    expect(door.books.check()).toBe(true);
  });
});
