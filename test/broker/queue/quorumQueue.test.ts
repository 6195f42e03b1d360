import { describe, expect, it } from 'vitest';
import { duration } from '#core/base/units.ts';
import { BrokerNode } from '#core/broker/brokerNode.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { ELECTION_US } from '#core/broker/queue/quorumLog.ts';
import { PREFETCH_MAX, QuorumQueue, type QuorumSettings } from '#core/broker/queue/quorumQueue.ts';
import { Door, DoorClient, FREE } from '../../support/door.ts';
import { DEAD, JOBS } from '../../support/jobs.ts';

const FSYNC = 100;
const DELAY = 10;
/** Across, onto the disk, and back. */
const ROUND = DELAY + FSYNC + DELAY;

/** A cluster with a quorum queue that has a member on each server; clients of a server, by its number. */
function cluster(settings: Partial<QuorumSettings> = {}, servers = 3) {
  const door = new Door({ ...FREE, fsyncUs: FSYNC });
  const nodes = [door.broker];
  while (nodes.length < servers) nodes.push(new BrokerNode(door.kernel, door.books, { ...FREE, fsyncUs: FSYNC }));
  for (const node of nodes.slice(1)) door.books.register(node);
  const queue = new QuorumQueue({ maxLength: 0, overflow: 'reject', deliveryLimit: 20, ...settings }, door.books, door.kernel, nodes, duration(DELAY));
  for (const node of nodes) node.add(JOBS, queue);
  door.books.register(queue);
  const dead = door.add(DEAD, new Queue({ maxLength: 0, overflow: 'reject' }, door.books, door.kernel));
  queue.deadLetters = new DeadLetterWire(door.kernel, door.books, JOBS, DEAD, dead);
  const client = (server = 0): DoorClient => new DoorClient((peer) => nodes[server]!.open(peer, { client: 'test' }));
  return {
    door,
    nodes,
    queue,
    dead,
    client,
    publish: (publisher: DoorClient, ...numbers: number[]): void => {
      door.books.offered(numbers.length);
      for (const n of numbers) publisher.publish(JOBS, n);
      door.wait(3 * ROUND);
    },
    consumer: (prefetch = 0, server = 0): DoorClient => {
      const made = client(server);
      made.consume(JOBS, { prefetch });
      door.settle();
      return made;
    },
    /** What is dropped, by reason, while the books balance. */
    dropped: () => {
      const { difference, dropped } = door.books.totals();
      expect(difference).toBe(0);
      return dropped;
    },
  };
}

describe('delivery limit', () => {
  it('[QQ1] [RQQ1] dead-letters what was given back more often than the limit: with 2 it is delivered three times', () => {
    const { door, queue, dead, client, publish, consumer, dropped } = cluster({ deliveryLimit: 2 });
    publish(client(), 1);
    const a = consumer();
    a.settle(1, 'requeue');
    door.settle();
    a.settle(1, 'fail');
    door.settle();
    expect(a.words).toEqual(['1', '1R', '1R']);
    a.session.close('crash');
    door.settle();
    expect([queue.ready, dead.ready]).toEqual([0, 1]);
    const b = door.client();
    b.consume(DEAD);
    door.settle();
    expect(b.deliveries[0]?.deaths).toEqual([{ queue: JOBS, reason: 'delivery_limit', count: 1 }]);
    expect(dropped()).toEqual({});
  });

  it('[QQ2] [RQQ2] since 4.3 counts failures only: given back a hundred times it is still delivered, failed it is not', () => {
    const giveBack = (countsFailuresOnly: boolean, outcome: 'requeue' | 'fail'): number => {
      const { door, client, publish, consumer } = cluster({ countsFailuresOnly });
      publish(client(), 1);
      const a = consumer();
      for (let i = 0; i < 100; i++) {
        a.settle(1, outcome);
        door.settle();
      }
      return a.words.length;
    };
    expect([giveBack(true, 'requeue'), giveBack(true, 'fail'), giveBack(false, 'requeue')]).toEqual([101, 21, 21]);
  });

  it('[QQ2] [RQQ2] a lost session is a failure, and the count is of one message', () => {
    const { door, client, publish, consumer, dead } = cluster({ countsFailuresOnly: true, deliveryLimit: 0 });
    publish(client(), 1);
    consumer().session.close('crash');
    const a = consumer();
    publish(client(), 2);
    a.settle(2, 'requeue');
    door.settle();
    expect([a.words, dead.accepted]).toEqual([['2', '2R'], 1]);
  });
});

