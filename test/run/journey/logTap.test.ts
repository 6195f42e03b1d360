/** A message through logs, broadcasts and channels: appended, copied, read by groups, read again, deleted. */
import { describe, expect, it } from 'vitest';
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { modelOf, node } from '../../support/design.ts';
import { causesOf, detailOf, journeyOf, kindsOf } from '../../support/journeys.ts';

const ms = (value: string) => ({ kind: 'constant' as const, value });
const rate = (value: string) => ({ load: { kind: 'constant' as const, rate: value } });
const EARLY = { offsetReset: 'earliest' as const };

describe('a message through a log', () => {
  it('[FM12] [FM13] is appended at an offset, read by its group, and done once an offset behind it is committed', () => {
    const model = modelOf(
      {
        p: node('producer', { ...rate('10/s'), linger: '5ms' }),
        t: node('topic'),
        c: node('consumer', { ...EARLY, commit: 'auto', commitInterval: '1s', workTime: ms('1ms') }),
      },
      ['p>t', 't>c'],
      {},
      '1ms',
    );
    const { copies } = journeyOf(model, 60);
    expect(kindsOf(copies[0])).toEqual([
      'created',
      'sent',
      'arrived',
      'appended',
      'delivered',
      'acknowledged',
      'received',
      'began',
      'processed',
      'offsetCommitted',
    ]);
    expect(detailOf(copies[0], 'sent')).toMatchObject({ attempt: 1, records: 1, batches: 1 });
    expect(detailOf(copies[0], 'appended')).toMatchObject({ partition: 0, offset: 59, server: 1 });
    expect(detailOf(copies[0], 'offsetCommitted')).toMatchObject({ group: 'c', partition: 0 });
    expect(copies[0]?.state).toBe('done');
    const early = journeyOf(model, 60, copies[0]!.steps.find(({ kind }) => kind === 'processed')!.atUs);
    expect(early.copies[0]?.state).toBe('processed');
    expect(causesOf(early)).toEqual(['stuck notCommitted', 'fine wasProcessed']);
  });

  it('[FM2] [FM17] has a copy for each group that reads it, also for one that is not there yet', () => {
    const model = modelOf(
      {
        p: node('producer', rate('10/s')),
        t: node('topic'),
        a: node('consumer', { ...EARLY, workTime: ms('1ms') }),
        b: node('consumer', { ...EARLY, startAt: '9s' }),
      },
      ['p>t', 't>a', 't>b'],
    );
    const { copies, causes } = journeyOf(model, 50, 8_000_000);
    expect(copies.map(({ id, from, cause }) => [id, from, cause])).toEqual([
      [0, null, 'produced'],
      [1, 0, 'group'],
      [2, 0, 'group'],
    ]);
    expect(kindsOf(copies[1])).toContain('processed');
    expect(causes.find(({ copy }) => copy === 2)).toMatchObject({ about: 'stuck', kind: 'groupEmpty', node: 'b' });
  });

  it('[FM12] is copied to the other servers before consumers may read it', () => {
    const model = modelOf(
      {
        k: node('broker', { profile: 'kafka-4.1', nodes: 3 }),
        p: node('producer', { ...rate('10/s'), acks: 'all' }),
        t: node('topic', { broker: 'k', partitions: 1, replicationFactor: 3 }),
        c: node('consumer', { ...EARLY, workTime: ms('1ms') }),
      },
      ['p>t', 't>c'],
      {},
      '1ms',
    );
    const [copy] = journeyOf(model, 50).copies;
    const kinds = kindsOf(copy).filter((kind) => ['appended', 'replicated', 'committed', 'delivered'].includes(kind));
    expect(kinds).toEqual(['appended', 'replicated', 'replicated', 'committed', 'delivered']);
    expect(copy?.steps.filter(({ kind }) => kind === 'replicated').map(({ detail }) => detail['server'])).toEqual(expect.arrayContaining([2, 3]));
    expect(copy?.steps.find(({ kind }) => kind === 'appended')?.wait).toBe('replicas');
  });

  it('[FM17] counts the records of its partition that come before it, and reckons when it is its turn', () => {
    const model = modelOf(
      {
        p: node('producer', rate('100/s')),
        t: node('topic', { partitions: 1 }),
        c: node('consumer', { ...EARLY, workTime: ms('100ms'), maxPollRecords: 1, commit: 'afterProcessing' }),
      },
      ['p>t', 't>c'],
      { horizon: '30s' },
    );
    const [cause] = journeyOf(model, 600, 10_000_000).causes;
    expect(cause).toMatchObject({ about: 'stuck', kind: 'behindRecords', node: 'c', detail: { group: 'c', partition: 0, offset: 599 } });
    const { ahead, committed, perSec, inUs } = cause!.detail as Record<string, number>;
    expect(ahead).toBe(599 - committed!);
    expect(perSec).toBeCloseTo(10, 0);
    expect(inUs! / 1e6).toBeCloseTo(ahead! / perSec!, 3);
  });

  it('[FM9] [FM19] is read again after its reader crashed without having committed', () => {
    const crash: FaultDoc = { kind: 'clientCrash', target: 'c', at: '8s', for: '1s', moment: 'now' };
    const model = modelOf(
      { p: node('producer', rate('10/s')), t: node('topic'), c: node('consumer', { ...EARLY, workTime: ms('1ms'), commit: 'auto', commitInterval: '5s' }) },
      ['p>t', 't>c'],
      { horizon: '80s', faults: [crash] },
    );
    const journeys = [70, 75, 78].map((serial) => journeyOf(model, serial));
    const twice = journeys.filter(({ copies }) => copies[0]!.processed === 2);
    expect(twice.length).toBeGreaterThan(0);
    expect(causesOf(twice[0]!)).toEqual(['fine wasProcessed', 'duplicated readAgain', 'duplicated event']);
    expect(twice[0]?.copies[0]).toMatchObject({ redelivered: 1, state: 'done' });
  });

  it('[FM14] [FM18] is lost to a group that had not read it when it was deleted', () => {
    const model = modelOf(
      {
        p: node('producer', rate('100/s')),
        t: node('topic', { partitions: 1, retentionTime: '1s', segmentTime: '1s' }),
        c: node('consumer', { ...EARLY, startAt: '400s' }),
      },
      ['p>t', 't>c'],
      { horizon: '320s' },
    );
    const { copies, causes } = journeyOf(model, 10);
    expect(kindsOf(copies[0]).slice(-1)).toEqual(['dropped']);
    expect(causes[0]).toMatchObject({ about: 'dropped', kind: 'dropReason', detail: { reason: 'retention' } });
    expect(causes[1]).toMatchObject({ kind: 'event', detail: { event: 'log.expired' } });
  });

  it('[FM4] [FM15] [FM19] sent again without an answer it is a copy more, and one the log knows of an idempotent producer', () => {
    const cut: FaultDoc = { kind: 'linkPartition', target: 'p>t', at: '2s', for: '5s', way: 'fromBroker' };
    const build = (idempotence: 'on' | 'off') =>
      modelOf(
        {
          k: node('broker', { profile: 'kafka-4.1' }),
          p: node('producer', { ...rate('10/s'), acks: 'all', idempotence, requestTimeout: '1s' }),
          t: node('topic', { broker: 'k', partitions: 1 }),
          c: node('consumer', { ...EARLY, workTime: ms('1ms') }),
        },
        ['p>t', 't>c'],
        { horizon: '30s', faults: [cut] },
        '1ms',
      );
    const serials = [21, 22, 25];
    const [plain] = serials.map((serial) => journeyOf(build('off'), serial)).filter(({ copies }) => copies.length > 1);
    expect(plain?.copies[1]).toMatchObject({ cause: 'producer_retry', from: 0 });
    expect(causesOf(plain!)).toContain('duplicated retriedAfterNoAnswer');
    const [known] = serials.map((serial) => journeyOf(build('on'), serial)).filter(({ copies }) => copies.length > 1);
    expect(kindsOf(known?.copies[1])).toEqual(expect.arrayContaining(['sent', 'arrived', 'known', 'dropped']));
    expect(known?.copies[1]?.state).toBe('dropped');
  });
});

