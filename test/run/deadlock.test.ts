import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { LoadDoc, Model } from '#core/scenario/scenario.ts';
import { finish, modelOf, node, nodeOf, planOf } from '../support/design.ts';

/** `count` records in the first second, then none. */
const first = (count: number): LoadDoc => ({
  kind: 'steps',
  steps: [
    { rate: `${count}/s`, for: '1s' },
    { rate: '0/s', for: '1s' },
  ],
});
const sender = (fields: object = {}) => node('producer', { load: first(10), arrivals: 'even', ...fields });
const quick = node('consumer', { workTime: { kind: 'constant', value: '20ms' } });

function ran(model: Model) {
  const run = new Run(planOf(model));
  const report = finish(run);
  const events = run.takeFrames().events.filter((e) => e.kind === 'channel.deadlock' || e.kind === 'process.crashed' || e.kind === 'consumer.left');
  return { report, events };
}
const told = (model: Model) => ran(model).events.map(({ kind, entity, detail }) => [kind, entity, detail]);
const asleep = { verdict: 'all goroutines are asleep - deadlock!' };

describe('deadlock', () => {
  it('[R12] [G16] a send that nobody will ever receive', () => {
    const model = modelOf({ main: sender(), ch: node('channel') }, ['main>ch']);
    expect(told(model)).toEqual([['channel.deadlock', 'ch', { ...asleep, blockedSends: 1 }]]);
    const { report } = ran(model);
    expect(nodeOf(report, 'ch').deadlock).toEqual({ senders: 1, receivers: 0 });
    expect(report.ledger).toMatchObject({ offered: 10, inFlight: 10, imbalances: 0 });
  });

  it('[R12] [G16] a sender stays asleep however much its load still asks for', () => {
    const endless = node('producer', { load: { kind: 'constant', rate: '50/s' } });
    expect(told(modelOf({ main: endless, ch: node('channel', { capacity: 3 }) }, ['main>ch']))).toHaveLength(1);
  });

  it('[R12] [G16] the program of the document: its range waits on a channel that nobody closes', () => {
    const { model } = EXAMPLES.find((example) => example.id === 'pipe')!.scenario;
    expect(told(model)).toEqual([['channel.deadlock', 'ch', { ...asleep, blockedReceives: 1 }]]);
    const { report } = ran(model);
    expect([nodeOf(report, 'main').processed, nodeOf(report, 'ch').deadlock]).toEqual([10, { senders: 0, receivers: 1 }]);
  });

  it('[R12] [U16] [U17] [G9] with the channel closed it ends cleanly', () => {
    const { model } = EXAMPLES.find((example) => example.id === 'pipe')!.scenario;
    const go = model.nodes['sender']!;
    const closing = { ...model, nodes: { ...model.nodes, sender: { ...go, closeWhenDone: true } as typeof go } };
    expect(told(closing)).toEqual([['consumer.left', 'main', { instances: 0 }]]);
    const { report } = ran(closing);
    expect([nodeOf(report, 'main').processed, nodeOf(report, 'ch').deadlock, report.ledger.refused]).toEqual([10, undefined, {}]);
  });

  it('[R12] is not said while anything may still come, be it far away or late', () => {
    const nodes = { a: sender(), ch: node('channel'), c: quick };
    const wired = (more: Model['nodes'], edges: string[], latency = '0s') => told(modelOf({ ...nodes, ...more }, ['a>ch', 'ch>c', ...edges], {}, latency));
    const spike = node('producer', { load: { kind: 'spike', base: '0/s', peak: '10/s', at: '20s', rise: '1s', hold: '1s', fall: '1s' } });
    const late = node('consumer', { startAt: '30s' });
    expect(wired({ spike }, ['spike>ch'])).toEqual([]);
    expect(wired({ late }, ['ch>late'])).toEqual([]);
    // A receive request takes longer than the run.
    expect(wired({}, [], '20s')).toEqual([]);
    // Work that is still going on.
    const slow = node('consumer', { workTime: { kind: 'constant', value: '30s' } });
    expect(told(modelOf({ ...nodes, c: slow, b: sender() }, ['a>ch', 'ch>c']))).toEqual([]);
    // Who reads a queue waits for the network.
    expect(wired({ q: node('queue'), relay: quick }, ['q>relay', 'relay>ch'])).toEqual([]);
    expect(wired({}, [])).toHaveLength(1);
  });

  it('[R12] [G16] goes through stages that forward to each other', () => {
    const model = modelOf({ a: sender(), one: node('channel'), stage: quick, two: node('channel'), end: quick }, [
      'a>one',
      'one>stage',
      'stage>two',
      'two>end',
    ]);
    expect(told(model).map(([, channel]) => channel)).toEqual(['one', 'two']);
  });

  it('[R13] [G17] [G18] an unbounded channel takes all memory, and its process dies with what is in it', () => {
    const model = modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '100/s' }, arrivals: 'even' }),
        ch: node('channel', { unbounded: true, memoryLimit: '100KiB' }),
        c: node('consumer', { workTime: { kind: 'constant', value: '100ms' } }),
      },
      ['p>ch', 'ch>c'],
    );
    const { report, events } = ran(model);
    // 100 KiB hold 93 messages of 1 KiB and 72 bytes.
    expect(events.map(({ kind, entity, detail }) => [kind, entity, detail])).toEqual([
      ['process.crashed', 'ch', { lost: 93 }],
      ['consumer.left', 'c', { instances: 0 }],
    ]);
    const { offered, consumed, refused, dropped, imbalances } = report.ledger;
    expect([dropped, imbalances]).toEqual([{ process_crash: 93 }, 0]);
    expect(refused).toEqual({ process_crash: offered - consumed - 93 });
    expect(nodeOf(report, 'p').refused).toBe(refused.process_crash);
    expect(nodeOf(report, 'ch')).toMatchObject({ depthEnd: 0, dropped: 93 });
  });
});
