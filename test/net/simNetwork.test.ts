import { describe, expect, it } from 'vitest';
import { NO_KEY } from '#core/broker/api.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { across, Link } from '#core/net/simNetwork.ts';
import { Door, DoorClient, FREE } from '../support/door.ts';

function farDoor(latencyUs: number, costs = FREE) {
  const door = new Door(costs);
  const queue = door.add(0, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
  const link = new Link({ latencyUs });
  door.books.register(link);
  const far = across(door.broker, link, door.kernel, door.linkBooks);
  return { door, queue, link, client: () => new DoorClient((peer) => far.open(peer, { client: 'far' })) };
}

describe('link', () => {
  it('[N1] each direction takes its latency', () => {
    const { door, queue, client } = farDoor(1_000);
    const c = client();
    const id = c.publish(0, 1);
    door.wait(999);
    expect(queue.ready).toBe(0);
    door.wait(1);
    expect(queue.ready).toBe(1);
    door.wait(999);
    expect(c.answer(id)).toBeUndefined();
    door.wait(1);
    expect(c.answer(id, 'done')?.error).toBe('none');
  });

  it('[N1] each direction is first in, first out, also when the latency falls', () => {
    const { door, link, client } = farDoor(10_000);
    const c = client();
    c.publish(0, 1);
    link.latencyUs = 10;
    c.publish(0, 2);
    link.latencyUs = 0;
    c.publish(0, 3);
    door.wait(20_000);
    const reader = client();
    reader.consume(0);
    door.wait(1);
    expect(reader.words).toEqual(['1', '2', '3']);
  });

  it('[N2] without delay a request arrives at once, an answer in an event of its own', () => {
    const { door, queue, client } = farDoor(0);
    const c = client();
    c.consume(0);
    c.publish(0, 1);
    expect([queue.unsettled, c.received.length]).toEqual([1, 0]);
    door.settle();
    expect(c.received.length).toBe(3);
  });

  it('[N3] counts what passes, and what is on the wire', () => {
    const { door, link, client } = farDoor(1_000);
    const c = client();
    c.publish(0, 1, 70);
    c.publish(0, 2, 30);
    expect([link.records, link.bytes, link.onWire, link.inFlight]).toEqual([2, 100, 2, 2]);
    door.wait(2_000);
    expect([link.records, link.bytes, link.onWire, link.inFlight]).toEqual([2, 100, 0, 0]);
    c.consume(0);
    door.wait(1_000);
    // A delivery the queue still holds is shown, but is not the wire's to account for.
    expect([link.records, link.onWire, link.inFlight]).toEqual([4, 2, 0]);
  });

  it('[N4] what is on the wire when a session ends is lost with a reason; the broker learns of it at once', () => {
    const { door, queue, link, client } = farDoor(1_000);
    const c = client();
    c.publish(0, 1);
    door.wait(500);
    c.publish(0, 2);
    door.books.offered(2);
    c.session.close('client');
    door.wait(5_000);
    expect([queue.ready, c.received.length, link.onWire]).toEqual([0, 0, 0]);
    expect(c.publish(0, 3)).toBe(0);
    expect(door.books.totals()).toMatchObject({ dropped: { connection_closed: 2 }, difference: 0 });
  });

  it('[N5] is full at 4,096 messages a direction, and says when there is room again', () => {
    const { door, client } = farDoor(1_000);
    const c = client();
    let taken = 0;
    while (c.session.submit({ kind: 'publish', id: 0, destination: 0, createdUs: taken, key: NO_KEY, size: 1, serial: 0 })) taken++;
    expect(taken).toBe(4_096);
    door.wait(999);
    expect(c.drainedTimes).toBe(0);
    door.wait(1);
    expect(c.drainedTimes).toBe(1);
  });

  it('[N5] a busy broker stalls the link without losing or turning anything', () => {
    const { door, queue, client } = farDoor(100, { ...FREE, costRequestUs: 10 });
    const c = client();
    for (let n = 0; n < 1_500; n++)
      expect(c.session.submit({ kind: 'publish', id: 0, destination: 0, createdUs: n, key: NO_KEY, size: 1, serial: n })).toBe(true);
    door.wait(1_000_000);
    expect(queue.ready).toBe(1_500);
    const reader = client();
    reader.consume(0);
    door.wait(1_000_000);
    expect(reader.words).toEqual(Array.from({ length: 1_500 }, (_, n) => `${n}`));
  });
});