describe('a message through other places', () => {
  it('[FM2] a broadcast gives each subscriber a copy, and drops what nobody hears', () => {
    const model = modelOf({ p: node('producer', rate('10/s')), b: node('broadcast'), c: node('consumer', { count: 3, startAt: '2s', workTime: ms('1ms') }) }, [
      'p>b',
      'b>c',
    ]);
    expect(journeyOf(model, 40).copies.map(({ cause, state }) => [cause, state])).toEqual([
      ['produced', 'done'],
      ['fan_out', 'done'],
      ['fan_out', 'done'],
    ]);
    expect(journeyOf(model, 2).causes[0]).toMatchObject({ kind: 'dropReason', node: 'b', detail: { reason: 'no_subscriber' } });
  });

  it('[FM10] [FM16] a channel takes it when there is room, and hands it to a task', () => {
    const model = modelOf(
      { p: node('producer', rate('10/s')), ch: node('channel', { capacity: 1 }), c: node('consumer', { workTime: ms('400ms') }) },
      ['p>ch', 'ch>c'],
      { horizon: '20s' },
    );
    const { copies } = journeyOf(model, 10);
    expect(kindsOf(copies[0])).toEqual(['created', 'sent', 'arrived', 'blocked', 'accepted', 'acknowledged', 'delivered', 'received', 'began', 'processed']);
    expect(copies[0]?.state).toBe('done');
    expect(journeyOf(model, 30, 5_000_000).causes[0]).toMatchObject({ kind: 'waitsInBuffer', node: 'p' });
  });

  it('[FM11] a JMS transaction has worked on it before it counts', () => {
    const model = modelOf(
      {
        a: node('broker', { profile: 'activemq-classic-6' } as never),
        p: node('producer', rate('10/s')),
        q: node('queue', { broker: 'a' }),
        c: node('consumer', { ack: 'transacted', ackEvery: 3, workTime: ms('90ms') } as never),
      },
      ['p>q', 'q>c'],
    );
    const kinds = kindsOf(journeyOf(model, 4).copies[0]);
    expect(kinds.indexOf('worked')).toBeGreaterThan(kinds.indexOf('began'));
    expect(kinds.indexOf('processed')).toBeGreaterThan(kinds.indexOf('worked'));
  });
});