describe('what is given back', () => {
  it('[QQ3] [RQQ3] with a limit is served first, in the order in which it came back', () => {
    const { door, client, publish, consumer } = cluster();
    const a = consumer(3);
    publish(client(), 1, 2, 3, 4, 5);
    a.settle(2, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1', '2', '3', '2R']);

    const other = cluster();
    const b = other.consumer(3);
    other.publish(other.client(), 1, 2, 3, 4, 5);
    b.ask({ kind: 'cancel', subscription: 1 });
    for (const n of [2, 1, 3]) b.settle(n, 'requeue');
    other.door.settle();
    expect(other.consumer().words).toEqual(['2R', '1R', '3R', '4', '5']);
  });

  it('[QQ3] [RQQ3] without one comes to the end', () => {
    const { door, client, publish, consumer } = cluster({ deliveryLimit: null });
    const a = consumer(3);
    publish(client(), 1, 2, 3, 4, 5);
    a.settle(2, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1', '2', '3', '4']);
    for (const n of [1, 3, 4]) a.settle(n, 'ack');
    door.settle();
    expect(a.words).toEqual(['1', '2', '3', '4', '5', '2R']);
  });
});

describe('what comes back', () => {
  it('[QQ3] [RQQ3] is first when its session is lost, also without a limit, and consumer by consumer', () => {
    const { door, client, publish, consumer } = cluster({ deliveryLimit: null });
    const a = consumer(2);
    a.consume(JOBS, { prefetch: 2, subscription: 2 });
    publish(client(), 1, 2, 3, 4, 5);
    expect(a.deliveries.map((d) => [d.createdUs, d.subscription])).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
      [4, 2],
    ]);
    a.session.close('crash');
    door.settle();
    expect(consumer().words).toEqual(['1R', '3R', '2R', '4R', '5']);
  });

  it('[QQ9] is given out before the limit pushes out', () => {
    const { door, client, publish, consumer } = cluster({ maxLength: 2, overflow: 'dropHead' });
    const a = consumer(1);
    publish(client(), 1, 2, 3);
    a.settle(1, 'requeue');
    door.settle();
    expect(a.words).toEqual(['1', '1R']);
  });

  it('[QQ9] [RQ1] goes to one that has room rather than to one that just got some', () => {
    const { door, client, publish, consumer } = cluster();
    const a = consumer(1);
    publish(client(), 1);
    const b = consumer(1);
    a.settle(1, 'requeue');
    door.settle();
    expect([a.words, b.words]).toEqual([['1'], ['1R']]);
  });
});

