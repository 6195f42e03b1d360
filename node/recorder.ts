/** Keeps a run's rows and events, for its report. Rows are as many as the run has samples, so its memory is known. */
import { LIMITS } from '#core/base/limits.ts';
import type { Column, FrameBatch, RunEvent } from '#core/metrics/frameBatch.ts';
import type { Recording } from '#core/report/recording.ts';

export class Recorder implements Recording {
  readonly columns: readonly Column[];
  readonly #rows: Float64Array[] = [];
  readonly #events: RunEvent[] = [];

  constructor(columns: readonly Column[]) {
    this.columns = columns;
  }

  take({ rows, columns, data, events }: FrameBatch): void {
    for (let row = 0; row < rows; row++) this.#rows.push(data.subarray(row * columns, (row + 1) * columns));
    this.#events.push(...events.slice(0, LIMITS.runEvents - this.#events.length));
  }

  get rows(): number {
    return this.#rows.length;
  }
  get events(): readonly RunEvent[] {
    return this.#events;
  }
  value(row: number, column: number): number {
    return this.#rows[row]?.[column] ?? Number.NaN;
  }
}
