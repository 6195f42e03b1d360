/** Operators' figures on a series computed by hand. */
import { describe, expect, test } from 'vitest';
import { seriesOf } from '../../../support/series.ts';
import { figuresOf, type Subject } from '../../../../renderer/charts/operator/figures.ts';

const valueOf = (subject: Subject, name: string): number =>
  figuresOf(subject)
    .find((figure) => figure.name === name)!
    .value(subject);

describe('figures of operators', () => {
  // A second per row: 100 a second are written, lag grows by 30 a second for ten seconds, then shrinks by 50.
  const lagAt = (row: number) => (row < 10 ? 30 * (row + 1) : 300 - 50 * (row - 9));
  const series = seriesOf(14, 1_000_000, [
    ['t', 'lag', lagAt],
    ['t', 'lagUs', (row) => 10_000 * lagAt(row)],
    ['t', 'logEnd', (row) => 100 * (row + 1)],
    ['t', 'out', (row) => 70 * (row + 1)],
  ]);
  const topic: Subject = { series, id: 't', kind: 'topic' };

  test('[MT15] [MT16] a topic that grows never drains; one that shrinks does, by its trend; at the instant shown', () => {
    series.show(10_000_000);
    expect(valueOf(topic, 'lagTrend')).toBeCloseTo(30, 9);
    expect(valueOf(topic, 'drainTime')).toBe(Number.POSITIVE_INFINITY);
    expect(valueOf(topic, 'consumeRate')).toBeCloseTo(70, 9);
    expect(figuresOf(topic)[0]!.direction!(topic)).toBe('rising');
    series.show(undefined);
    expect(valueOf(topic, 'lag')).toBe(100);
    expect(valueOf(topic, 'produceRate')).toBeCloseTo(100, 9);
  });

  test('what a run does not measure is not listed', () => {
    expect(figuresOf(topic).map(({ name }) => name)).toEqual(['lag', 'lagUs', 'lagTrend', 'drainTime', 'logEnd', 'produceRate', 'consumeRate', 'fetchRate']);
  });

  test('[MT10] [MT11] a queue: ready and unacked make its total, and the share of time with room is its capacity', () => {
    const queue: Subject = {
      id: 'q',
      kind: 'queue',
      series: seriesOf(4, 1_000_000, [
        ['q', 'depth', () => 12],
        ['q', 'inFlight', () => 3],
        ['q', 'capacityUs', (row) => 250_000 * (row + 1)],
      ]),
    };
    expect([valueOf(queue, 'ready'), valueOf(queue, 'unacked'), valueOf(queue, 'total'), valueOf(queue, 'consumerCapacity')]).toEqual([12, 3, 15, 0.25]);
  });
});
