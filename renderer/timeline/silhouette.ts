/** The run in outline, for the timeline: how much was offered and how much waited, as paths in a box of 1,000 × 100. */
import type { Series } from '../engine/series.ts';
import { drawnGauge, drawnRates, drawnRows, drawnStarts, drawnTimes } from '../engine/decimate.ts';

const BUCKETS = 150;
const SECOND_US = 1_000_000;
export const BOX = { width: 1_000, height: 100 } as const;

export interface Silhouette {
  /** Closed: an area. */
  readonly load: string;
  /** A line. */
  readonly backlog: string;
}

export const NO_SILHOUETTE: Silhouette = { load: '', backlog: '' };

export function silhouette(series: Series, spanUs: number): Silhouette {
  if (series.rows < 2) return NO_SILHOUETTE;
  const rows = drawnRows(series.rows, BUCKETS);
  const seconds = drawnTimes(series, rows);
  const columns = (metric: 'offered' | 'depth' | 'lag') => series.schema.columns.flatMap((c, i) => (c.metric === metric && c.index === undefined ? [i] : []));
  const starts = drawnStarts(series, rows, spanUs / BUCKETS);
  const load = sum(columns('offered').map((column) => drawnRates(series, column, rows, spanUs / BUCKETS, starts)));
  const waiting = sum(columns('depth').map((column) => drawnGauge(series, column, rows)));
  const points = (values: Float64Array): string => {
    const most = Math.max(1e-9, ...values);
    return Array.from(values, (value, i) => {
      const x = ((seconds[i] ?? 0) * SECOND_US * BOX.width) / spanUs;
      return `${x.toFixed(1)} ${(BOX.height * (1 - 0.9 * (value / most))).toFixed(1)}`;
    }).join('L');
  };
  const [from, to] = [0, ((seconds.at(-1) ?? 0) * SECOND_US * BOX.width) / spanUs];
  return {
    load: load === undefined ? '' : `M${from} ${BOX.height}L${points(load)}L${to.toFixed(1)} ${BOX.height}Z`,
    backlog: waiting === undefined ? '' : `M${points(waiting)}`,
  };
}

function sum(lines: readonly Float64Array[]): Float64Array | undefined {
  const [first, ...rest] = lines;
  return first && Float64Array.from(first, (value, i) => rest.reduce((all, line) => all + (line[i] || 0), value || 0));
}
