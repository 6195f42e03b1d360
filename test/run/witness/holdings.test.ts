import { describe, expect, it } from 'vitest';
import { modelOf, node, nodeOf, reportOf } from '../../support/design.ts';

describe('what a log deletes', () => {
  it('[W3] [KR3] is lost for a group that was not handed it, and what members have in hand is not lost yet', () => {
    const slow = { offsetReset: 'earliest', maxPollRecords: 500, workTime: { kind: 'constant', value: '100ms' } } as const;
    const report = reportOf(
      modelOf(
        {
          p: node('producer', { load: { kind: 'constant', rate: '30/s' }, keys: { kind: 'uniform', count: 50 } }),
          t: node('topic', { retentionTime: '1m', segmentTime: '10s' }),
          c: node('consumer', slow),
        },
        ['p>t', 't>c'],
        { horizon: '601s' },
      ),
    );
    expect(report.ledger.dropped.retention).toBeGreaterThan(1_000);
    expect(nodeOf(report, 'c').lost).toBe(report.ledger.dropped.retention);
  });
});
