/** How many columns of a kind a run may have; what does not fit is written down for the frames' schema. */
import type { ColumnCut } from '../../metrics/frameBatch.ts';
import type { MetricName } from '../../metrics/names.ts';

export class ColumnRoom {
  readonly cuts: ColumnCut[] = [];
  #left: number;
  /** What was taken before: figures are listed anew when the design changes. */
  readonly #taken = new Map<string, number>();

  constructor(columns: number) {
    this.#left = columns;
  }

  /** How many of `wanted` columns of each of these metrics there is room for, at most `most`. Takes the room. */
  take(entity: string, metrics: readonly MetricName[], wanted: number, most: number): number {
    return this.#cut(entity, metrics, wanted, Math.min(wanted, most, Math.floor(this.#left / metrics.length)));
  }

  /** Whether there is room for all of them: half a histogram is none. */
  takeAll(entity: string, metric: MetricName, wanted: number): boolean {
    return this.#cut(entity, [metric], wanted, wanted <= this.#left ? wanted : 0) === wanted;
  }

  #cut(entity: string, metrics: readonly MetricName[], wanted: number, shown: number): number {
    const key = `${metrics[0]} ${entity}`;
    const before = this.#taken.get(key);
    if (before !== undefined) return before;
    this.#taken.set(key, shown);
    this.#left -= shown * metrics.length;
    if (shown < wanted) for (const metric of metrics) this.cuts.push({ entity, metric, shown, of: wanted });
    return shown;
  }
}
