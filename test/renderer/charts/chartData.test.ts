import { expect, it } from 'vitest';
import { chartData, chartWindowUs, newestValue, shownSeconds } from '../../../renderer/charts/chartData.ts';
import type { Line } from '../../../renderer/charts/chartSpecs.ts';
import { seriesOf } from '../../support/series.ts';

const line = (node: string, metric: Line['metric'], isRate: boolean): Line => ({ key: node, node, name: node, metric, isRate, color: '--ok', isDashed: false });

it('draws counters as rates, gauges as they are, and what is not measured as a gap', () => {
  const series = seriesOf(3, 500_000, [
    ['p', 'out', (row) => 100 * (row + 1)],
    ['q', 'depth', (row) => row * row],
  ]);
  const [times, out, depth, none] = chartData(series, [line('p', 'out', true), line('q', 'depth', false), line('x', 'lag', false)], 1_500_000);
  expect([...times]).toEqual([0.5, 1, 1.5]);
  expect([...(out ?? [])]).toEqual([200, 200, 200]);
  expect([...(depth ?? [])]).toEqual([0, 1, 4]);
  expect([...(none ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

it('draws another run at the same instants, each run as far as it goes', () => {
  const short = seriesOf(2, 500_000, [['q', 'depth', (row) => row]]);
  const long = seriesOf(4, 500_000, [['q', 'depth', (row) => 10 * row]]);
  const lines = [line('q', 'depth', false)];
  const [times, own, other] = chartData(short, lines, 2_000_000, long);
  expect([...times]).toEqual([0.5, 1, 1.5, 2]);
  expect([...(own ?? [])]).toEqual([0, 1, Number.NaN, Number.NaN]);
  expect([...(other ?? [])]).toEqual([0, 10, 20, 30]);
  const [, ahead, behind] = chartData(long, lines, 2_000_000, short);
  expect([...(ahead ?? [])]).toEqual([0, 10, 20, 30]);
  expect([...(behind ?? [])]).toEqual([0, 1, Number.NaN, Number.NaN]);
});

it('is empty before the run', () => {
  expect(chartData(undefined, [line('p', 'out', true)], 0)).toEqual([new Float64Array(0), new Float64Array(0)]);
});

it('takes rates over a second, less in a short run, more in a long one', () => {
  expect([5e6, 30e6, 120e6, 600e6].map(chartWindowUs)).toEqual([250_000, 1_000_000, 1_000_000, 2_500_000]);
});

it('grows the time axis in steps, up to the horizon', () => {
  expect([0, 15e6, 16e6, 31e6, 61e6, 120e6].map((us) => shownSeconds(us, 120e6))).toEqual([15, 15, 30, 60, 120, 120]);
});

it('tells what a line stands at now, however far what is drawn was thinned out', () => {
  const series = seriesOf(4_000, 10_000, [
    ['p', 'out', (row) => 5 * (row + 1)],
    ['q', 'depth', (row) => 3_999 - row],
  ]);
  expect(newestValue(series, line('q', 'depth', false), 40e6)).toBe(0);
  expect(newestValue(series, line('p', 'out', true), 40e6)).toBeCloseTo(500);
  expect(newestValue(undefined, line('p', 'out', true), 40e6)).toBeNaN();
});
