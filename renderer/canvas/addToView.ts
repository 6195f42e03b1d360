/** Adds a component after the selected one or at the middle of what is seen, and brings it into view. */
import type { NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import { uiStore } from '../ui/uiStore.ts';
import { addNodeNear } from './commands.ts';
import { positionOf, sizeOf } from './frames.ts';
import { type Viewport, viewport } from './viewport.ts';

/** Components that are read at a glance. */
const SMALL = 12;

export function addToView(kind: NodeKind): void {
  const view = viewport();
  if (view === undefined) return;
  const before = uiStore.getState().selection.nodes;
  addNodeNear(kind, view.middle(), view.sees);
  const added = uiStore.getState().selection.nodes;
  if (isWholeInView(view, added)) return;
  // A small design is shown whole; of a large one, what it follows and it. The canvas knows it from the next frame on.
  const isSmall = Object.keys(documentStore.getState().scenario.model.nodes).length <= SMALL;
  requestAnimationFrame(() => view.fit(isSmall ? undefined : [...before, ...added], { isGrowing: false }));
}

function isWholeInView(view: Viewport, ids: readonly NodeId[]): boolean {
  const { scenario } = documentStore.getState();
  return ids.every((id) => {
    const { x, y } = positionOf(scenario, id);
    const { width, height } = sizeOf(scenario, id);
    return view.sees({ x, y }) && view.sees({ x: x + width, y: y + height });
  });
}
