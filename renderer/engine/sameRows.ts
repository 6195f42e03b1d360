/** Whether a repeated run measured the same as the recorded one, bit for bit, the trace included. */
import type { Series } from './series.ts';

export interface Comparison {
  /** Samples both have. */
  readonly samples: number;
  /** Of the first that differs. */
  readonly differsAtUs: number | undefined;
}

/** Of all samples up to `untilUs` that both kept, in every column of the repeated run. */
export function sameRows(recorded: Series, repeated: Series, untilUs: number): Comparison {
  const columns = repeated.schema.columns.map(({ entity, metric, index }, own) => ({ own, theirs: recorded.column(entity, metric, index) }));
  let samples = 0;
  let other = 0;
  for (let row = 0; row < repeated.rows; row++) {
    const atUs = repeated.at(row, 0);
    if (atUs > untilUs) break;
    while (other < recorded.rows && recorded.at(other, 0) < atUs) other++;
    if (other >= recorded.rows) break;
    if (recorded.at(other, 0) !== atUs) continue;
    samples++;
    if (columns.some(({ own, theirs }) => theirs < 0 || !Object.is(repeated.at(row, own), recorded.at(other, theirs)))) return { samples, differsAtUs: atUs };
  }
  return { samples, differsAtUs: undefined };
}
