/** A quorum queue in a whole world: servers lose their power, and clients find another. */
import { describe, expect, it } from 'vitest';
import { Run } from '#core/run/run.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { FaultDoc, Model, QueueDoc } from '#core/scenario/scenario.ts';
import { finish, modelOf, node, nodeOf, planOf, reportOf } from '../support/design.ts';

const { model } = EXAMPLES.find(({ id }) => id === 'quorum-queue')!.scenario;
const withQueue = (fields: Partial<QueueDoc>): Model => ({
  ...model,
  nodes: { ...model.nodes, payments: { ...(model.nodes['payments'] as QueueDoc), ...fields } },
});
const crash = (server: number, at: string, lasts: string): FaultDoc => ({ kind: 'brokerCrash', mode: 'power', target: 'rabbit', server, at, for: lasts });

describe('a quorum queue', () => {
  it('[QQ6] [RQQ4] loses nothing that was confirmed when its leader loses power, and goes on without it', () => {
    const report = finish(new Run(planOf(model)));
    expect(report.ledger).toMatchObject({ difference: 0, imbalances: 0 });
    expect(report.objectives.every(({ met }) => met)).toBe(true);
    expect(nodeOf(report, 'cashier').processed).toBeGreaterThan(11_900);
  });

  it('[QQ5] [RQQ4] with two of three down nothing is processed until one is back, and then all of it', () => {
    const run = new Run(planOf({ ...model, faults: [crash(1, '20s', '30s'), crash(2, '22s', '8s')] }));
    const at = (seconds: number): number => {
      run.advance(seconds * 1_000_000, Number.POSITIVE_INFINITY);
      return nodeOf(run.report(), 'payments').in;
    };
    const [before, still] = [at(23), at(29)];
    expect(still).toBe(before);
    const report = finish(run);
    expect(report.objectives.every(({ met }) => met)).toBe(true);
    expect(report.ledger).toMatchObject({ difference: 0, imbalances: 0 });
  });

  it('[QD1] [RC3] a classic one in its place loses what nobody said is persistent', () => {
    const crowded = withQueue({ type: 'classic' });
    const cashier = { ...crowded.nodes['cashier'], workTime: { kind: 'constant', value: '15ms' } } as Model['nodes'][string];
    const report = finish(new Run(planOf({ ...crowded, nodes: { ...crowded.nodes, cashier } })));
    expect(report.ledger.dropped.broker_crash).toBeGreaterThan(100);
    expect(report.objectives.find(({ text }) => text.startsWith('lost'))?.met).toBe(false);
    expect(report.ledger).toMatchObject({ difference: 0, imbalances: 0 });
  });
});

describe('a poison message on a quorum queue', () => {
  const deadIn = (profile: 'rabbitmq-4.2' | 'rabbitmq-4.3', onFailure: 'retry' | 'fail'): number => {
    const report = reportOf(
      modelOf(
        {
          r: node('broker', { profile }),
          p: node('producer', { load: { kind: 'constant', rate: '1/s' }, variants: [{ weight: 1, poison: true }] }),
          q: node('queue', { broker: 'r', type: 'quorum' }),
          d: node('queue', { broker: 'r' }),
          c: node('consumer', { onFailure }),
        },
        ['p>q', 'q>c', 'q>d'],
      ),
    );
    return nodeOf(report, 'd').in;
  };

  it('[QQ2] [RQQ2] dies of the delivery limit until 4.2; since 4.3 only if it is given back as failed', () => {
    expect(deadIn('rabbitmq-4.2', 'retry')).toBeGreaterThan(5);
    expect(deadIn('rabbitmq-4.3', 'retry')).toBe(0);
    expect(deadIn('rabbitmq-4.3', 'fail')).toBeGreaterThan(5);
  });
});
