/** Whole worlds that follow ActiveMQ: from a document to the report, through a crash. */
import { describe, expect, it } from 'vitest';
import type { FaultDoc } from '#core/scenario/scenario.ts';
import { modelOf, node, nodeOf, planOf, finish } from '../support/design.ts';
import { Run } from '#core/run/run.ts';

const mq = node('broker', { profile: 'activemq-5.17' });
const even = (rate: string) =>
  ({
    load: {
      kind: 'steps',
      steps: [
        { rate, for: '5s' },
        { rate: '0/s', for: '1s' },
      ],
    },
    arrivals: 'even',
  }) as const;
const reportOf = (model: Parameters<typeof planOf>[0], faults: readonly FaultDoc[] = []) => finish(new Run(planOf({ ...model, faults })));

describe('a server that follows ActiveMQ', () => {
  it('[J13] restarts with its persistent messages, and lost the others', () => {
    const nodes = {
      mq,
      p: node('producer', { ...even('20/s'), variants: [{ weight: 1 }] }),
      n: node('producer', { ...even('20/s'), variants: [{ weight: 1, persistent: false }] }),
      q: node('queue', { broker: 'mq' }),
      c: node('consumer', { startAt: '20s' }),
    };
    const model = modelOf(nodes, ['p>q', 'n>q', 'q>c'], { horizon: '30s' });
    const crash: FaultDoc = { kind: 'brokerCrash', at: '10s', target: 'mq', for: '1s', mode: 'power' };
    const report = reportOf(model, [crash]);
    expect([nodeOf(report, 'q').in, nodeOf(report, 'c').processed]).toEqual([200, 100]);
    expect(report.ledger).toMatchObject({ dropped: { broker_crash: 100 }, difference: 0 });
  });

  it('[J4] [J13] keeps a durable subscription whose reader was away when it crashed', () => {
    const nodes = {
      mq,
      p: node('producer', even('20/s')),
      d: node('broadcast', { broker: 'mq' }),
      c: node('consumer', { subscription: 'durable', subscriptionName: 'inbox' }),
    };
    const faults: FaultDoc[] = [
      { kind: 'clientCrash', at: '2s', target: 'c', for: '10s', moment: 'now' },
      { kind: 'brokerCrash', at: '8s', target: 'mq', for: '1s', mode: 'process' },
    ];
    const report = reportOf(modelOf(nodes, ['p>d', 'd>c'], { horizon: '30s' }), faults);
    expect(nodeOf(report, 'c').processed).toBe(100);
    expect(report.ledger).toMatchObject({ dropped: {}, difference: 0 });
  });

  it('[J7] [J9] what dies goes to the server’s own dead-letter queue', () => {
    const nodes = {
      mq,
      p: node('producer', { ...even('2/s'), variants: [{ weight: 1, poison: true }] }),
      t: node('producer', { ...even('2/s'), variants: [{ weight: 1, ttl: '1s' }] }),
      q: node('queue', { broker: 'mq' }),
      c: node('consumer', { startAt: '10s', redeliveryDelay: '10ms' }),
    };
    const report = reportOf(modelOf(nodes, ['p>q', 't>q', 'q>c'], { horizon: '30s' }));
    expect([nodeOf(report, 'c').failed, nodeOf(report, 'q').deadLettered]).toEqual([70, 20]);
    expect(report.ledger).toMatchObject({ consumed: 0, stored: 20, dropped: {}, difference: 0 });
  });
});
