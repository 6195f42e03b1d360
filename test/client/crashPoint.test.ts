import { describe, expect, it } from 'vitest';
import type { CrashMoment } from '#core/base/faults.ts';
import { SECOND } from '#core/base/units.ts';
import type { FaultDoc, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../support/design.ts';
import { upTo, Watched } from '../support/watched.ts';

/** 20 messages in two seconds, then nothing. */
const LOAD = {
  kind: 'steps',
  steps: [
    { rate: '10/s', for: '2s' },
    { rate: '0/s', for: '1s' },
  ],
} as const;

function line(at: NodeDoc, faults: readonly FaultDoc[], { consumer = {}, producer = {} } = {}): Watched {
  const nodes = {
    d: at,
    p: node('producer', { load: LOAD, arrivals: 'even', ...producer }),
    c: node('consumer', { workTime: { kind: 'constant', value: '10ms' }, offsetReset: 'earliest', ...consumer }),
  };
  return new Watched(modelOf(nodes, ['p>d', 'd>c'], { horizon: '120s', faults }, '1ms'));
}
const crash = (fields: Partial<FaultDoc & { kind: 'clientCrash' }>): FaultDoc => ({
  kind: 'clientCrash',
  at: '5s',
  for: '1s',
  target: 'c',
  moment: 'now',
  ...fields,
});

describe('a producer that crashes', () => {
  it('[U22] loses what it had not handed over, and sends nothing while it is down', () => {
    const fault = crash({ target: 'p', at: '1050ms', for: '500ms' });
    const lingering = line(node('topic'), [fault], { producer: { linger: '200ms' } }).until(120 * SECOND);
    expect(lingering.dropped).toMatchObject({ client_crash: 2 });
    // Of 20 messages 5 would have come while it was down, and the two in its batch went with it.
    expect(lingering.run.ledger().offered).toBe(15);
    expect(lingering.ids('c').length).toBe(13);
  });
  it('[U22] one that is never started again is silent', () => {
    const watched = line(node('queue'), [crash({ target: 'p', at: '1050ms', for: undefined })]).until(120 * SECOND);
    expect(watched.ids('c')).toEqual(upTo(10));
  });
});

describe('a consumer that crashes', () => {
  const slow = { workTime: { kind: 'constant', value: '1s' } } as const;

  it('[U23] [RQ4] of a queue loses nothing that is settled after processing', () => {
    const watched = line(node('queue'), [crash({ at: '3500ms' })], { consumer: slow }).until(120 * SECOND);
    expect([watched.ids('c'), watched.dropped]).toEqual([upTo(20), {}]);
  });
  it('[U23] [RQ5] with automatic settlement takes along all it was given', () => {
    const watched = line(node('queue'), [crash({ at: '3500ms' })], { consumer: { ...slow, ack: 'onDelivery' } }).until(120 * SECOND);
    expect(watched.ids('c').length + watched.dropped.client_crash!).toBe(20);
    expect(watched.dropped.client_crash).toBe(17);
  });
  it('[U24] [KG3] of a group says nothing: its partition is idle for 45 s, then another reads on from the commit', () => {
    const load = { kind: 'constant', rate: '2/s' } as const;
    const watched = line(node('topic'), [crash({ at: '10s', instance: 1, for: undefined })], { producer: { load }, consumer: { count: 2 } });
    watched.until(40 * SECOND);
    const atCrash = watched.ids('c').length;
    watched.until(110 * SECOND);
    expect([atCrash, watched.ids('c').length]).toEqual([expect.toSatisfy((n: number) => n < 25), expect.toSatisfy((n: number) => n > 180)]);
    expect(watched.told('group.rebalanced').length).toBe(2);
    expect(watched.told('group.rebalanced')[1]!.atUs).toBeGreaterThan(50 * SECOND);
  });

  const repeats = (at: NodeDoc, moment: CrashMoment, consumer: object = {}): number => {
    const watched = line(at, [crash({ at: '1550ms', moment })], { consumer }).until(120 * SECOND);
    expect(watched.told('client.crashed').map((event) => event.detail)).toEqual([{ instance: 1, moment }]);
    expect(watched.ids('c')).toEqual(upTo(20));
    return watched.repeated('c').length;
  };

  it('[U25] a crash before processing or after the acknowledgement repeats nothing, one between them repeats the message', () => {
    expect([repeats(node('queue'), 'beforeProcessing'), repeats(node('queue'), 'afterProcessing'), repeats(node('queue'), 'afterAck')]).toEqual([0, 1, 0]);
  });
  it('[U25] [KC3] a crash after the commit repeats nothing, one before it repeats the poll', () => {
    const each = { commit: 'afterProcessing', maxPollRecords: 5 };
    expect([repeats(node('topic'), 'afterCommit', each), repeats(node('topic'), 'beforeCommit', each)]).toEqual([0, 5]);
    expect(repeats(node('topic'), 'afterProcessing', each)).toBe(1);
    expect(repeats(node('topic'), 'beforeProcessing', each)).toBe(0);
  });
  it('[U25] [KC4] committed before processing, a crash between the two loses the poll', () => {
    const consumer = { commit: 'beforeProcessing', maxPollRecords: 5 };
    const watched = line(node('topic'), [crash({ at: '1550ms', moment: 'beforeProcessing' })], { consumer }).until(120 * SECOND);
    expect(upTo(20).filter((n) => !watched.ids('c').includes(n)).length).toBe(5);
  });
});

describe('poison', () => {
  const tough = { onFailure: 'drop' };
  it('[U26] the next messages cannot be worked on, the others are as ever', () => {
    const watched = line(node('queue'), [{ kind: 'poison', at: '1s', target: 'p', messages: 3 }], { consumer: tough }).until(120 * SECOND);
    expect(upTo(20).filter((n) => !watched.ids('c').includes(n))).toEqual([11, 12, 13]);
    expect(watched.dropped).toEqual({ rejected: 3 });
  });
  it('[U26] a share of them, for a while', () => {
    const watched = line(node('queue'), [{ kind: 'poisonShare', at: '500ms', for: '1s', target: 'p', probability: 1 }], { consumer: tough });
    watched.until(120 * SECOND);
    expect(upTo(20).filter((n) => !watched.ids('c').includes(n)).length).toBe(10);
  });
});
