/** Kinds from the palette are added where they fall, into the wire below if it takes them; a file is opened. */
import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useRef } from 'react';
import type { EdgeId, NodeKind } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { openDropped } from '../document/files.ts';
import { uiStore } from '../ui/uiStore.ts';
import { addNode, checkRoom } from './commands.ts';
import { gestureNow, showGesture } from './gesture.ts';
import { addNote } from './notes/noteCommands.ts';
import { DRAG_TYPE, draggedKind } from './paletteDrag.ts';
import { NO_GESTURE } from './toFlow.ts';

type Finder = (at: Point) => EdgeId | undefined;

export function useDrop(kinds: Readonly<Record<string, unknown>>) {
  const { screenToFlowPosition } = useReactFlow();
  const finder = useRef<{ readonly kind: NodeKind; find?: Finder }>(undefined);

  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const kind = draggedKind.current;
    if (kind === undefined || kind === 'broker') return;
    if (finder.current?.kind !== kind) finder.current = startFinding(kind);
    const wire = finder.current.find?.(screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    if (wire !== gestureNow().wire) showGesture(wire === undefined ? NO_GESTURE : { ...NO_GESTURE, wire });
  };
  const end = () => {
    finder.current = undefined;
    if (gestureNow().wire !== undefined) showGesture(NO_GESTURE);
  };
  const onDragLeave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !event.currentTarget.contains(to)) end();
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const { wire } = gestureNow();
    const isKnown = finder.current?.find !== undefined;
    end();
    const kind = event.dataTransfer.getData(DRAG_TYPE);
    const [file] = event.dataTransfer.files;
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (kind === 'note' || kind === 'frame') addNote(kind, at);
    else if (kind in kinds && wire !== undefined) void dropOnWire(kind as NodeKind, wire, at);
    else if (kind in kinds && kind !== 'broker' && !isKnown) void dropLate(kind as NodeKind, at);
    else if (kind in kinds) addNode(kind as NodeKind, at);
    else if (file) void openDropped(file, event.dataTransfer.items[0]);
  };
  return { onDragOver, onDragLeave, onDrop };
}

function startFinding(kind: NodeKind): { kind: NodeKind; find?: Finder } {
  const state: { kind: NodeKind; find?: Finder } = { kind };
  void import('./wires/wireFinder.ts').then(
    ({ wireFinder }) => {
      state.find = wireFinder(documentStore.getState().scenario, kind);
    },
    () => undefined,
  );
  return state;
}

/** Let go before it was known which wires take it. */
async function dropLate(kind: NodeKind, at: Point): Promise<void> {
  const { scenario } = documentStore.getState();
  const hasWires = Object.keys(scenario.model.edges).length > 0;
  const wire = hasWires ? (await import('./wires/wireFinder.ts')).wireFinder(scenario, kind)(at) : undefined;
  if (wire === undefined) addNode(kind, at);
  else await dropOnWire(kind, wire, at);
}

async function dropOnWire(kind: NodeKind, wire: EdgeId, at: Point): Promise<void> {
  const { chainWith, insertEdit } = await import('./wires/insert.ts');
  const { scenario } = documentStore.getState();
  const chain = chainWith(scenario, wire, kind);
  const inserted = chain && insertEdit(scenario, wire, chain, undefined, chain.length === 1 ? at : undefined);
  if (inserted === undefined) return addNode(kind, at);
  if (!checkRoom(scenario, inserted.nodes.length)) return undefined;
  documentStore.getState().apply(inserted.edit);
  return uiStore.getState().select({ nodes: inserted.nodes, edges: [] });
}
