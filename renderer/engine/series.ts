/**
 * A run's numbers over virtual time: one Float64Array, column after column, allocated once from the schema. When a run
 * would need more than CELLS_MAX numbers, every second row is let go and from then on every second one kept (counters are
 * cumulative, so rates stay exact). The newest row is always there.
 */
import type { FrameBatch, FrameSchema } from '#core/metrics/frameBatch.ts';
import type { MetricName } from '#core/metrics/names.ts';

/** 64 MiB of numbers. */
const CELLS_MAX = 8 * 1024 * 1024;
const ROWS_MIN = 16;
const SECOND_US = 1_000_000;

export class Series {
  readonly schema: FrameSchema;
  /** Rows kept at most. */
  readonly capacity: number;
  #rows = 0;
  /** Rows taken since the start. */
  #taken = 0;
  /** One row in `stride` is kept. */
  #stride = 1;
  readonly #cells: Float64Array;
  readonly #latest: Float64Array;
  readonly #index = new Map<string, number>();

  constructor(schema: FrameSchema, cellsMax: number = CELLS_MAX) {
    const width = schema.columns.length;
    this.schema = schema;
    this.capacity = Math.max(ROWS_MIN, Math.min(schema.rowsMax, Math.floor(cellsMax / Math.max(1, width))));
    this.#cells = new Float64Array(this.capacity * width);
    this.#latest = new Float64Array(width);
    schema.columns.forEach((column, i) => this.#index.set(keyOf(column.entity, column.metric), i));
  }

  /** Rows that can be read; 0 before the first batch. */
  get rows(): number {
    return this.#rows;
  }

  /** Appends the batch's rows. A batch of another shape or run is refused. */
  accept(batch: FrameBatch): boolean {
    const width = this.schema.columns.length;
    if (batch.runId !== this.schema.runId || batch.columns !== width) return false;
    for (let r = 0; r < batch.rows; r++) {
      if (this.#taken % this.#stride === 0) this.#keep(batch.data, r * width);
      this.#taken++;
    }
    if (batch.rows > 0) this.#latest.set(batch.data.subarray((batch.rows - 1) * width, batch.rows * width));
    return true;
  }

  /** Index of a metric of a node or edge; −1 when the engine does not measure it. Column 0 is time. */
  column(entity: string, metric: MetricName): number {
    return this.#index.get(keyOf(entity, metric)) ?? -1;
  }

  /** The newest value of a column; NaN before the first row and for column −1. */
  latest(column: number): number {
    return this.#taken === 0 || column < 0 ? Number.NaN : (this.#latest[column] ?? Number.NaN);
  }

  /** µs of virtual time of the newest row; 0 before the first. */
  get latestUs(): number {
    return this.#latest[0] ?? 0;
  }

  /** A kept row's value. */
  at(row: number, column: number): number {
    return this.#cells[column * this.capacity + row] ?? Number.NaN;
  }

  /** The kept values of a column, oldest first, without copying. */
  values(column: number): Float64Array {
    return this.#cells.subarray(column * this.capacity, column * this.capacity + this.#rows);
  }

  /** Last kept row at or before an instant; −1 when there is none. */
  rowAt(us: number): number {
    let low = 0;
    let high = this.#rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle, 0) <= us) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** How much a counter rose per second over the window that ends at the newest row; NaN before the first row. */
  rate(column: number, windowUs: number = SECOND_US): number {
    const span = this.#window(windowUs);
    return span === undefined || column < 0 ? Number.NaN : ((this.latest(column) - this.#cellOrZero(span.from, column)) / span.us) * SECOND_US;
  }

  /** Share of its servers a node kept busy over the window, 0 … 1; NaN where it is not measured. */
  utilisation(entity: string, windowUs: number = SECOND_US): number {
    const busy = this.column(entity, 'busyUs');
    const servers = this.latest(this.column(entity, 'servers'));
    return busy < 0 || !(servers > 0) ? Number.NaN : Math.min(1, this.rate(busy, windowUs) / SECOND_US / servers);
  }

  /** The kept row a window starts at (−1: the origin, where every counter is 0) and its length. */
  #window(windowUs: number): { from: number; us: number } | undefined {
    const end = this.latestUs;
    if (this.#taken === 0 || end <= 0) return undefined;
    // A window shorter than a sample still needs two samples.
    let from = this.rowAt(Math.max(0, end - windowUs));
    while (from >= 0 && this.at(from, 0) >= end) from--;
    return { from, us: end - (from < 0 ? 0 : this.at(from, 0)) };
  }

  #cellOrZero(row: number, column: number): number {
    return row < 0 ? 0 : this.at(row, column);
  }

  #keep(data: Float64Array, start: number): void {
    if (this.#rows === this.capacity) {
      this.#halve();
      // After halving, this row may no longer be one that is kept.
      if (this.#taken % this.#stride !== 0) return;
    }
    const width = this.schema.columns.length;
    for (let c = 0; c < width; c++) this.#cells[c * this.capacity + this.#rows] = data[start + c] ?? Number.NaN;
    this.#rows++;
  }

  #halve(): void {
    const kept = (this.#rows + 1) >>> 1;
    for (let c = 0; c < this.schema.columns.length; c++) {
      const base = c * this.capacity;
      for (let r = 0; r < kept; r++) this.#cells[base + r] = this.#cells[base + 2 * r] ?? Number.NaN;
    }
    this.#rows = kept;
    this.#stride *= 2;
  }
}

const keyOf = (entity: string, metric: string): string => `${metric} ${entity}`;
