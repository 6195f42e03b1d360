/**
 * A run's numbers over virtual time: one Float64Array, column after column, allocated once from the schema. When a run
 * would need more than CELLS_MAX numbers, every second row is let go and from then on every second one kept (counters are
 * cumulative, so rates stay exact). The newest row is always there. Figures are read at the row shown: the newest, or after
 * `show` that of an instant in the past, so that whoever reads figures follows the cursor.
 */
import type { Column, FrameBatch, FrameSchema } from '#core/metrics/frameBatch.ts';
import type { MetricName } from '#core/metrics/names.ts';

/** 64 MiB of numbers. */
const CELLS_MAX = 8 * 1024 * 1024;
const ROWS_MIN = 16;
const SECOND_US = 1_000_000;

interface Window {
  readonly from: number;
  readonly us: number;
}

export class Series {
  #schema: FrameSchema;
  readonly #cellsMax: number;
  /** Windows that end at the row shown, by their length; forgotten when that is another one. */
  readonly #windows = new Map<number, Window>();
  /** Rows kept at most. */
  #capacity: number;
  #rows = 0;
  /** Rows taken since the start. */
  #taken = 0;
  /** One row in `stride` is kept. */
  #stride = 1;
  #cells: Float64Array;
  #latest: Float64Array;
  /** By entity, then by metric: looked up thousands of times per drawing, so without making a text for it. */
  readonly #index = new Map<string, Map<string, number>>();
  /** Which column each of the engine's goes to. */
  #places: Int32Array;
  /** The cursor: the instant shown, and its kept row (−1: before the first). */
  #shownUs: number | undefined;
  #shownRow = -1;

