import { describe, expect, it } from 'vitest';
import { NIL_CHANNEL } from '#core/broker/api.ts';
import { Channel, MESSAGE_OVERHEAD_BYTES } from '#core/broker/channel/channel.ts';
import { Door, type DoorClient } from '../support/door.ts';

const PIPE = 0;

function channelDoor(capacity: number) {
  const door = new Door();
  const channel = door.add(PIPE, new Channel(capacity, door.books));
  const sender = door.client();
  return {
    door,
    channel,
    sender,
    send: (...numbers: number[]) => numbers.map((n) => sender.publish(PIPE, n)),
    receive: (client: DoorClient) => client.ask({ kind: 'receive', destination: PIPE }),
    close: () => sender.ask({ kind: 'closeChannel', destination: PIPE }),
  };
}
const values = (client: DoorClient): (number | 'closed')[] => client.received.flatMap((m) => (m.kind === 'received' ? [m.open ? m.createdUs : 'closed'] : []));
/** Which sends have returned. */
const returned = (client: DoorClient, ids: readonly number[]): (string | undefined)[] => ids.map((id) => client.answer(id, 'done')?.error);

describe('channel', () => {
  it('[H1] [G1] unbuffered: a send waits for a receiver, and nothing is stored', () => {
    const { door, channel, sender, send, receive } = channelDoor(0);
    const ids = send(1);
    door.settle();
    expect(returned(sender, ids)).toEqual([undefined]);
    expect([channel.length, channel.blockedSenders]).toEqual([0, 1]);
    const receiver = door.client();
    receive(receiver);
    door.settle();
    expect(returned(sender, ids)).toEqual(['none']);
    expect(values(receiver)).toEqual([1]);
  });

  it('[H2] [G2] buffered: a send waits only when the buffer is full', () => {
    const { door, channel, sender, send } = channelDoor(2);
    const ids = send(1, 2, 3);
    door.settle();
    expect(returned(sender, ids)).toEqual(['none', 'none', undefined]);
    expect([channel.length, channel.capacity]).toEqual([2, 2]);
  });

  it('[H3] [G3] a receive hands the freed place to the oldest waiting sender at once', () => {
    const { door, channel, sender, send, receive } = channelDoor(2);
    const ids = send(1, 2, 3);
    const receiver = door.client();
    receive(receiver);
    door.settle();
    expect(values(receiver)).toEqual([1]);
    expect(returned(sender, ids)).toEqual(['none', 'none', 'none']);
    expect(channel.length).toBe(2);
  });

  it('[H4] [G12] [G13] both sides are served first come, first served', () => {
    const waiting = channelDoor(0);
    const receivers = Array.from({ length: 5 }, () => waiting.door.client());
    for (const r of receivers) waiting.receive(r);
    waiting.send(0, 1, 2, 3, 4);
    waiting.door.settle();
    expect(receivers.map(values)).toEqual([[0], [1], [2], [3], [4]]);

    const blocked = channelDoor(1);
    blocked.send(0, 1, 2, 3, 4);
    const one = blocked.door.client();
    for (let i = 0; i < 5; i++) blocked.receive(one);
    blocked.door.settle();
    expect(values(one)).toEqual([0, 1, 2, 3, 4]);
  });

  it('[H5] [G9] a range over it takes what is in it and ends', () => {
    const { door, send, receive, close } = channelDoor(4);
    send(0, 1, 2, 3);
    close();
    const receiver = door.client();
    const seen: (number | 'closed')[] = [];
    while (seen.at(-1) !== 'closed') {
      receive(receiver);
      door.settle();
      seen.push(values(receiver).at(-1)!);
    }
    expect(seen).toEqual([0, 1, 2, 3, 'closed']);
  });

  it('[H5] [G4] once closed it gives what it has, and then says so for ever', () => {
    const { door, send, receive, close } = channelDoor(2);
    send(1, 2);
    close();
    const receiver = door.client();
    for (let i = 0; i < 4; i++) receive(receiver);
    door.settle();
    expect(values(receiver)).toEqual([1, 2, 'closed', 'closed']);
  });

  it('[H5] [H7] [G5] [G6] [G14] [G15] closing wakes waiting receivers and refuses waiting and later senders', () => {
    const { door, sender, send, receive, close } = channelDoor(0);
    const receivers = Array.from({ length: 3 }, () => door.client());
    for (const r of receivers) receive(r);
    const closing = close();
    door.settle();
    expect(receivers.map(values)).toEqual([['closed'], ['closed'], ['closed']]);
    const later = send(1);
    const twice = close();
    door.settle();
    expect(returned(sender, [closing, ...later, twice])).toEqual(['none', 'channel_closed', 'close_of_closed']);

    const other = channelDoor(0);
    const blocked = other.send(7);
    other.close();
    other.door.settle();
    expect(returned(other.sender, blocked)).toEqual(['channel_closed']);
    expect(other.door.books.totals().refused).toEqual({ channel_closed: 1 });
  });

  it('[H6] [H7] [G7] [G8] at a nil channel everybody waits for ever, and closing it is an error', () => {
    const door = new Door();
    const client = door.client();
    door.books.offered(1);
    const sending = client.publish(NIL_CHANNEL, 1);
    const receiving = client.ask({ kind: 'receive', destination: NIL_CHANNEL });
    const closing = client.ask({ kind: 'closeChannel', destination: NIL_CHANNEL });
    door.wait(1_000_000);
    expect(returned(client, [sending, receiving, closing])).toEqual([undefined, undefined, 'close_of_nil']);
    // What was to be sent is still the sender's.
    expect([door.books.check(), door.broker.inFlight]).toEqual([true, 1]);
  });

  it('[H9] [G17] an unbounded one never makes a sender wait, and what it holds is memory', () => {
    const door = new Door();
    const channel = door.add(PIPE, new Channel(Number.POSITIVE_INFINITY, door.books, 1e9));
    const sender = door.client();
    const ids = Array.from({ length: 100_000 }, (_, n) => sender.publish(PIPE, n, 10));
    door.settle();
    expect(new Set(returned(sender, ids.slice(-100)))).toEqual(new Set(['none']));
    expect([channel.length, channel.blockedSenders, channel.memoryBytes]).toEqual([100_000, 0, 100_000 * (10 + MESSAGE_OVERHEAD_BYTES)]);
  });

  it('[H10] [G18] out of memory its process dies with all that is in it, and refuses what comes', () => {
    const door = new Door();
    const channel = door.add(PIPE, new Channel(Number.POSITIVE_INFINITY, door.books, 3 * (10 + MESSAGE_OVERHEAD_BYTES)));
    const lost: number[] = [];
    channel.onCrash = (n) => lost.push(n);
    const sender = door.client();
    door.books.offered(5);
    const ids = [1, 2, 3, 4, 5].map((n) => sender.publish(PIPE, n, 10));
    const receiver = door.client();
    receiver.ask({ kind: 'receive', destination: PIPE });
    const closing = sender.ask({ kind: 'closeChannel', destination: PIPE });
    door.settle();
    expect(returned(sender, [...ids, closing])).toEqual(['none', 'none', 'none', 'process_crash', 'process_crash', 'process_crash']);
    expect([lost, channel.length, channel.memoryBytes, values(receiver)]).toEqual([[3], 0, 0, ['closed']]);
    expect(door.books.totals()).toMatchObject({ dropped: { process_crash: 3 }, refused: { process_crash: 2 }, difference: 0 });
  });
});
