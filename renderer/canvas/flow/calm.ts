/**
 * Figures one can read while they change. Random traffic moves every last digit ten times a second; that is noise, not news.
 * What changes clearly is shown at once, what changes little waits until the figure shown is half a second old.
 */

const CLEARLY = 0.05;
const LITTLE_EVERY_MS = 500;

interface Shown {
  value: number;
  atMs: number;
}

/** The figures of one entity. */
export class Calm {
  readonly #shown = new Map<string, Shown>();
  #nowMs = 0;
  #isOn = false;

  /** Host time of the drawing that reads next; `isOn` false: it shows exactly what is, as anything that stands still must. */
  at(nowMs: number, isOn: boolean): this {
    this.#nowMs = nowMs;
    this.#isOn = isOn;
    return this;
  }

  /** What to show of `value` now. */
  steady(name: string, value: number): number {
    const shown = this.#shown.get(name);
    if (shown === undefined) {
      this.#shown.set(name, { value, atMs: this.#nowMs });
      return value;
    }
    if (this.#isOn && !isClear(shown.value, value) && this.#nowMs - shown.atMs < LITTLE_EVERY_MS) return shown.value;
    if (value !== shown.value) shown.atMs = this.#nowMs;
    shown.value = value;
    return value;
  }
}

/** To or from nothing is always news. */
const isClear = (from: number, to: number): boolean =>
  Number.isNaN(from) !== Number.isNaN(to) || (from === 0) !== (to === 0) || Math.abs(to - from) >= CLEARLY * Math.abs(from);
