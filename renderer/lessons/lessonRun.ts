/** A run as the goals of a lesson see it: a pure view of the run's state, always of the newest row, wherever the cursor stands. */
import type { MetricName } from '#core/metrics/names.ts';
import type { RunState } from '../engine/runStore.ts';
import type { LessonRun } from './lesson.ts';

const SECOND_US = 1_000_000;

export function lessonRun({ phase, series, status, recorded, objectives, stale, designs }: RunState): LessonRun {
  const nowUs = Math.max(status?.nowUs ?? 0, series?.newestUs ?? 0);
  const newest = (entity: string, metric: MetricName, index?: number): number => series?.newest(series.column(entity, metric, index)) ?? Number.NaN;
  return {
    phase,
    nowUs,
    isStale: stale !== undefined,
    objectives,
    designs: designs.map(({ scenario }) => scenario),
    latest: newest,
    total: (metric) => newest('', metric),
    highest(node, metric) {
      const column = series?.column(node, metric) ?? -1;
      if (series === undefined || column < 0) return Number.NaN;
      let highest = series.newest(column);
      for (const value of series.values(column)) if (!(highest >= value) && !Number.isNaN(value)) highest = value;
      return highest;
    },
    rate(node, metric) {
      const column = series?.column(node, metric) ?? -1;
      if (series === undefined || column < 0 || series.newestUs <= 0) return Number.NaN;
      const from = series.rowAt(series.newestUs - SECOND_US);
      const before = from < 0 ? 0 : series.at(from, column);
      const us = series.newestUs - (from < 0 ? 0 : series.at(from, 0));
      // What was not measured a second ago counted nothing.
      return ((series.newest(column) - (Number.isNaN(before) ? 0 : before)) / us) * SECOND_US;
    },
    events: (kind) => recorded.events.reduce((count, event) => count + (event.kind === kind ? 1 : 0), 0),
  };
}
