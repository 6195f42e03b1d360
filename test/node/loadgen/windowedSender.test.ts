import { describe, expect, it } from 'vitest';
import type { Outgoing } from '#node/loadgen/message.ts';
import { WindowedSender } from '#node/loadgen/windowedSender.ts';

const message = (serial: number): Outgoing => ({ dueMs: serial, key: undefined, size: 1, serial, variant: '', properties: undefined });

function sender(settings: { confirmWindow: number; retries: number }) {
  const state = { isOpen: true };
  const published: { serial: number; answer: (isTaken: boolean) => void }[] = [];
  const told: string[] = [];
  const timers: (() => void)[] = [];
  const tell = (what: string) => (m: Outgoing) => void told.push(`${what} ${m.serial}`);
  const own = new WindowedSender({
    settings: { ...settings, retryBackoffUs: 1_000 },
    events: {
      sent: tell('sent'),
      acknowledged: tell('acknowledged'),
      refused: tell('refused'),
      retried: tell('retried'),
      unasked: tell('unasked'),
      returned: () => {},
    },
    isOpen: () => state.isOpen,
    publish: ({ serial }, answer) => void published.push({ serial, answer }),
    after: (_, act) => void timers.push(act),
  });
  return { own, state, published, told, timers };
}

describe('a windowed sender', () => {
  it('has no more unanswered than its window, and keeps the order', () => {
    const { own, published } = sender({ confirmWindow: 2, retries: 0 });
    for (const serial of [1, 2, 3, 4]) own.send(message(serial));
    expect(published.map(({ serial }) => serial)).toEqual([1, 2]);
    expect(own).toMatchObject({ waiting: 2, unacknowledged: 2, oldestMs: 3 });
    published[0]!.answer(true);
    expect(published.map(({ serial }) => serial)).toEqual([1, 2, 3]);
  });

  it('waits while the connection takes nothing', () => {
    const { own, state, published } = sender({ confirmWindow: 0, retries: 0 });
    state.isOpen = false;
    own.send(message(1));
    expect(published).toEqual([]);
    state.isOpen = true;
    own.pump();
    expect(published).toHaveLength(1);
  });

  it('tries what is refused again while retries are left', () => {
    const { own, published, told, timers } = sender({ confirmWindow: 0, retries: 1 });
    own.send(message(1));
    published[0]!.answer(false);
    expect(own).toMatchObject({ waiting: 1, unacknowledged: 0 });
    timers[0]!();
    published[1]!.answer(false);
    expect(told).toEqual(['sent 1', 'retried 1', 'refused 1']);
    expect(own.waiting).toBe(0);
  });
});
