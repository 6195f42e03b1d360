import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import { modelOf, node, planOf } from '../support/design.ts';

describe('notices', () => {
  it('tells once when a full queue begins to refuse, which objective was missed, and that the run is over', () => {
    const model = modelOf(
      {
        p: node('producer', { load: { kind: 'constant', rate: '100/s' }, arrivals: 'even', retries: 0 }),
        q: node('queue', { maxLength: 50, overflow: 'reject' }),
        c: node('consumer', { workTime: { kind: 'constant', value: '50ms' }, prefetch: 1 }),
      },
      ['p>q', 'q>c'],
      { objectives: [{ metric: 'refused', node: '', below: 1 }] },
    );
    const run = new Run(planOf(model));
    while (!run.ended) run.advance(run.end, 1_000_000);
    const events = run.takeFrames().events.filter((e) => e.kind !== 'consumer.joined');
    expect(events.map((e) => `${e.kind} ${e.entity}`)).toEqual(['queue.overflowed q', 'objective.missed ', 'run.ended ']);
  });

  it('[J5] tells once of each instance that a durable subscription in use is refused to', () => {
    const model = modelOf(
      {
        mq: node('broker', { profile: 'activemq-5.17' }),
        news: node('broadcast', { broker: 'mq' }),
        p: node('producer'),
        c: node('consumer', { count: 2, subscription: 'durable', subscriptionName: 'inbox' }),
      },
      ['p>news', 'news>c'],
      { horizon: '60s' },
    );
    const run = new Run(planOf(model));
    while (!run.ended) run.advance(run.end, 1_000_000);
    const events = run.takeFrames().events.filter((e) => e.kind === 'consumer.refused');
    expect(events.map((e) => e.entity)).toEqual(['c']);
    // The one that has it gets every message once.
    const { ledger } = run.report();
    expect(ledger.offered).toBe(ledger.consumed + ledger.inFlight + ledger.stored);
  });
});
