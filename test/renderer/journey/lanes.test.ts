/** Waits to scale. */
import { describe, expect, it } from 'vitest';
import { spanOf, stretchesOf, totalsOf } from '../../../renderer/journey/lanes.ts';
import { modelOf, node } from '../../support/design.ts';
import { journeyOf } from '../../support/journeys.ts';

const model = modelOf(
  {
    p: node('producer', { load: { kind: 'constant', rate: '4/s' } }),
    q: node('queue'),
    c: node('consumer', { prefetch: 1, workTime: { kind: 'constant', value: '600ms' } }),
  },
  ['p>q', 'q>c'],
  { horizon: '10s' },
  '1ms',
);

describe('lanes', () => {
  it('waits lie end to end from the first step to the last', () => {
    const journey = journeyOf(model, 3);
    const [copy] = journey.copies;
    const stretches = stretchesOf(copy!, journey.untilUs);
    stretches.forEach((stretch, i) => expect(stretch.toUs).toBe(stretches[i + 1]?.fromUs ?? stretch.toUs));
    const { fromUs, toUs } = spanOf(journey);
    expect([stretches[0]?.fromUs, stretches.at(-1)?.toUs]).toEqual([fromUs, toUs]);
    expect(totalsOf(journey).reduce((sum, { us }) => sum + us, 0)).toBe(toUs - fromUs);
    expect(stretches.some(({ isOpen }) => isOpen)).toBe(false);
  });

  it('one that still waits does so up to now', () => {
    const journey = journeyOf(model, 12, 4_000_000);
    const last = stretchesOf(journey.copies[0]!, journey.untilUs).at(-1);
    expect(last).toMatchObject({ wait: 'consumer', toUs: 4_000_000, isOpen: true });
    expect(spanOf(journey).toUs).toBe(4_000_000);
    expect(totalsOf(journey)[0]?.wait).toBe('consumer');
  });
});
