import { describe, expect, it } from 'vitest';
import { LimitReached } from '#core/base/assert.ts';
import { SECOND } from '#core/base/units.ts';
import { Runaways } from '#core/run/runaways.ts';
import { Run } from '#core/run/run.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { runToEnd } from '#node/runHost.ts';
import { modelOf, node, planOf } from '../support/design.ts';

/** A message that is given back without end, at no cost: nothing takes time. */
const SPINNING: Model = modelOf(
  {
    q: node('queue'),
    p: node('producer', { load: { kind: 'constant', rate: '1/s' }, variants: [{ weight: 1, poison: true }] }),
    c: node('consumer', { workTime: { kind: 'constant', value: '0s' } }),
  },
  ['p>q', 'q>c'],
);

describe('a scenario that runs away', () => {
  it('[R18] [RQ6] ends with the limit it reached when time stands still, and with what was measured', async () => {
    const { report, isComplete, limit } = await runToEnd(planOf(SPINNING));
    expect([isComplete, limit?.limit]).toEqual([false, 'eventsPerInstant']);
    expect(limit?.message).toMatch(/^limit eventsPerInstant: 5000000 events fired at \d+ µs and time does not move$/);
    expect(report.endedAtUs).toBeLessThan(10 * SECOND);
    expect(report.ledger.difference).toBe(0);
  }, 60_000);

  it('[R18] ends when a queue without a limit is full', () => {
    const model = modelOf({ q: node('queue'), t: node('topic'), p: node('producer', { load: { kind: 'constant', rate: '100/s' } }) }, ['p>q', 'p>t']);
    const run = new Run(planOf(model));
    run.advance(5 * SECOND, Number.POSITIVE_INFINITY);
    const look = (limits: { queueRecords: number; logRecords: number }) => () => new Runaways(run.world, limits).look();
    expect(look({ queueRecords: 10_000, logRecords: 10_000 })).not.toThrow();
    expect(look({ queueRecords: 100, logRecords: 10_000 })).toThrow(/^limit queueRecords: q \(q\) holds \d+ messages/);
    expect(look({ queueRecords: 10_000, logRecords: 100 })).toThrow(LimitReached);
  });
});
