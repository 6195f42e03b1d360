import { describe, expect, it } from 'vitest';
import { must } from '#core/base/assert.ts';
import { Pacer } from '#node/loadgen/pacer.ts';
import { Source, streamOf } from '#node/loadgen/source.ts';
import { modelOf, node, planOf } from '../../support/design.ts';

function paced(rate: string, untilUs: number) {
  const plan = planOf(modelOf({ p: node('producer', { load: { kind: 'constant', rate }, arrivals: 'even' }), q: node('queue') }, ['p>q']));
  const sentUs: number[] = [];
  return { sentUs, pacer: new Pacer(new Source(must(plan.producers[0], 'producer'), streamOf(plan, 'p')), untilUs, ({ atUs }) => sentUs.push(atUs)) };
}

describe('a pacer', () => {
  it('sends what is due, says when the next is, and never before its time', () => {
    const { pacer, sentUs } = paced('100/s', 1e9);
    expect(pacer.tick(-1)).toBe(5_000);
    expect(pacer.tick(4_999)).toBe(5_000);
    expect(sentUs).toEqual([]);
    expect(pacer.tick(27_000)).toBe(35_000);
    expect(sentUs).toEqual([5_000, 15_000, 25_000]);
  });

  it('skips nothing when it is late, and hands over a part at a time', () => {
    const { pacer, sentUs } = paced('10000/s', 1e9);
    pacer.tick(2e6);
    expect(sentUs.length).toBeLessThan(20_000);
    for (let turn = 0; turn < 4; turn++) pacer.tick(2e6);
    expect(sentUs).toHaveLength(20_000);
  });

  it('ends before the instant it is given', () => {
    const { pacer, sentUs } = paced('100/s', 1e6);
    expect(pacer.isOver(1e6)).toBe(false);
    expect(pacer.tick(5e6)).toBe(Number.POSITIVE_INFINITY);
    expect(sentUs).toHaveLength(100);
    expect(pacer.isOver(5e6)).toBe(true);
  });
});
