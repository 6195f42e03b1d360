/** From a recording's rows to few points to draw: mean rates of counters, the highest of gauges, over equal stretches of rows. */
import { ratePerSec, utilisation } from '../metrics/derived.ts';
import type { MetricName } from '../metrics/names.ts';
import { columnOf, type Recording } from './recording.ts';

const POINTS = 400;
const SECOND_US = 1_000_000;

/** The last row of each stretch. */
export function stretches(rows: number): Int32Array {
  const count = Math.min(rows, POINTS);
  return Int32Array.from({ length: count }, (_, i) => Math.floor(((i + 1) * rows) / count) - 1);
}

export const instants = (recording: Recording, ends: Int32Array): Float64Array => Float64Array.from(ends, (row) => recording.value(row, 0));

/** Rise per second over each stretch; undefined if the run has no such figure. */
export function rates(recording: Recording, ends: Int32Array, entity: string, metric: MetricName): Float64Array | undefined {
  const column = columnOf(recording, entity, metric);
  if (column < 0) return undefined;
  let before = 0;
  let beforeUs = 0;
  return Float64Array.from(ends, (row) => {
    const [value, us] = [recording.value(row, column), recording.value(row, 0)];
    const rise = us > beforeUs ? ratePerSec(value - before, us - beforeUs) : 0;
    // A part that was added while the run went on has no number before.
    before = Number.isNaN(value) ? 0 : value;
    beforeUs = us;
    return rise;
  });
}

/** The highest value of each stretch; NaN where none was measured. */
export function peaks(recording: Recording, ends: Int32Array, entity: string, metric: MetricName): Float64Array | undefined {
  const column = columnOf(recording, entity, metric);
  if (column < 0) return undefined;
  let from = 0;
  return Float64Array.from(ends, (end) => {
    let most = Number.NaN;
    for (let row = from; row <= end; row++) {
      const value = recording.value(row, column);
      if (!(value <= most)) most = Number.isNaN(value) ? most : value;
    }
    from = end + 1;
    return most;
  });
}

/** Share of its servers a node kept busy over each stretch. */
export function busy(recording: Recording, ends: Int32Array, entity: string): Float64Array | undefined {
  const rate = rates(recording, ends, entity, 'busyUs');
  const servers = peaks(recording, ends, entity, 'servers');
  if (rate === undefined || servers === undefined) return undefined;
  return rate.map((perSec, i) => utilisation(perSec, SECOND_US, servers[i]!));
}
