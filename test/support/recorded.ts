/** A run's frames as a screen would gather them: every figure at every sample. */
import type { MetricName } from '#core/metrics/names.ts';
import type { Run } from '#core/run/run.ts';

export class Recorded {
  readonly run: Run;
  readonly rows: Float64Array[] = [];
  readonly #index = new Map<string, number>();

  constructor(run: Run) {
    this.run = run;
    run.schema.columns.forEach(({ entity, metric, index }, i) => this.#index.set(`${metric} ${entity} ${index}`, i));
  }

  /** Takes what was sampled since the last time. */
  take(): void {
    if (!this.run.hasFrames) return;
    const { rows, columns, data } = this.run.takeFrames();
    for (let r = 0; r < rows; r++) this.rows.push(data.slice(r * columns, (r + 1) * columns));
  }

  /** Runs on to an instant. */
  until(us: number): this {
    while (!this.run.ended && this.run.nowUs < us) {
      this.run.advance(us, 1_000_000);
      this.take();
    }
    return this;
  }

  /** A figure at the last sample. */
  latest(entity: string, metric: MetricName, index?: number): number {
    const column = this.#index.get(`${metric} ${entity} ${index}`);
    if (column === undefined) throw new Error(`${metric} of '${entity}' is not recorded`);
    return this.rows.at(-1)![column]!;
  }
}
