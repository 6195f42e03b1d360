/**
 * Heat maps as numbers: how much there is in each cell of time × place, and how strong its colour is. Time goes in columns of equal
 * length from the start of the run; what is drawn is a picture of the whole run, whatever the instant shown.
 */
import { LATENCY_BUCKETS, latencyBucketStart } from '#core/metrics/latencyBuckets.ts';
import type { MetricName } from '#core/metrics/names.ts';
import { drawnRows } from '../../engine/decimate.ts';
import type { Series } from '../../engine/series.ts';

const SECOND_US = 1_000_000;
/** Columns of time a map has at most. */
const COLUMNS = 240;

export interface Heat {
  /** End of each column, µs. */
  readonly endsUs: Float64Array;
  /** Places, from the bottom of the map. */
  readonly places: number;
  /** Which of all places is the lowest shown. */
  readonly first: number;
  /** By column, then place; NaN: nothing is known. */
  readonly values: Float64Array;
  readonly max: number;
}

const EMPTY: Heat = { endsUs: new Float64Array(0), places: 0, first: 0, values: new Float64Array(0), max: 0 };

/** How many columns of a metric with an index there are. */
function placesOf(series: Series, id: string, metric: MetricName): number {
  let places = 0;
  while (series.column(id, metric, places) >= 0) places++;
  return places;
}

/** Partitions: the largest lag within each column, or the mean rate of the log's end over it. */
export function partitionHeat(series: Series, id: string, of: 'lag' | 'rate'): Heat {
  const metric = of === 'lag' ? 'partitionLag' : 'partitionEnd';
  const places = placesOf(series, id, metric);
  const rows = drawnRows(series.rows, COLUMNS / 2);
  if (rows.length === 0 || places === 0) return EMPTY;
  const endsUs = Float64Array.from(rows, (row) => series.at(row, 0));
  const values = new Float64Array(rows.length * places);
  let max = 0;
  for (let place = 0; place < places; place++) {
    const column = series.values(series.column(id, metric, place));
    let before = -1;
    rows.forEach((row, i) => {
      const value = of === 'lag' ? greatest(column, before + 1, row) : riseOf(series, column, before, row);
      before = row;
      values[i * places + place] = value;
      if (value > max) max = value;
    });
  }
  return { endsUs, places, first: 0, values, max };
}

function greatest(column: Float64Array, from: number, to: number): number {
  let most = Number.NaN;
  for (let row = from; row <= to; row++) if (!(column[row]! <= most)) most = column[row]!;
  return most;
}

function riseOf(series: Series, column: Float64Array, from: number, to: number): number {
  const spanUs = series.at(to, 0) - (from < 0 ? 0 : series.at(from, 0));
  const start = from < 0 ? 0 : column[from]!;
  return ((column[to]! - (Number.isNaN(start) ? 0 : start)) / spanUs) * SECOND_US;
}

/** Latencies: how many messages per second took so long, in each column; only the buckets in which there ever was one, with a margin. */
export function latencyHeat(series: Series, id: string): Heat {
  const last = series.column(id, 'latencyBucket', LATENCY_BUCKETS - 1);
  const rows = drawnRows(series.rows, COLUMNS / 2);
  if (rows.length === 0 || last < 0) return EMPTY;
  const columns = Array.from({ length: LATENCY_BUCKETS }, (_, i) => series.values(series.column(id, 'latencyBucket', i)));
  const used = columns.flatMap((column, i) => ((column[rows.at(-1)!] ?? 0) > 0 ? [i] : []));
  if (used.length === 0) return EMPTY;
  const first = Math.max(0, used[0]! - 1);
  const places = Math.min(LATENCY_BUCKETS, used.at(-1)! + 2) - first;
  const values = new Float64Array(rows.length * places);
  let max = 0;
  for (let place = 0; place < places; place++) {
    let before = -1;
    rows.forEach((row, i) => {
      const value = riseOf(series, columns[first + place]!, before, row);
      before = row;
      values[i * places + place] = value;
      if (value > max) max = value;
    });
  }
  return { endsUs: Float64Array.from(rows, (row) => series.at(row, 0)), places, first, values, max };
}

/** Height of a latency in a map of buckets, in places from its bottom. */
export function placeOfLatency(us: number, first: number): number {
  if (us < latencyBucketStart(1)) return us / latencyBucketStart(1) - first;
  let bucket = 1;
  while (bucket < LATENCY_BUCKETS - 1 && latencyBucketStart(bucket + 1) <= us) bucket++;
  const start = latencyBucketStart(bucket);
  const end = bucket === LATENCY_BUCKETS - 1 ? 2 * start : latencyBucketStart(bucket + 1);
  return bucket + Math.min(1, (us - start) / (end - start)) - first;
}

/** 0 … 1, logarithmic: a hundredth of the most is told apart from none, and a tenth is half as strong. */
const DECADES = Math.log1p(99);
export const strengthOf = (value: number, max: number): number => (value > 0 && max > 0 ? Math.log1p((99 * Math.min(value, max)) / max) / DECADES : 0);
/** The value that is half as strong as the most. */
export const HALF_STRENGTH = Math.expm1(DECADES / 2) / 99;

/**
 * No more cells than pixels, so that none is lost between them: each is the greatest of those it stands for. By row from the top, then
 * column.
 */
export function pooled(
  { endsUs, places, values }: Heat,
  width: number,
  height: number,
): { readonly width: number; readonly height: number; readonly values: Float64Array } {
  const wide = Math.min(endsUs.length, Math.max(1, Math.floor(width)));
  const high = Math.min(places, Math.max(1, Math.floor(height)));
  const out = new Float64Array(wide * high).fill(Number.NaN);
  for (let column = 0; column < endsUs.length; column++) {
    const x = Math.floor((column * wide) / endsUs.length);
    for (let place = 0; place < places; place++) {
      const at = (high - 1 - Math.floor((place * high) / places)) * wide + x;
      const value = values[column * places + place]!;
      if (!(value <= out[at]!)) out[at] = Number.isNaN(value) ? out[at]! : value;
    }
  }
  return { width: wide, height: high, values: out };
}

/** How latencies are spread: of all that came up to the instant shown, or of what came in the window before it. */
export function histogramAt(series: Series, id: string, windowUs: number | undefined): Float64Array {
  const counts = new Float64Array(LATENCY_BUCKETS);
  const from = windowUs === undefined ? -1 : series.rowAt(series.latestUs - windowUs);
  for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) {
    const column = series.column(id, 'latencyBucket', bucket);
    const before = from < 0 || column < 0 ? 0 : series.at(from, column);
    counts[bucket] = column < 0 ? 0 : series.latest(column) - (Number.isNaN(before) ? 0 : before);
  }
  return counts;
}