describe('majority', () => {
  it('[QQ4] [RQQ4] [RC2] a message is there, and confirmed, once most members have it on disk', () => {
    const { door, queue, client, consumer, dropped } = cluster();
    const a = consumer();
    const publisher = client();
    door.books.offered(1);
    publisher.publish(JOBS, 1);
    door.wait(ROUND - 1);
    expect([publisher.acknowledgements, a.words, queue.uncommitted, queue.inFlight]).toEqual([[], [], 1, 1]);
    dropped();
    door.wait(1);
    expect([publisher.acknowledgements, a.words, queue.uncommitted]).toEqual([['none'], ['1'], 0]);
  });

  it('[QQ4] [RQQ4] goes on with a minority down, and that one gets what it missed', () => {
    const { door, nodes, queue, client, publish, consumer } = cluster();
    nodes[2]!.crash('power');
    const publisher = client();
    publish(publisher, 1, 2);
    expect([publisher.acknowledgements, consumer().words]).toEqual([
      ['none', 'none'],
      ['1', '2'],
    ]);
    nodes[2]!.restart();
    door.wait(2 * ROUND);
    expect(queue.log.members.map(({ synced }) => synced)).toEqual([2, 2, 2]);
  });

  it('[QQ5] [RQQ4] with most members down publishes hang unconfirmed and nobody is served, until they are back', () => {
    const { door, nodes, queue, client, publish, consumer, dropped } = cluster();
    publish(client(), 1);
    nodes[1]!.crash('power');
    nodes[2]!.crash('power');
    const publisher = client();
    const a = consumer();
    publish(publisher, 2, 3);
    door.wait(60_000_000);
    expect([publisher.acknowledgements, a.words, queue.ready, queue.uncommitted]).toEqual([[], [], 1, 2]);
    nodes[1]!.restart();
    door.wait(3 * ROUND);
    expect([publisher.acknowledgements, a.words, queue.uncommitted]).toEqual([['none', 'none'], ['1', '2', '3'], 0]);
    expect(dropped()).toEqual({});
  });

  it('[QQ6] [RQQ4] when the leader is lost another leads with all that was confirmed; what only it had is lost', () => {
    const { door, nodes, queue, client, publish, dropped, consumer } = cluster();
    const publisher = client();
    publish(publisher, 1, 2);
    // The first is on its way to the others when the second comes, which then waits.
    door.books.offered(2);
    publisher.publish(JOBS, 3);
    door.wait(1);
    publisher.publish(JOBS, 5);
    door.wait(DELAY - 2);
    nodes[0]!.crash('power');
    expect([publisher.acknowledgements, publisher.closedBy]).toEqual([['none', 'none'], 'crash']);
    const late = client(1);
    door.books.offered(1);
    late.publish(JOBS, 4);
    door.wait(ELECTION_US - 1);
    expect(consumer(0, 1).words).toEqual([]);
    door.wait(3 * ROUND);
    expect([queue.log.leader === queue.log.members[1], late.acknowledgements]).toEqual([true, ['none']]);
    expect(consumer(0, 2).words).toEqual([]);
    expect(dropped()).toEqual({ broker_crash: 1 });
    expect([queue.accepted, queue.dropped, queue.unsettled]).toEqual([5, 1, 4]);
    // The one that was down gives up what the others do not have.
    nodes[0]!.restart();
    door.wait(2 * ROUND);
    expect(queue.log.members.map(({ synced }) => synced)).toEqual([4, 4, 4]);
  });

  it('[QQ6] keeps all that was confirmed through a power cut of all servers', () => {
    const { door, nodes, client, publish, consumer, dropped } = cluster();
    const publisher = client();
    publish(publisher, 1, 2, 3);
    expect(publisher.acknowledgements.length).toBe(3);
    for (const node of nodes) node.crash('power');
    door.wait(1_000_000);
    nodes[2]!.restart();
    nodes[0]!.restart();
    door.wait(ELECTION_US + 3 * ROUND);
    expect(consumer().words).toEqual(['1', '2', '3']);
    expect(dropped()).toEqual({});
  });

  it('[QQ4] alone it waits for its own disk', () => {
    const { door, client } = cluster({}, 1);
    const publisher = client();
    publisher.publish(JOBS, 1);
    door.wait(FSYNC - 1);
    expect(publisher.acknowledgements).toEqual([]);
    door.wait(1);
    expect(publisher.acknowledgements).toEqual(['none']);
  });
});

describe('limits', () => {
  it('[QQ7] [RQQ5] an unlimited prefetch is one of 2000', () => {
    const { queue, client, publish, consumer } = cluster();
    const a = consumer(0);
    publish(client(), ...Array.from({ length: 400 }, (_, i) => i));
    for (let i = 0; i < 5; i++) publish(client(), ...Array.from({ length: 400 }, (_, j) => 400 * (i + 1) + j));
    expect([a.words.length, queue.ready]).toEqual([PREFETCH_MAX, 400]);
    a.ask({ kind: 'qos', subscription: 1, prefetch: 0 });
    expect(a.words.length).toBe(PREFETCH_MAX);
  });

  it('[QQ8] [RQQ5] takes one more than its length, and what is on its way, before it refuses', () => {
    const { client, publish } = cluster({ maxLength: 2 });
    const publisher = client();
    for (const n of [1, 2, 3, 4]) publish(publisher, n);
    expect(publisher.acknowledgements).toEqual(['none', 'none', 'none', 'queue_full']);
    const hasty = cluster({ maxLength: 2 });
    const other = hasty.client();
    hasty.publish(other, 1, 2, 3, 4, 5);
    expect(other.acknowledgements).toEqual(['none', 'none', 'none', 'none', 'none']);
  });
});
