/** Gathers rows of figures into one array per batch, grown as needed and handed away whole. */
import type { FrameBatch, RunEvent } from './frameBatch.ts';

export class FrameBuilder {
  readonly #runId: number;
  #columns: number;
  readonly #eventsMax: number;
  #data: Float64Array;
  #rows = 0;
  #events: RunEvent[] = [];
  #eventsDropped = 0;

  constructor(runId: number, columns: number, eventsMax: number) {
    this.#runId = runId;
    this.#columns = columns;
    this.#eventsMax = eventsMax;
    this.#data = new Float64Array(columns * 4);
  }

  /** Room for one more row, to be filled by the caller at the returned index. */
  row(): { readonly data: Float64Array; readonly at: number } {
    const at = this.#rows * this.#columns;
    if (at + this.#columns > this.#data.length) {
      const wider = new Float64Array(this.#data.length * 2);
      wider.set(this.#data);
      this.#data = wider;
    }
    this.#rows++;
    return { data: this.#data, at };
  }

  /** There are more columns from here on; rows that were not taken yet have no number (NaN) in the new ones. */
  widen(columns: number): void {
    const old = this.#columns;
    const data = new Float64Array(columns * Math.max(4, this.#rows)).fill(Number.NaN);
    for (let r = 0; r < this.#rows; r++) data.set(this.#data.subarray(r * old, (r + 1) * old), r * columns);
    this.#columns = columns;
    this.#data = data;
  }

  event(event: RunEvent): void {
    if (this.#events.length < this.#eventsMax) this.#events.push(event);
    else this.#eventsDropped++;
  }

  get isEmpty(): boolean {
    return this.#rows === 0 && this.#events.length === 0;
  }

  /** The rows since the last call; its array is free to be transferred. */
  take(): FrameBatch {
    const batch = {
      runId: this.#runId,
      rows: this.#rows,
      columns: this.#columns,
      data: this.#data.slice(0, this.#rows * this.#columns),
      events: this.#events,
      eventsDropped: this.#eventsDropped,
    };
    this.#rows = 0;
    this.#events = [];
    this.#eventsDropped = 0;
    return batch;
  }
}
