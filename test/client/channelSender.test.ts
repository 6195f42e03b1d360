import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import type { LoadDoc, Model } from '#core/scenario/scenario.ts';
import { modelOf, node, planOf } from '../support/design.ts';

const brief = (forTime: string): LoadDoc => ({
  kind: 'steps',
  steps: [
    { rate: '100/s', for: forTime },
    { rate: '0/s', for: '1s' },
  ],
});
const sender = (forTime: string, closeWhenDone: boolean) => node('producer', { load: brief(forTime), arrivals: 'even', closeWhenDone });
const quick = node('consumer', { workTime: { kind: 'constant', value: '1ms' } });

/** At which whole 100 ms the first channel was found closed. */
function closedAt(model: Model): number | undefined {
  const run = new Run(planOf(model));
  const [channel] = run.world.destinations;
  for (let us = 0; us <= 10_000_000; us += 100_000) {
    run.advance(us, Number.POSITIVE_INFINITY);
    if (channel?.kind === 'channel' && channel.isClosed) return us / 1_000_000;
  }
  return undefined;
}

describe('channel sender', () => {
  it('[U16] the last of a channel’s senders closes it, after all it had to send', () => {
    const nodes = { ch: node('channel'), c: quick };
    const edges = ['a>ch', 'b>ch', 'ch>c'];
    expect(closedAt(modelOf({ ...nodes, a: sender('1s', true), b: sender('2s', true) }, edges))).toBe(2);
    expect(closedAt(modelOf({ ...nodes, a: sender('1s', false), b: sender('2s', true) }, edges))).toBe(2);
    // The last one to leave was not told to close.
    expect(closedAt(modelOf({ ...nodes, a: sender('1s', true), b: sender('2s', false) }, edges))).toBeUndefined();
    // 100 records at 20 a second are taken in five seconds; the last ones wait in the channel.
    const slow = node('consumer', { workTime: { kind: 'constant', value: '50ms' } });
    const away = modelOf({ a: sender('1s', true), ch: node('channel', { capacity: 4 }), c: slow }, [['a>ch', { latency: '1ms' }], 'ch>c']);
    expect(closedAt(away)).toBeGreaterThan(4.5);
    expect(closedAt(away)).toBeLessThan(5.1);
  });

  it('[U16] a load without an end, or a consumer that forwards, keeps it open', () => {
    const endless = node('producer', { load: { kind: 'constant', rate: '10/s' }, closeWhenDone: true });
    expect(closedAt(modelOf({ a: endless, ch: node('channel'), c: quick }, ['a>ch', 'ch>c']))).toBeUndefined();
    const relayed = { a: sender('1s', true), ch: node('channel'), c: quick, more: node('channel'), relay: quick };
    expect(closedAt(modelOf(relayed, ['a>ch', 'ch>c', 'more>relay', 'relay>ch']))).toBeUndefined();
  });

  it('[U16] [G5] a spike is waited for, and a load that an edit brings back meets a closed channel', () => {
    const model = modelOf({ a: sender('1s', true), ch: node('channel'), c: quick }, ['a>ch', 'ch>c']);
    const run = new Run(planOf(model));
    run.advance(500_000, Number.POSITIVE_INFINITY);
    run.input({ kind: 'spike', node: 'a', factor: 0, forUs: 1_000_000 });
    run.advance(1_400_000, Number.POSITIVE_INFINITY);
    const [channel] = run.world.destinations;
    const isClosed = () => channel?.kind === 'channel' && channel.isClosed;
    expect(isClosed()).toBe(false);
    run.advance(2_000_000, Number.POSITIVE_INFINITY);
    expect(isClosed()).toBe(true);
    const again = { ...model, nodes: { ...model.nodes, a: node('producer', { load: { kind: 'constant', rate: '10/s' }, closeWhenDone: true }) } };
    run.input({ kind: 'patch', plan: planOf(again) });
    run.advance(5_000_000, Number.POSITIVE_INFINITY);
    expect(run.ledger().refused.channel_closed).toBeGreaterThan(20);
    expect(run.ledger().difference).toBe(0);
  });
});
