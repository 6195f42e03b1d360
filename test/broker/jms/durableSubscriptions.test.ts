import { describe, expect, it } from 'vitest';
import { Broadcast } from '#core/broker/broadcast/broadcast.ts';
import { Door, type DoorClient } from '../../support/door.ts';

const NEWS = 0;

function newsDoor() {
  const door = new Door();
  const topic = door.add(NEWS, new Broadcast(door.books));
  const publisher = door.client();
  return {
    door,
    topic,
    publish: (...numbers: number[]) => {
      door.books.offered(numbers.length);
      for (const n of numbers) publisher.publish(NEWS, n);
      door.settle();
    },
    /** Connects, reads the durable subscription, and says what was answered. */
    read: (durable = 'inbox', { clientId = 'shop', client = 'shop/0', selector }: { clientId?: string; client?: string; selector?: string } = {}) => {
      const reader = door.client({ client, clientId });
      const id = reader.consume(NEWS, { durable, ...(selector !== undefined && { selector }) });
      door.settle();
      return { reader, answer: reader.answer(id, 'done')?.error };
    },
    leave: ({ session }: DoorClient) => {
      session.close('client');
      door.settle();
    },
  };
}

describe('durable subscriptions', () => {
  it('[AM1] [J4] store what is published while nobody is connected, and give it to who comes back', () => {
    const { door, topic, publish, read, leave } = newsDoor();
    const late = door.client();
    const { reader: first } = read();
    publish(1);
    first.settle(1, 'ack');
    leave(first);
    publish(2, 3, 4);
    expect([topic.subscribers, topic.offline, topic.stored]).toEqual([0, 1, 3]);
    late.consume(NEWS);
    const { reader: second } = read();
    expect([first.words, second.words, late.words]).toEqual([['1'], ['2', '3', '4'], []]);
    expect(door.books.totals()).toMatchObject({ difference: 0, dropped: {} });
  });

  it('[AM1] [J4] what was delivered and not acknowledged is stored too, and comes again', () => {
    const { publish, read, leave } = newsDoor();
    const { reader } = read();
    publish(1, 2);
    leave(reader);
    expect(read().reader.words).toEqual(['1R', '2R']);
  });

  it('[AM1] are named by client id and name together', () => {
    const { publish, read } = newsDoor();
    const readers = [read('inbox'), read('other'), read('inbox', { clientId: 'bank', client: 'bank/0' })];
    publish(1);
    expect(readers.map(({ reader, answer }) => [answer, ...reader.words])).toEqual([
      ['none', '1'],
      ['none', '1'],
      ['none', '1'],
    ]);
  });

  it('[AM2] [J5] have one consumer at a time: the second is refused until the first has gone', () => {
    const { publish, read, leave } = newsDoor();
    const first = read();
    const second = read();
    expect([first.answer, second.answer]).toEqual(['none', 'durable_in_use']);
    publish(1);
    expect([first.reader.words, second.reader.words]).toEqual([['1'], []]);
    leave(first.reader);
    expect(read().answer).toBe('none');
  });

  it('[AM2] [J5] a client id belongs to one connection: another that wants it can read nothing, with or without a subscription', () => {
    const { door, read, leave } = newsDoor();
    const { reader } = read();
    expect(read('other', { client: 'shop/1' }).answer).toBe('invalid_client_id');
    const second = door.client({ client: 'shop/1', clientId: 'shop' });
    const plain = second.consume(NEWS);
    // A durable subscription without a client id would have no name.
    const nameless = door.client();
    const asked = nameless.consume(NEWS, { durable: 'inbox' });
    door.settle();
    expect([second.answer(plain, 'done')?.error, nameless.answer(asked, 'done')?.error]).toEqual(['invalid_client_id', 'invalid_client_id']);
    leave(reader);
    expect(read('other', { client: 'shop/1' }).answer).toBe('none');
  });

  it('[AM3] another selector begins a new subscription; what the old one stored is given up', () => {
    const { door, publish, read, leave } = newsDoor();
    const { reader } = read('inbox', { selector: 'TRUE' });
    leave(reader);
    publish(1, 2);
    const { reader: other } = read('inbox', { selector: 'JMSPriority = 4' });
    publish(3);
    expect(other.words).toEqual(['3']);
    expect(door.books.totals()).toMatchObject({ difference: 0, dropped: { subscription_ended: 2 } });
  });
});
