import { describe, expect, it } from 'vitest';
import { Channel } from '#core/broker/channel/channel.ts';
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

  it('[H5] [G4] [G9] once closed it gives what it has, and then says so for ever', () => {
    const { door, send, receive, close } = channelDoor(2);
    send(1, 2);
    close();
    const receiver = door.client();
    for (let i = 0; i < 4; i++) receive(receiver);
    door.settle();
    expect(values(receiver)).toEqual([1, 2, 'closed', 'closed']);
  });

  it('[H5] [G14] closing wakes waiting receivers and refuses waiting and later senders', () => {
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
});
