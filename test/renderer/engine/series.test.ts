import { describe, expect, it } from 'vitest';
import type { FrameBatch, FrameSchema } from '#core/metrics/frameBatch.ts';
import { drawnGauge, drawnRates, drawnRows, drawnTimes } from '../../../renderer/engine/decimate.ts';
import { Series } from '../../../renderer/engine/series.ts';

const schema = (rowsMax: number): FrameSchema => ({
  runId: 7,
  sampleUs: 100_000,
  rowsMax,
  columns: [
    { entity: '', metric: 'time' },
    { entity: 'orders', metric: 'out' },
    { entity: 'queue', metric: 'depth' },
    { entity: 'worker', metric: 'busyUs' },
    { entity: 'worker', metric: 'servers' },
  ],
});

/** Row i is at (i + 1) · 100 ms; `out` rises by 50 a row, `depth` is given, two servers are busy half the time. */
function batch(from: number, rows: number, depth: (i: number) => number = (i) => i, runId = 7): FrameBatch {
  const data = new Float64Array(rows * 5);
  for (let r = 0; r < rows; r++) {
    const i = from + r;
    data.set([(i + 1) * 100_000, (i + 1) * 50, depth(i), (i + 1) * 100_000, 2], r * 5);
  }
  return { runId, rows, columns: 5, data, events: [], eventsDropped: 0 };
}

describe('Series', () => {
  it('appends batches and finds columns by entity and metric', () => {
    const series = new Series(schema(100));
    expect(series.latest(1)).toBeNaN();
    expect(series.accept(batch(0, 3))).toBe(true);
    expect(series.accept(batch(3, 2))).toBe(true);
    expect(series.rows).toBe(5);
    expect(series.column('queue', 'depth')).toBe(2);
    expect(series.column('queue', 'lag')).toBe(-1);
    expect(series.latest(series.column('queue', 'depth'))).toBe(4);
    expect([...series.values(2)]).toEqual([0, 1, 2, 3, 4]);
    expect(series.latestUs).toBe(500_000);
  });

  it('refuses a batch of another run or shape', () => {
    const series = new Series(schema(100));
    expect(series.accept(batch(0, 1, undefined, 8))).toBe(false);
    expect(series.accept({ ...batch(0, 1), columns: 4 })).toBe(false);
    expect(series.rows).toBe(0);
  });

  it('gives the rate of a counter over a window, from the origin when the window is longer than the run', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 3));
    expect(series.rate(1, 10_000_000)).toBeCloseTo(500, 9);
    series.accept(batch(3, 20));
    expect(series.rate(1, 1_000_000)).toBeCloseTo(500, 9);
    expect(series.rate(1, 1)).toBeCloseTo(500, 9);
    expect(series.rate(-1)).toBeNaN();
  });

  it('derives utilisation from busy time and servers', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 30));
    expect(series.utilisation('worker')).toBeCloseTo(0.5, 9);
    expect(series.utilisation('orders')).toBeNaN();
  });

  it('finds the row at an instant', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 10));
    expect(series.rowAt(99_999)).toBe(-1);
    expect(series.rowAt(100_000)).toBe(0);
    expect(series.rowAt(349_999)).toBe(2);
    expect(series.rowAt(9e9)).toBe(9);
  });

  it('keeps its memory: past the capacity every second row goes, the newest stays and rates hold', () => {
    const series = new Series(schema(1_000), 32 * 5);
    expect(series.capacity).toBe(32);
    for (let i = 0; i < 1_000; i++) series.accept(batch(i, 1));
    expect(series.rows).toBeLessThanOrEqual(32);
    expect(series.rows).toBeGreaterThanOrEqual(16);
    expect(series.latestUs).toBe(100_000_000);
    expect(series.rate(1, 5_000_000)).toBeCloseTo(500, 9);
    const times = [...series.values(0)];
    const steps = new Set(times.slice(1).map((t, i) => t - (times[i] ?? 0)));
    expect(steps.size).toBe(1);
  });
});

describe('Series at a cursor', () => {
  it('reads every figure at the row shown, and the newest again without a cursor', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 40, (i) => i * i));
    const then = new Series(schema(100));
    then.accept(batch(0, 17, (i) => i * i));
    series.show(1_799_999);
    for (const c of [0, 1, 2, 3, 4]) expect(series.latest(c)).toBe(then.latest(c));
    expect(series.rate(2)).toBe(then.rate(2));
    expect(series.utilisation('worker', 500_000)).toBe(then.utilisation('worker', 500_000));
    expect([series.latestUs, series.newestUs]).toEqual([1_700_000, 4_000_000]);
    series.accept(batch(40, 1));
    expect([series.latestUs, series.newestUs]).toEqual([1_700_000, 4_100_000]);
    series.show(undefined);
    expect(series.latestUs).toBe(4_100_000);
  });

  it('shows nothing measured before the first sample', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 3));
    series.show(0);
    expect(series.latestUs).toBe(0);
    expect([series.latest(1), series.rate(1)]).toEqual([Number.NaN, Number.NaN]);
  });

  it('stays at its instant when rows are let go', () => {
    const series = new Series(schema(1_000), 32 * 5);
    series.accept(batch(0, 32));
    series.show(1_500_000);
    series.accept(batch(32, 500));
    expect(series.stride).toBeGreaterThan(1);
    expect(series.latestUs).toBeLessThanOrEqual(1_500_000);
    expect(series.latest(1)).toBe(series.latestUs / 2_000);
  });
});

