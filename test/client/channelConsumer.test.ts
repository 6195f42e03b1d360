import { describe, expect, it } from 'vitest';
import { modelOf, node, nodeOf, reportOf } from '../support/design.ts';

const quick = node('producer', { load: { kind: 'constant', rate: '100/s' } });
const channel = node('channel', { capacity: 10 });

describe('channel consumer', () => {
  it('[U15] reads every one of its channels, and works on no more than its slots hold', () => {
    for (const concurrency of [1, 3]) {
      const report = reportOf(
        modelOf(
          { a: quick, b: quick, left: channel, right: channel, c: node('consumer', { concurrency, workTime: { kind: 'constant', value: '50ms' } }) },
          ['a>left', 'b>right', 'left>c', 'right>c'],
          { horizon: '20s' },
        ),
      );
      const [left, right] = [nodeOf(report, 'left').out, nodeOf(report, 'right').out];
      // 20 records a second and slot, half from each side.
      expect(left + right).toBeLessThanOrEqual(400 * concurrency + concurrency + 2);
      expect(left + right).toBeGreaterThan(390 * concurrency);
      expect(Math.abs(left - right)).toBeLessThanOrEqual(2 * concurrency);
      expect(nodeOf(report, 'c').utilisation).toBeLessThanOrEqual(1);
      expect(report.ledger.imbalances).toBe(0);
    }
  });

  it('[U15] [G9] ranges over what the channel holds, in order, and then waits', () => {
    const report = reportOf(
      modelOf(
        {
          a: node('producer', {
            load: {
              kind: 'steps',
              steps: [
                { rate: '10/s', for: '1s' },
                { rate: '0/s', for: '1s' },
              ],
            },
            arrivals: 'even',
          }),
          left: channel,
          c: node('consumer'),
        },
        ['a>left', 'left>c'],
      ),
    );
    expect([nodeOf(report, 'c').processed, nodeOf(report, 'left').depthEnd]).toEqual([10, 0]);
  });
});
