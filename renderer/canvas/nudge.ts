/** Arrow keys on the canvas: one step of the grid, ten with Shift. Moves in quick succession are one step of undo. */
import type { Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { type Selection, uiStore } from '../ui/uiStore.ts';
import { moveEdits, type Positions } from './dropEdit.ts';
import { isOnCanvas, takeFocused } from './focus.ts';
import { positionOf } from './frames.ts';
import { GRID } from './nodes/geometry.ts';
import { carriedBy, noteOf } from './notes/noteEdits.ts';
import { canvasIdOf, noteIdOf } from './notes/noteFlow.ts';

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const FAR = 10;

export interface ArrowKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** How far a key moves what is selected; undefined for another key. */
export function stepOf({ key, shiftKey, ctrlKey, metaKey, altKey }: ArrowKey): Point | undefined {
  const step = STEPS[key];
  if (step === undefined || ctrlKey || metaKey || altKey) return undefined;
  const by = GRID * (shiftKey ? FAR : 1);
  return { x: step.x * by, y: step.y * by };
}

/** Where everything is afterwards, by ids on the canvas. A frame takes what lies in it along, once. */
export function nudged(scenario: Scenario, { nodes, notes = [] }: Selection, by: Point): Positions {
  const chosen = [...nodes, ...notes.map(canvasIdOf)];
  const ids = [...chosen, ...carriedBy(scenario, notes, new Set(chosen)).keys()];
  return Object.fromEntries(
    ids.flatMap((id) => {
      const note = noteIdOf(id);
      const at = note !== undefined ? noteOf(scenario, note) : Object.hasOwn(scenario.model.nodes, id) ? positionOf(scenario, id) : undefined;
      return at === undefined ? [] : [[id, { x: at.x + by.x, y: at.y + by.y }] as const];
    }),
  );
}

/** Whether the key was one of the canvas; then nobody else may act on it. */
export function nudgeBy(event: ArrowKey): boolean {
  const by = stepOf(event);
  if (by === undefined || !isOnCanvas()) return false;
  takeFocused();
  const { scenario, apply } = documentStore.getState();
  const edits = moveEdits(scenario, nudged(scenario, uiStore.getState().selection, by));
  if (edits.length === 0) return false;
  apply({ kind: 'batch', label: 'move', edits, mergeKey: 'nudge' });
  return true;
}
