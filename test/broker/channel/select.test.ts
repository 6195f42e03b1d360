import { describe, expect, it } from 'vitest';
import { NIL_CHANNEL, NO_KEY, type SelectCase } from '#core/broker/api.ts';
import { Channel } from '#core/broker/channel/channel.ts';
import { Door } from '../../support/door.ts';

const [LEFT, RIGHT] = [0, 1];
const receiveFrom = (destination: number): SelectCase => ({ kind: 'receive', destination });
const sendTo = (destination: number, n: number): SelectCase => ({ kind: 'send', destination, createdUs: n, key: NO_KEY, size: 1, serial: n });

function twoChannels(capacity = 0) {
  const door = new Door();
  const left = door.add(LEFT, new Channel(capacity, door.books));
  const right = door.add(RIGHT, new Channel(capacity, door.books));
  const task = door.client();
  const other = door.client();
  const select = (cases: readonly SelectCase[], hasDefault = false) => {
    door.books.offered(cases.filter((c) => c.kind === 'send').length);
    return task.ask({ kind: 'select', cases, hasDefault });
  };
  /** [case, error, what was received] of an answer. */
  const answer = (id: number) => {
    const found = task.answer(id, 'selected');
    return found && [found.chosen, found.error, found.open ? found.createdUs : undefined];
  };
  return { door, left, right, task, other, select, answer };
}

describe('select', () => {
  it('[H8] [G10] with a default it never waits', () => {
    const { door, left, select, answer, task } = twoChannels();
    const id = select([sendTo(LEFT, 1), receiveFrom(RIGHT)], true);
    door.settle();
    expect(answer(id)).toEqual([-1, 'none', undefined]);
    expect([left.blockedSenders, task.answer(id, 'selected')?.returned]).toEqual([0, 1]);
  });

  it('[H8] [G11] draws evenly among the cases that are ready', () => {
    const TRIALS = 10_000;
    const { door, task, other, select, answer } = twoChannels(1);
    const taken = [0, 0];
    for (const channel of [LEFT, RIGHT]) other.publish(channel, channel);
    for (let i = 0; i < TRIALS; i++) {
      const id = select([receiveFrom(LEFT), receiveFrom(NIL_CHANNEL), receiveFrom(RIGHT)]);
      door.settle();
      const [, , channel] = answer(id) as [number, string, 0 | 1];
      taken[channel]!++;
      // Both are ready again for the next trial.
      other.publish(channel, channel);
      door.settle();
      task.received.length = 0;
    }
    expect(taken[LEFT]! + taken[RIGHT]!).toBe(TRIALS);
    // χ² of one degree of freedom; 6.63 is its 99 % quantile.
    const chiSquare = taken.reduce((sum, n) => sum + (n - TRIALS / 2) ** 2 / (TRIALS / 2), 0);
    expect(chiSquare).toBeLessThan(6.63);
  });

  it('[H8] waits at every channel, is served once, and leaves the other lines', () => {
    const { door, left, right, other, select, answer } = twoChannels();
    const id = select([receiveFrom(LEFT), sendTo(RIGHT, 7)]);
    door.settle();
    expect([answer(id), left.waitingReceivers, right.blockedSenders]).toEqual([undefined, 1, 1]);
    door.books.offered(1);
    other.publish(LEFT, 3);
    door.settle();
    expect(answer(id)).toEqual([0, 'none', 3]);
    expect([left.waitingReceivers, right.blockedSenders]).toEqual([0, 0]);
  });

  it('[H8] [G12] keeps its place in each line, and those behind it theirs', () => {
    const { door, left, other, select, answer } = twoChannels();
    const before = other.ask({ kind: 'receive', destination: LEFT });
    const id = select([receiveFrom(LEFT), receiveFrom(RIGHT)]);
    const behind = other.ask({ kind: 'receive', destination: LEFT });
    other.publish(RIGHT, 9);
    for (const n of [1, 2]) other.publish(LEFT, n);
    door.settle();
    expect(answer(id)).toEqual([1, 'none', 9]);
    expect([before, behind].map((i) => other.answer(i, 'received')?.createdUs)).toEqual([1, 2]);
    expect(left.waitingReceivers).toBe(0);
  });

  it('[H8] [L1] what it did not send stays the task’s, also while it waits', () => {
    const { door, select, task, other } = twoChannels();
    const id = select([sendTo(LEFT, 1), sendTo(RIGHT, 2), sendTo(NIL_CHANNEL, 3)]);
    door.settle();
    expect(door.books.balance()).toMatchObject({ sources: 3, inFlight: 3 });
    expect(door.books.check()).toBe(true);
    other.ask({ kind: 'receive', destination: RIGHT });
    door.settle();
    expect(task.answer(id, 'selected')).toMatchObject({ chosen: 1, returned: 2 });
    expect(other.received).toMatchObject([{ kind: 'received', createdUs: 2 }]);
    // Two are in the task's hands again, and one in the receiver's: nothing is left with the broker.
    expect(door.books.balance()).toMatchObject({ inFlight: 0, stored: 0 });
  });

  it('[H8] [G5] [G14] a closed channel is ready: a receive says so, a send is refused', () => {
    const { door, left, right, select, answer } = twoChannels();
    left.close();
    const receiving = select([receiveFrom(LEFT), receiveFrom(RIGHT)]);
    const sending = select([sendTo(LEFT, 1)], true);
    const waiting = select([receiveFrom(RIGHT)]);
    door.settle();
    expect([receiving, sending, waiting].map(answer)).toEqual([[0, 'none', undefined], [0, 'channel_closed', undefined], undefined]);
    right.close();
    door.settle();
    expect(answer(waiting)).toEqual([0, 'none', undefined]);
  });

  it('[H8] [G8] of nil channels alone it waits for ever, and of no channels it is refused', () => {
    const { door, select, answer } = twoChannels();
    const nils = select([receiveFrom(NIL_CHANNEL), sendTo(NIL_CHANNEL, 1)]);
    const unknown = select([receiveFrom(LEFT), receiveFrom(99)]);
    door.wait(1_000_000);
    expect([answer(nils), answer(unknown)]).toEqual([undefined, [-1, 'wrong_kind', undefined]]);
  });
});
