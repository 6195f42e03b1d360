/** The stretch of the run that charts and timeline show, the same in all: of the run compared with too. */
import type { RunState } from '../engine/runStore.ts';
import { shownSeconds } from './chartData.ts';

export function shownSpanUs({ series, horizonUs, otherTakes, compared }: RunState): number {
  const other = otherTakes.find(({ id }) => id === compared)?.series;
  return shownSeconds(Math.max(series?.newestUs ?? 0, other?.newestUs ?? 0), horizonUs) * 1_000_000;
}
