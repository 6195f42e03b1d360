/** A run's series from a table: per column an entity, a metric and a function of the row. Row i is at (i + 1) · sampleUs. */
import type { MetricName } from '#core/metrics/names.ts';
import { Series } from '../../renderer/engine/series.ts';

export type SeriesColumn = readonly [entity: string, metric: MetricName, value: (row: number) => number];

export function seriesOf(rows: number, sampleUs: number, columns: readonly SeriesColumn[]): Series {
  const all: SeriesColumn[] = [['', 'time', (row) => (row + 1) * sampleUs], ...columns];
  const schema = { runId: 1, sampleUs, rowsMax: rows, columns: all.map(([entity, metric]) => ({ entity, metric })) };
  const data = Float64Array.from({ length: rows * all.length }, (_, i) => all[i % all.length]?.[2](Math.floor(i / all.length)) ?? 0);
  const series = new Series(schema);
  series.accept({ runId: 1, rows, columns: all.length, data, events: [], eventsDropped: 0 });
  return series;
}
