import { describe, expect, it } from 'vitest';
import { Broadcast } from '#core/broker/broadcast/broadcast.ts';
import { Door } from '../support/door.ts';

const NEWS = 0;

function broadcastDoor() {
  const door = new Door();
  const topic = door.add(NEWS, new Broadcast(door.books));
  const publisher = door.client();
  const publish = (...numbers: number[]) => {
    for (const n of numbers) publisher.publish(NEWS, n);
    door.settle();
  };
  const subscribe = () => {
    const client = door.client();
    client.consume(NEWS);
    door.settle();
    return client;
  };
  return { door, topic, publish, subscribe };
}

describe('broadcast', () => {
  it('[B1] [J3] gives every present subscriber a copy, and nothing of before to one that comes later', () => {
    const { door, topic, publish, subscribe } = broadcastDoor();
    publish(1, 2);
    const [a, b] = [subscribe(), subscribe()];
    publish(3, 4);
    expect([a.words, b.words]).toEqual([
      ['3', '4'],
      ['3', '4'],
    ]);
    expect(topic.unheard).toBe(2);
    expect(door.books.totals()).toMatchObject({ dropped: { no_subscriber: 2 }, copied: { fan_out: 2 } });
  });

  it('[B2] each copy is its subscriber’s own: settled, returned and redelivered apart from the others', () => {
    const { door, topic, publish, subscribe } = broadcastDoor();
    const [a, b] = [subscribe(), subscribe()];
    publish(1);
    a.settle(1, 'requeue');
    b.settle(1, 'ack');
    door.settle();
    expect([a.words, b.words]).toEqual([['1', '1R'], ['1']]);
    expect([topic.unsettled, topic.settled]).toEqual([1, 1]);
  });

  it('[B3] a subscriber that leaves gives up what it had, with a reason', () => {
    const { door, topic, publish, subscribe } = broadcastDoor();
    const a = subscribe();
    publish(1, 2, 3);
    a.settle(1, 'ack');
    a.session.close('client');
    door.settle();
    expect([topic.subscribers, topic.stored, topic.unsettled]).toEqual([0, 0, 0]);
    expect(door.books.totals().dropped).toEqual({ subscription_ended: 2 });
    // What it was given before still counts.
    expect([topic.delivered, topic.settled, topic.dropped]).toEqual([3, 1, 2]);
  });
});
