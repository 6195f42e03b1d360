/** From a run's series to what a chart draws: instants in seconds, then one array per line. */
import { drawnGauge, drawnRates, drawnRows, drawnTimes } from '../engine/decimate.ts';
import type { Series } from '../engine/series.ts';
import type { Line } from './chartSpecs.ts';

/** Points a chart draws at most: two per bucket. */
const BUCKETS = 240;
const SECOND_US = 1_000_000;
/** What a rate is the mean over: a second as on the canvas, less in a short run, more in a long one. */
export const chartWindowUs = (horizonUs: number): number => Math.max(horizonUs / 240, Math.min(1_000_000, horizonUs / 20));

export type ChartData = [Float64Array, ...Float64Array[]];

/** With `compared`, another run's lines follow, at the same instants: those of the run that got further. */
export function chartData(series: Series | undefined, lines: readonly Line[], horizonUs: number, compared?: Series): ChartData {
  const all = compared === undefined ? lines : [...lines, ...lines];
  if (series === undefined) return [new Float64Array(0), ...all.map(() => new Float64Array(0))];
  const longer = compared !== undefined && compared.newestUs > series.newestUs ? compared : series;
  const rows = drawnRows(longer.rows, BUCKETS);
  const times = drawnTimes(longer, rows);
  const rowsOf = (of: Series): Int32Array => (of === longer ? rows : rowsUntil(of, times));
  const read = (of: Series, own: Int32Array, { node, metric, isRate }: Line): Float64Array => {
    const values = new Float64Array(rows.length).fill(Number.NaN);
    const column = of.column(node, metric);
    if (column >= 0) values.set(isRate ? drawnRates(of, column, own, chartWindowUs(horizonUs)) : drawnGauge(of, column, own));
    return values;
  };
  const readAll = (of: Series): Float64Array[] => {
    const own = rowsOf(of);
    return lines.map((line) => read(of, own, line));
  };
  return [times, ...readAll(series), ...(compared === undefined ? [] : readAll(compared))];
}

/** A shorter run's rows at the instants of a longer one, up to its newest. */
function rowsUntil(series: Series, seconds: Float64Array): Int32Array {
  const within = seconds.filter((at) => at * SECOND_US <= series.newestUs);
  return Int32Array.from(within, (at) => series.rowAt(Math.round(at * SECOND_US))).filter((row) => row >= 0);
}

/** What a line stands at now: a rate over the window its curve has, a gauge as it is. NaN before the first sample. */
export function newestValue(series: Series | undefined, { node, metric, isRate }: Line, horizonUs: number): number {
  if (series === undefined) return Number.NaN;
  const column = series.column(node, metric);
  return isRate ? series.rate(column, chartWindowUs(horizonUs)) : series.latest(column);
}

/** How much of the run the time axis shows: an eighth, a quarter, half, all. It grows in steps, so lines do not crawl. */
export function shownSeconds(latestUs: number, horizonUs: number): number {
  for (const part of [8, 4, 2]) if (latestUs <= horizonUs / part) return horizonUs / part / 1_000_000;
  return Math.max(horizonUs, latestUs, 1_000_000) / 1_000_000;
}
