/**
 * Runs one can return to. A run is its plan, its journal and the designs that were in force; what it measured is kept with it,
 * to be compared with. A branch is a run that repeats another up to an instant and goes on from there by itself.
 */
import type { Plan } from '#core/compile/plan.ts';
import type { RunJournal } from '#core/run/commands.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import type { Series } from './series.ts';

/** A design, and since when it was in force. */
export interface DatedDesign {
  readonly atUs: number;
  readonly scenario: Scenario;
}

export interface TakeMark {
  readonly id: number;
  /** The run it left, and when; undefined for a run of its own. */
  readonly branch: { readonly of: number; readonly atUs: number } | undefined;
}
export const FIRST_TAKE: TakeMark = { id: 1, branch: undefined };

export interface Take extends TakeMark {
  readonly origin: Plan;
  readonly journal: RunJournal;
  readonly designs: readonly DatedDesign[];
  /** How far it had come. */
  readonly endUs: number;
  readonly series: Series;
}

/** More than these, and the one left longest ago is let go: each keeps what it measured. */
const TAKES_MAX = 6;

/** The others, once `left` is one of them and `taken` is not. */
export const withTake = (others: readonly Take[], left: Take | undefined, taken?: number): readonly Take[] =>
  [...others.filter(({ id }) => id !== taken && id !== left?.id), ...(left === undefined ? [] : [left])].slice(-TAKES_MAX);

export const designAt = (designs: readonly DatedDesign[], us: number): DatedDesign | undefined => designs.findLast(({ atUs }) => atUs <= us);

/** What had been done and changed by an instant. */
export const upTo = <T extends { readonly atUs: number }>(list: readonly T[], us: number): readonly T[] => list.filter(({ atUs }) => atUs <= us);
