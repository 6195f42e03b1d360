/**
 * Tells while the run goes on that an objective is missed for good: a backlog that was too high stays so, whatever comes after. The
 * rest is told at the end. Judging reads every figure, so it is done a hundred times in a run, not at every sample.
 */
import { isFinal } from './objectives.ts';
import type { ObjectiveReport } from './report.ts';

const LOOKS = 100;

export class ObjectiveWatch {
  readonly #judge: () => readonly ObjectiveReport[];
  readonly #onMissed: (objective: ObjectiveReport) => void;
  readonly #every: number;
  readonly #hasFinal: boolean;
  #samples = 0;
  /** By their place in the list. */
  readonly #told = new Set<number>();

  constructor(metrics: readonly string[], samples: number, judge: () => readonly ObjectiveReport[], onMissed: (objective: ObjectiveReport) => void) {
    this.#judge = judge;
    this.#onMissed = onMissed;
    this.#every = Math.max(1, Math.floor(samples / LOOKS));
    this.#hasFinal = metrics.some(isFinal);
  }

  look(isLast: boolean): void {
    this.#samples++;
    if (!isLast && (!this.#hasFinal || this.#samples % this.#every !== 0)) return;
    this.#judge().forEach((objective, i) => {
      if (objective.met || this.#told.has(i) || (!isLast && (!isFinal(objective.metric) || objective.measured === null))) return;
      this.#told.add(i);
      this.#onMissed(objective);
    });
  }
}
