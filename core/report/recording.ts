/** What a run left behind besides its report: the rows of its frames and its rare events, wherever they are kept. */
import type { Column, RunEvent } from '../metrics/frameBatch.ts';
import type { MetricName } from '../metrics/names.ts';

export interface Recording {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** NaN where nothing was measured. Column 0 is the instant in µs. */
  value(row: number, column: number): number;
  readonly events: readonly RunEvent[];
}

/** −1 when the run has no such column. */
export const columnOf = (recording: Recording, entity: string, metric: MetricName): number =>
  recording.columns.findIndex((column) => column.entity === entity && column.metric === metric && column.index === undefined);
