/**
 * Fewer points than pixels to draw. Gauges keep the lowest and highest value of each bucket in the order they came, so no
 * peak is lost; counters become mean rates. All series of one chart share the same instants.
 */
import type { Series } from './series.ts';

const SECOND_US = 1_000_000;

/** Rows to draw: the last row of each half bucket, at most 2 × buckets of them, always with the newest. */
export function drawnRows(rows: number, buckets: number): Int32Array {
  const count = Math.min(rows, 2 * buckets);
  const out = new Int32Array(count);
  for (let i = 0; i < count; i++) out[i] = Math.floor(((i + 1) * rows) / count) - 1;
  return out;
}

/** Virtual time of the drawn rows, in seconds. */
export function drawnTimes(series: Series, rows: Int32Array): Float64Array {
  const times = series.values(0);
  return Float64Array.from(rows, (row) => (times[row] ?? 0) / SECOND_US);
}

/**
 * A counter as mean rate per second up to each drawn row: since the row drawn before, or over `windowUs` where that is longer
 * (short windows show the noise of arrivals, not their rate). The first rows reach back to the origin.
 */
export function drawnRates(series: Series, column: number, rows: Int32Array, windowUs = 0, starts = drawnStarts(series, rows, windowUs)): Float64Array {
  const out = new Float64Array(rows.length);
  const values = series.values(column);
  const times = series.values(0);
  rows.forEach((row, i) => {
    const atUs = times[row] ?? 0;
    const from = starts[i] ?? -1;
    const fromUs = from < 0 ? 0 : (times[from] ?? 0);
    const before = from < 0 ? 0 : (values[from] ?? 0);
    out[i] = atUs > fromUs ? (((values[row] ?? 0) - before) / (atUs - fromUs)) * SECOND_US : 0;
  });
  return out;
}

/** The row each drawn rate counts from (−1: the origin): the same for all columns, so whoever draws many looks for them once. */
export function drawnStarts(series: Series, rows: Int32Array, windowUs: number): Int32Array {
  const times = series.values(0);
  return rows.map((row, i) => Math.min(i === 0 ? -1 : (rows[i - 1] ?? -1), windowUs > 0 ? series.rowAt((times[row] ?? 0) - windowUs) : row));
}

/** A gauge: where rows were skipped, the two points of a bucket are its extremes. NaN means "nothing measured" and stays NaN. */
export function drawnGauge(series: Series, column: number, rows: Int32Array, scale = 1): Float64Array {
  const out = new Float64Array(rows.length);
  const values = series.values(column);
  if (rows.length === values.length) {
    for (let i = 0; i < out.length; i++) out[i] = (values[i] ?? Number.NaN) * scale;
    return out;
  }
  for (let i = 0; i < rows.length; i += 2) {
    const from = i === 0 ? 0 : (rows[i - 1] ?? 0) + 1;
    const to = rows[Math.min(i + 1, rows.length - 1)] ?? 0;
    const { first, second } = extremes(values, from, to);
    out[i] = first * scale;
    if (i + 1 < rows.length) out[i + 1] = second * scale;
  }
  return out;
}

function extremes(values: Float64Array, from: number, to: number): { first: number; second: number } {
  let low = -1;
  let high = -1;
  for (let r = from; r <= to; r++) {
    const v = values[r] ?? Number.NaN;
    if (Number.isNaN(v)) continue;
    if (low < 0 || v < (values[low] ?? 0)) low = r;
    if (high < 0 || v > (values[high] ?? 0)) high = r;
  }
  if (low < 0) return { first: Number.NaN, second: Number.NaN };
  return { first: values[Math.min(low, high)] ?? 0, second: values[Math.max(low, high)] ?? 0 };
}