describe('Series of a run whose structure changes', () => {
  const wider: FrameSchema = {
    ...schema(100),
    columns: [
      { entity: '', metric: 'time' },
      { entity: 'orders', metric: 'out' },
      { entity: 'added', metric: 'depth', index: 3 },
      { entity: 'added', metric: 'depth' },
      { entity: 'queue', metric: 'depth' },
    ],
  };

  it('keeps what was measured, begins new columns empty, and reads on by name', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 3));
    series.adopt(wider);
    series.accept({ runId: 7, rows: 1, columns: 5, data: Float64Array.of(400_000, 200, 33, 30, 9), events: [], eventsDropped: 0 });
    expect([...series.values(series.column('queue', 'depth'))]).toEqual([0, 1, 2, 9]);
    expect([...series.values(series.column('added', 'depth'))]).toEqual([Number.NaN, Number.NaN, Number.NaN, 30]);
    expect([...series.values(series.column('added', 'depth', 3))]).toEqual([Number.NaN, Number.NaN, Number.NaN, 33]);
    expect([...series.values(series.column('worker', 'servers'))]).toEqual([2, 2, 2, Number.NaN]);
    expect(series.latest(series.column('worker', 'servers'))).toBeNaN();
    expect(series.rate(series.column('added', 'depth'), 200_000)).toBeCloseTo(150, 9);
  });

  it('keeps its memory with more columns too', () => {
    const series = new Series(schema(1_000), 32 * 5);
    series.accept(batch(0, 32));
    series.adopt({ ...wider, rowsMax: 1_000 });
    expect(series.capacity * series.schema.columns.length).toBeLessThanOrEqual(32 * 5);
    expect(series.rows).toBeLessThanOrEqual(series.capacity);
    expect([...series.values(0)].every((t, i, all) => i === 0 || t - all[i - 1]! === series.stride * 100_000)).toBe(true);
  });
});

describe('decimation', () => {
  it('draws every row while there are few', () => {
    expect([...drawnRows(5, 400)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('draws at most two points per bucket and always the newest row', () => {
    const rows = drawnRows(3_600, 100);
    expect(rows.length).toBe(200);
    expect(rows.at(-1)).toBe(3_599);
    expect(new Set(rows).size).toBe(200);
  });

  it('keeps a one-sample peak of a gauge', () => {
    const series = new Series(schema(2_000));
    series.accept(batch(0, 2_000, (i) => (i === 777 ? 9_999 : i === 1_234 ? -5 : 10)));
    const rows = drawnRows(series.rows, 50);
    const drawn = drawnGauge(series, 2, rows);
    expect(Math.max(...drawn)).toBe(9_999);
    expect(Math.min(...drawn)).toBe(-5);
    expect(drawnTimes(series, rows).length).toBe(drawn.length);
  });

  it('draws a counter as exact mean rates: their integral is the count', () => {
    const series = new Series(schema(2_000));
    series.accept(batch(0, 1_999));
    const rows = drawnRows(series.rows, 60);
    const times = drawnTimes(series, rows);
    const rates = drawnRates(series, 1, rows);
    let total = 0;
    rates.forEach((rate, i) => (total += rate * ((times[i] ?? 0) - (times[i - 1] ?? 0))));
    expect(total).toBeCloseTo(1_999 * 50, 6);
  });

  it('takes the mean over a window where points lie closer', () => {
    const series = new Series(schema(100));
    // Ten records every second row: 0 or 200/s from row to row, 100/s over a second.
    const data = Float64Array.from({ length: 40 * 5 }, (_, i) =>
      i % 5 === 0 ? (Math.floor(i / 5) + 1) * 100_000 : i % 5 === 1 ? 20 * Math.floor((i / 5 + 1) / 2) : 0,
    );
    series.accept({ runId: 7, rows: 40, columns: 5, data, events: [], eventsDropped: 0 });
    const rows = drawnRows(40, 100);
    expect(Array.from(drawnRates(series, 1, rows).slice(-2)).sort((a, b) => a - b)).toEqual([0, 200]);
    expect(Array.from(drawnRates(series, 1, rows, 1_000_000).slice(-2))).toEqual([100, 100]);
  });

  it('leaves a gap where nothing was measured', () => {
    const series = new Series(schema(100));
    series.accept(batch(0, 3, () => Number.NaN));
    expect([...drawnGauge(series, 2, drawnRows(3, 10))]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
