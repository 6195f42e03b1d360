import { describe, expect, it } from 'vitest';
import { BrokerNode } from '#core/broker/brokerNode.ts';
import { Cluster, type Crashable, type CrashKind } from '#core/broker/cluster/cluster.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Run } from '#core/run/run.ts';
import { modelOf, node, planOf } from '../../support/design.ts';
import { Door, FREE } from '../../support/door.ts';

const JOBS = 0;

function server(costs = FREE) {
  const door = new Door(costs);
  const queue = door.add(JOBS, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
  return { door, queue };
}

describe('cluster', () => {
  it('[SV1] has servers of its own threads, and destinations go round them', () => {
    const model = modelOf(
      { kafka: node('broker', { nodes: 3 }), ...Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, node('topic', { broker: 'kafka' })])) },
      [],
    );
    const { world } = new Run(planOf(model));
    expect(world.clusters.map(({ servers }) => servers.length)).toEqual([3]);
    const { servers } = world.clusters[0]!;
    expect([0, 1, 2, 3].map((d) => servers.indexOf(world.serverOf(d)))).toEqual([0, 1, 2, 0]);
    expect(world.clusters[0]!.threads).toBe(3 * node('broker').threads);
  });

  it('is what its servers are together', () => {
    const { door } = server();
    const cluster = new Cluster([door.broker, new BrokerNode(door.kernel, door.books, { ...FREE, threads: 4 })]);
    door.client().publish(JOBS, 1);
    door.broker.crash('process');
    expect([cluster.requests, cluster.threads, cluster.up]).toEqual([1, 5, 1]);
  });
});

describe('server', () => {
  it('[SV2] [L1] ends its sessions when it crashes; what waited for service is lost, what was unsettled goes back', () => {
    const { door, queue } = server({ ...FREE, costRequestUs: 100 });
    const [publisher, consumer] = [door.client(), door.client()];
    consumer.consume(JOBS);
    publisher.publish(JOBS, 1);
    publisher.publish(JOBS, 2);
    door.books.offered(2);
    door.wait(350);
    expect(consumer.words).toEqual(['1', '2']);
    publisher.publish(JOBS, 3);
    door.books.offered(1);
    door.broker.crash('process');
    door.settle();
    expect([publisher.closedBy, consumer.closedBy]).toEqual(['crash', 'crash']);
    expect([queue.ready, queue.unsettled]).toEqual([2, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { connection_closed: 1 }, stored: 2, difference: 0 });
    expect(publisher.publish(JOBS, 4)).toBe(0);
  });

  it('[SV3] that is down takes nothing, and says so in a later event', () => {
    const { door } = server();
    door.broker.crash('power');
    const late = door.client();
    expect([late.publish(JOBS, 1), late.closedBy]).toEqual([0, undefined]);
    door.settle();
    expect(late.closedBy).toBe('unreachable');
  });

  it('[SV3] whoever it refused stays refused when it is back', () => {
    const { door } = server();
    door.broker.crash('process');
    const late = door.client();
    door.broker.restart();
    expect(late.publish(JOBS, 1)).toBe(0);
    door.settle();
    expect(late.closedBy).toBe('unreachable');
  });

  it('[SV4] that restarts takes sessions again, and has told what is on it of both', () => {
    const { door, queue } = server();
    const told: string[] = [];
    const durable: Crashable = { crashed: (kind: CrashKind) => void told.push(kind), restarted: () => void told.push('restarted') };
    Object.assign(queue, durable);
    door.client().publish(JOBS, 1);
    door.broker.crash('power');
    door.broker.crash('process');
    door.broker.restart();
    expect(told).toEqual(['power', 'restarted']);
    const consumer = door.client();
    consumer.consume(JOBS);
    door.settle();
    expect(consumer.words).toEqual(['1']);
  });

  it('[C5] that is paused begins and ends nothing until it resumes', () => {
    const { door, queue } = server({ ...FREE, costRequestUs: 100 });
    const client = door.client();
    client.publish(JOBS, 1);
    client.publish(JOBS, 2);
    door.wait(50);
    door.broker.station.pause();
    door.wait(1_000);
    expect(queue.ready).toBe(0);
    door.broker.station.resume();
    expect(queue.ready).toBe(1);
    door.wait(100);
    expect(queue.ready).toBe(2);

    const free = server();
    free.door.broker.station.pause();
    free.door.client().publish(JOBS, 1);
    free.door.wait(10);
    expect(free.queue.ready).toBe(0);
    free.door.broker.station.resume();
    free.door.settle();
    expect(free.queue.ready).toBe(1);
  });
});
