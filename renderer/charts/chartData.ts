/** From a run's series to what a chart draws: instants in seconds, then one array per line. */
import { drawnGauge, drawnRates, drawnRows, drawnTimes } from '../engine/decimate.ts';
import type { Series } from '../engine/series.ts';
import type { Line } from './chartSpecs.ts';

/** Points a chart draws at most: two per bucket. */
const BUCKETS = 240;
/** What a rate is the mean over: a second as on the canvas, less in a short run, more in a long one. */
export const chartWindowUs = (horizonUs: number): number => Math.max(horizonUs / 240, Math.min(1_000_000, horizonUs / 20));

export type ChartData = [Float64Array, ...Float64Array[]];

export function chartData(series: Series | undefined, lines: readonly Line[], horizonUs: number): ChartData {
  if (series === undefined) return [new Float64Array(0), ...lines.map(() => new Float64Array(0))];
  const rows = drawnRows(series.rows, BUCKETS);
  const read = ({ node, metric, isRate }: Line): Float64Array => {
    const column = series.column(node, metric);
    if (column < 0) return new Float64Array(rows.length).fill(Number.NaN);
    return isRate ? drawnRates(series, column, rows, chartWindowUs(horizonUs)) : drawnGauge(series, column, rows);
  };
  return [drawnTimes(series, rows), ...lines.map(read)];
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
