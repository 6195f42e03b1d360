/**
 * Individual messages on an edge, straight from its counter: the n-th dot is the n-th record that went over. A row says how
 * many went over since the row before; within a row they are spread evenly. No dot is remembered between frames, so a pause,
 * another pace or a step shows exactly what the numbers say.
 */
import type { Series } from '../../engine/series.ts';

/**
 * Calls `dot` with the share of the way (0 … 1) of each record on the edge at `nowUs`, newest first, at most `limit` of them.
 * `travelUs` is how long the way takes.
 */
export function crossings(series: Series, column: number, nowUs: number, travelUs: number, limit: number, dot: (share: number) => void): number {
  if (travelUs <= 0 || series.rows === 0) return 0;
  const times = series.values(0);
  const counts = series.values(column);
  const sinceUs = nowUs - travelUs;
  let drawn = 0;
  // The row that was in progress at nowUs, then back in time.
  for (let row = Math.min(series.rowAt(nowUs) + 1, times.length - 1); row >= 0; row--) {
    const toUs = times[row] as number;
    if (toUs < sinceUs) break;
    const fromUs = row === 0 ? 0 : (times[row - 1] as number);
    const before = row === 0 ? 0 : (counts[row - 1] as number);
    const count = (counts[row] as number) - before;
    for (let k = count; k >= 1; k--) {
      const atUs = fromUs + ((toUs - fromUs) * (k - 0.5)) / count;
      if (atUs > nowUs) continue;
      if (atUs < sinceUs || drawn >= limit) return drawn;
      dot((nowUs - atUs) / travelUs);
      drawn++;
    }
  }
  return drawn;
}