  constructor(schema: FrameSchema, cellsMax: number = CELLS_MAX) {
    const width = schema.columns.length;
    this.#schema = schema;
    this.#cellsMax = cellsMax;
    this.#capacity = capacityOf(schema, width, cellsMax);
    this.#cells = new Float64Array(this.#capacity * width);
    this.#latest = new Float64Array(width);
    schema.columns.forEach((column, i) => this.#name(column, i));
    this.#places = Int32Array.from(schema.columns, (_, i) => i);
  }

  get schema(): FrameSchema {
    return this.#schema;
  }
  get capacity(): number {
    return this.#capacity;
  }
  /** Rows that can be read; 0 before the first batch. */
  get rows(): number {
    return this.#rows;
  }
  /** One sample in so many is kept. */
  get stride(): number {
    return this.#stride;
  }

  /** The run's columns are others from now on: its structure changed. What was measured stays; new columns begin empty (NaN). */
  adopt(schema: FrameSchema): void {
    const before = this.#schema.columns;
    const columns = [...before, ...schema.columns.filter((column) => this.#placeOf(column) < 0)];
    for (let i = before.length; i < columns.length; i++) this.#name(columns[i] as Column, i);
    this.#places = Int32Array.from(schema.columns, (column) => Math.max(0, this.#placeOf(column)));
    this.#schema = { ...schema, columns };
    if (columns.length === before.length) return;
    this.#windows.clear();
    const capacity = capacityOf(schema, columns.length, this.#cellsMax);
    while (this.#rows > capacity) this.#halve();
    const cells = new Float64Array(capacity * columns.length).fill(Number.NaN);
    for (let c = 0; c < before.length; c++) cells.set(this.values(c), c * capacity);
    this.#cells = cells;
    this.#capacity = capacity;
    const latest = new Float64Array(columns.length).fill(Number.NaN);
    latest.set(this.#latest);
    this.#latest = latest;
  }

  /** Appends the batch's rows. A batch of another shape or run is refused. */
  accept(batch: FrameBatch): boolean {
    const width = this.#places.length;
    if (batch.runId !== this.#schema.runId || batch.columns !== width) return false;
    this.#windows.clear();
    for (let r = 0; r < batch.rows; r++) {
      if (this.#taken % this.#stride === 0) this.#keep(batch.data, r * width);
      this.#taken++;
    }
    if (batch.rows > 0) {
      this.#latest.fill(Number.NaN);
      this.#places.forEach((place, c) => (this.#latest[place] = batch.data[(batch.rows - 1) * width + c] ?? Number.NaN));
    }
    return true;
  }

  /** Figures are read at the last kept row at or before `us` from now on; undefined: at the newest. */
  show(us: number | undefined): void {
    this.#windows.clear();
    this.#shownUs = us;
    this.#shownRow = us === undefined ? -1 : this.rowAt(us);
  }

  /** Index of a metric of a node or edge; −1 when the engine does not measure it. Column 0 is time. */
  column(entity: string, metric: MetricName, index?: number): number {
    return this.#index.get(entity)?.get(index === undefined ? metric : `${metric}#${index}`) ?? -1;
  }

  /** A column's value at the row shown, which is the newest unless a cursor is set; NaN before the first row and for column −1. */
  latest(column: number): number {
    if (this.#taken === 0 || column < 0) return Number.NaN;
    if (this.#shownUs === undefined) return this.#latest[column] ?? Number.NaN;
    return this.#shownRow < 0 ? Number.NaN : this.at(this.#shownRow, column);
  }

  /** A column's newest value, wherever the cursor is. */
  newest(column: number): number {
    return this.#taken === 0 || column < 0 ? Number.NaN : (this.#latest[column] ?? Number.NaN);
  }

  /** µs of virtual time of the row shown; 0 before the first. */
  get latestUs(): number {
    if (this.#shownUs === undefined) return this.newestUs;
    return this.#shownRow < 0 ? 0 : this.at(this.#shownRow, 0);
  }

  /** µs of virtual time of the newest row, wherever the cursor is; 0 before the first. */
  get newestUs(): number {
    return this.#taken === 0 ? 0 : (this.#latest[0] ?? 0);
  }

  /** A kept row's value. */
  at(row: number, column: number): number {
    return this.#cells[column * this.#capacity + row] ?? Number.NaN;
  }

  /** The kept values of a column, oldest first, without copying. */
  values(column: number): Float64Array {
    return this.#cells.subarray(column * this.#capacity, column * this.#capacity + this.#rows);
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

  /** How much a counter rose per second over the window that ends at the row shown; NaN before the first row. */
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

  #name(column: Column, place: number): void {
    const { entity, metric, index } = column;
    const own = this.#index.get(entity) ?? new Map<string, number>();
    this.#index.set(entity, own.set(index === undefined ? metric : `${metric}#${index}`, place));
  }

  #placeOf({ entity, metric, index }: Column): number {
    return this.column(entity, metric, index);
  }

  /** The kept row a window starts at (−1: the origin, where every counter is 0) and its length. Every rate of a drawing has one of two windows. */
  #window(windowUs: number): Window | undefined {
    const known = this.#windows.get(windowUs);
    if (known !== undefined) return known;
    const found = this.#findWindow(windowUs);
    if (found !== undefined) this.#windows.set(windowUs, found);
    return found;
  }

  #findWindow(windowUs: number): Window | undefined {
    const end = this.latestUs;
    if (this.#taken === 0 || end <= 0) return undefined;
    // A window shorter than a sample still needs two samples.
    let from = this.rowAt(Math.max(0, end - windowUs));
    while (from >= 0 && this.at(from, 0) >= end) from--;
    return { from, us: end - (from < 0 ? 0 : this.at(from, 0)) };
  }

  /** What was not measured yet counted nothing. */
  #cellOrZero(row: number, column: number): number {
    const value = row < 0 ? 0 : this.at(row, column);
    return Number.isNaN(value) ? 0 : value;
  }

  #keep(data: Float64Array, start: number): void {
    if (this.#rows === this.#capacity) {
      this.#halve();
      // After halving, this row may no longer be one that is kept.
      if (this.#taken % this.#stride !== 0) return;
    }
    const columns = this.#schema.columns.length;
    if (this.#places.length < columns) for (let c = 0; c < columns; c++) this.#cells[c * this.#capacity + this.#rows] = Number.NaN;
    this.#places.forEach((place, c) => (this.#cells[place * this.#capacity + this.#rows] = data[start + c] ?? Number.NaN));
    this.#rows++;
  }

  #halve(): void {
    const kept = (this.#rows + 1) >>> 1;
    for (let c = 0; c < this.#schema.columns.length; c++) {
      const base = c * this.#capacity;
      for (let r = 0; r < kept; r++) this.#cells[base + r] = this.#cells[base + 2 * r] ?? Number.NaN;
    }
    this.#rows = kept;
    this.#stride *= 2;
    if (this.#shownUs !== undefined) this.show(this.#shownUs);
  }
}

const capacityOf = (schema: FrameSchema, width: number, cellsMax: number): number =>
  Math.max(ROWS_MIN, Math.min(schema.rowsMax, Math.floor(cellsMax / Math.max(1, width))));
