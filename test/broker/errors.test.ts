import { describe, expect, it } from 'vitest';
import type { Profile } from '#core/base/profiles.ts';
import { NO_KEY } from '#core/broker/api.ts';
import { CLOSING_ERRORS } from '#core/broker/errors.ts';
import { Exchange } from '#core/broker/exchange/exchange.ts';
import { DeadLetterWire } from '#core/broker/queue/deadLetter.ts';
import { Queue } from '#core/broker/queue/queue.ts';
import { Topic } from '#core/broker/stream/topic.ts';
import { Door, FREE, type DoorClient } from '../support/door.ts';

const QUEUE = 0;
const EXCHANGE = 1;
const DEAD = 2;
const TOPIC = 3;
const NOTHING = 99;

function server(profile: Profile) {
  const door = new Door({ ...FREE, profile });
  const { books, kernel } = door;
  const queue = door.add(QUEUE, new Queue({ maxLength: 7, overflow: 'reject', messageTtlUs: null }, books, kernel));
  door.add(EXCHANGE, new Exchange('direct', books));
  const dead = door.add(DEAD, new Queue({ maxLength: 0, overflow: 'reject' }, books, kernel));
  queue.deadLetters = new DeadLetterWire(kernel, books, QUEUE, DEAD, dead);
  door.add(TOPIC, new Topic(1, books));
  return { door, queue, client: door.client() };
}

const declare = (client: DoorClient, destination: number, as: 'queue' | 'exchange', settings: Record<string, string | number | null>) =>
  client.ask({ kind: 'declare', destination, as, settings });

/** What a person does wrong, and the code RabbitMQ closes the channel with. */
const MISTAKES: readonly [what: string, code: number, act: (client: DoorClient) => void][] = [
  ['publishing to an exchange that is not there', 404, (client) => client.publish(NOTHING, 1)],
  ['publishing to what is neither queue nor exchange', 404, (client) => client.publish(TOPIC, 1)],
  ['consuming from a queue that is not there', 404, (client) => client.consume(NOTHING)],
  ['consuming from an exchange', 404, (client) => client.consume(EXCHANGE)],
  ['declaring a queue with another limit', 406, (client) => declare(client, QUEUE, 'queue', { maxLength: 8 })],
  ['declaring a queue with a time to live it has not', 406, (client) => declare(client, QUEUE, 'queue', { maxLength: 7, messageTtlUs: 5 })],
  ['declaring an exchange of another type', 406, (client) => declare(client, EXCHANGE, 'exchange', { type: 'fanout' })],
  ['asking for a queue that is an exchange', 404, (client) => declare(client, EXCHANGE, 'queue', {})],
  ['settling a delivery twice', 406, (client) => settleTwice(client, false)],
  ['settling a delivery twice, without wanting an answer', 406, (client) => settleTwice(client, true)],
];

function settleTwice(client: DoorClient, isSilent: boolean): void {
  for (let i = 0; i < 2; i++) client.session.submit({ kind: 'settle', id: isSilent ? 0 : 900 + i, tag: 1, multiple: false, outcome: 'ack' });
}

function played(profile: Profile, act: (client: DoorClient) => void) {
  const { door, queue, client } = server(profile);
  door.books.offered(3);
  client.publish(QUEUE, 1);
  client.consume(QUEUE, { prefetch: 1 });
  client.publish(QUEUE, 2);
  door.settle();
  act(client);
  const wasTold = client.closedBy;
  const later = client.publish(QUEUE, 3);
  door.settle();
  return { door, queue, client, wasTold, later };
}

describe('errors of a client', () => {
  it.each(MISTAKES)('[S7] [RX7] %s closes the session of RabbitMQ with %i', (_, code, act) => {
    const { client, wasTold, later } = played('rabbitmq-4.2', act);
    expect(wasTold).toBeUndefined();
    expect(client.closedBy).toBe('error');
    expect(CLOSING_ERRORS[client.closedFor!]).toBe(code);
    expect(later).toBe(0);
  });

  it.each(MISTAKES)('[S6] %s is an answer elsewhere', (_, _code, act) => {
    const { client, later } = played('any', act);
    expect(client.closedBy).toBeUndefined();
    expect(later).toBeGreaterThan(0);
  });

  it('[S7] leaves what was unsettled to others, and loses what waited behind it', () => {
    const door = new Door({ ...FREE, costRequestUs: 10, profile: 'rabbitmq-4.3' });
    const queue = door.add(QUEUE, new Queue({ maxLength: 0, overflow: 'reject' }, door.books));
    const client = door.client();
    door.books.offered(2);
    client.publish(QUEUE, 1);
    client.consume(QUEUE, { prefetch: 1 });
    client.settle(99, 'ack');
    client.publish(QUEUE, 2);
    door.wait(1_000);
    expect([client.closedBy, client.closedFor, queue.ready, queue.unsettled]).toEqual(['error', 'unknown_delivery_tag', 1, 0]);
    expect(door.books.totals()).toMatchObject({ dropped: { connection_closed: 1 }, difference: 0 });
  });

  it('[RX7] lets declare what is as one says', () => {
    const { door, client } = server('rabbitmq-4.2');
    const asked = [
      declare(client, QUEUE, 'queue', { maxLength: 7, overflow: 'reject', messageTtlUs: null, deliveryLimit: null }),
      declare(client, EXCHANGE, 'exchange', { type: 'direct' }),
    ];
    door.settle();
    expect(asked.map((id) => client.answer(id, 'done')?.error)).toEqual(['none', 'none']);
  });
});

describe('a dead letter that its consumer publishes again', () => {
  const deathsAfter = (profile: Profile): number | undefined => {
    const { door, client } = server(profile);
    const reject = (destination: number, subscription: number) => {
      client.consume(destination, { subscription });
      door.settle();
      client.settle(1, 'reject');
      client.ask({ kind: 'cancel', subscription });
      door.settle();
    };
    client.publish(QUEUE, 1);
    reject(QUEUE, 1);
    client.consume(DEAD, { subscription: 2 });
    door.settle();
    const letter = client.deliveries.at(-1)!;
    expect(letter.deaths).toMatchObject([{ queue: QUEUE, count: 1 }]);
    client.ask({ ...letter, kind: 'publish', destination: QUEUE, key: NO_KEY });
    client.settle(1, 'ack');
    reject(QUEUE, 3);
    return client.deliveries.at(-1)?.deaths?.[0]?.count;
  };

  it('[DL9] [RD11] died once, since RabbitMQ 4', () =>
    expect([deathsAfter('rabbitmq-4.2'), deathsAfter('rabbitmq-4.3'), deathsAfter('any')]).toEqual([1, 1, 1]));
  it('[DL9] has died twice on RabbitMQ 3', () => expect(deathsAfter('rabbitmq-3.13')).toBe(2));
});
