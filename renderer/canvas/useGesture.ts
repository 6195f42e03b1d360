/**
 * Drags and resizes between their first and last pointer event. What moves is local to the canvas until it is let go; then it
 * becomes one edit. Arrow keys move by edits that merge.
 */
import type { NodeChange, NodeDimensionChange } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import type { Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { absolute, type Drag, startDrag } from './drag.ts';
import { moveEdits } from './dropEdit.ts';
import { positionOf, sizeOf } from './frames.ts';
import { gestureNow, showGesture as show, useGestureState } from './gesture.ts';
import { carriedBy, noteOf, placesOfCarried } from './notes/noteEdits.ts';
import { type NoteFlowNode, noteIdOf } from './notes/noteFlow.ts';
import { type FlowNode, NO_GESTURE } from './toFlow.ts';

const scenarioNow = (): Scenario => documentStore.getState().scenario;

export type CanvasNode = FlowNode | NoteFlowNode;

export function useGesture() {
  const gesture = useGestureState();
  const drag = useRef<Drag>(undefined);

  const onDragStart = useCallback((event: { readonly altKey?: boolean }, _node: unknown, nodes: readonly CanvasNode[]) => {
    drag.current = startDrag(
      nodes.map(({ id }) => id),
      event.altKey === true,
    );
  }, []);
  const onSelectionDragStart = useCallback(
    (event: { readonly altKey?: boolean }, nodes: readonly CanvasNode[]) => onDragStart(event, undefined, nodes),
    [onDragStart],
  );

  const onDragStop = useCallback(() => {
    drag.current?.end();
    drag.current = undefined;
  }, []);

  const onNodesMoved = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [{ id: change.id, to: change.position }] : []));
    const resized = changes.find((change) => change.type === 'dimensions' && change.resizing !== undefined);
    if (resized?.type === 'dimensions') return resize(scenarioNow(), resized, moves.find((move) => move.id === resized.id)?.to);
    if (moves.length === 0) return undefined;
    return drag.current === undefined ? nudge(moves) : drag.current.move(moves);
  }, []);

  return { gesture, onDragStart, onSelectionDragStart, onDragStop, onNodesMoved };
}

/** By arrow keys: what lies in a frame goes along with it here too. */
function nudge(moves: readonly { readonly id: string; readonly to: Point }[]): void {
  const scenario = scenarioNow();
  const positions: Record<string, Point> = {};
  for (const { id, to } of moves) positions[id] = absolute(scenario, id, to, positions);
  const frames = moves.flatMap(({ id }) => noteIdOf(id) ?? []);
  Object.assign(positions, placesOfCarried(scenario, carriedBy(scenario, frames, new Set(Object.keys(positions))), positions));
  documentStore.getState().apply({ kind: 'batch', label: 'move', edits: moveEdits(scenario, positions), mergeKey: 'nudge' });
}

function resize(scenario: Scenario, { id, dimensions, resizing }: NodeDimensionChange, to: Point | undefined): void {
  const note = noteIdOf(id);
  const doc = note === undefined ? undefined : noteOf(scenario, note);
  const position = to ?? gestureNow().positions[id] ?? doc ?? positionOf(scenario, id);
  const size = dimensions ?? gestureNow().sizes[id] ?? doc ?? sizeOf(scenario, id);
  if (resizing) return show({ ...NO_GESTURE, positions: { [id]: position }, sizes: { [id]: size } });
  documentStore.getState().apply(note === undefined ? { kind: 'resizeFrame', node: id, position, size } : { kind: 'resizeNote', note, position, size });
  return show(NO_GESTURE);
}
