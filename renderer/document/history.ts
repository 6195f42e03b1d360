/**
 * Undo as two stacks of reversible diffs, oldest first. A step may take in the next one when both carry the same merge key
 * and lie close in time: a burst of typing is one step. So is a drag, however slow. Pure: the caller gives the time.
 */
import type { Patches } from 'mutative';
import { LIMITS } from '#core/base/limits.ts';
import type { EditLabel } from './edits.ts';

/** Merge keys that begin so are of one drag each: its steps are one, however long it takes. */
export const GESTURE = 'gesture ';
/** Typing closer together than this is one step. */
export const MERGE_WITHIN_MS = 800;

export interface Step {
  readonly label: EditLabel;
  readonly redo: Patches;
  readonly undo: Patches;
  readonly mergeKey: string | undefined;
  readonly atMs: number;
  /** The document's version once this step is applied; versions are never reused. */
  readonly version: number;
}

export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** Version below the oldest step still held. */
  readonly baseVersion: number;
}

export const emptyHistory = (version: number): History => ({ past: [], future: [], baseVersion: version });

/** Version of the document the history stands at. */
export const versionOf = (history: History): number => history.past.at(-1)?.version ?? history.baseVersion;

/** Adds a step, merging it into the last one where it may. What had been undone is gone. */
export function record(history: History, step: Step): History {
  const last = history.past.at(-1);
  const merges =
    last !== undefined &&
    step.mergeKey !== undefined &&
    step.mergeKey === last.mergeKey &&
    history.future.length === 0 &&
    (step.mergeKey.startsWith(GESTURE) || step.atMs - last.atMs < MERGE_WITHIN_MS);
  if (merges) {
    const merged: Step = { ...step, redo: [...last.redo, ...step.redo], undo: [...step.undo, ...last.undo] };
    return { ...history, past: [...history.past.slice(0, -1), merged] };
  }
  const past = [...history.past, step];
  const excess = excessOf(past);
  if (excess <= 0) return { ...history, past, future: [] };
  return { past: past.slice(excess), future: [], baseVersion: past[excess - 1]?.version ?? history.baseVersion };
}

/** How many of the oldest steps no longer fit; the newest always does. */
function excessOf(steps: readonly Step[]): number {
  const first = Math.max(0, steps.length - LIMITS.undoSteps);
  let changes = 0;
  for (let i = steps.length - 1; i >= first; i--) {
    changes += steps[i]?.redo.length ?? 0;
    if (changes > LIMITS.undoChanges) return Math.min(i + 1, steps.length - 1);
  }
  return first;
}

/** Moves the newest step over to the future; undefined when there is none. */
export function stepBack(history: History): { readonly step: Step; readonly history: History } | undefined {
  const step = history.past.at(-1);
  return step && { step, history: { ...history, past: history.past.slice(0, -1), future: [step, ...history.future] } };
}

/** The reverse of `stepBack`. A step that came back takes in nothing more. */
export function stepForward(history: History): { readonly step: Step; readonly history: History } | undefined {
  const step = history.future[0];
  return step && { step, history: { ...history, past: [...history.past, { ...step, mergeKey: undefined }], future: history.future.slice(1) } };
}
