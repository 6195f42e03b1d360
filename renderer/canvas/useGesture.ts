/**
 * Drags, resizes and wires between their first and last pointer event. What moves is local to the canvas until it is let
 * go; then it becomes one edit. Arrow keys move by edits that merge.
 */
import type { Connection, NodeChange, NodeDimensionChange, OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { uiStore } from '../ui/uiStore.ts';
import { type ConnectResult, connectLoose, connectNodes, refusingNodes, type WireEnd } from './connectionRules.ts';
import { dropEdit, dropTarget, moveEdits, type Positions } from './dropEdit.ts';
import { brokerOf, positionOf, sizeOf } from './frames.ts';
import type { LooseWire } from './NewNodeMenu.tsx';
import { type FlowEdge, type FlowNode, NO_GESTURE } from './toFlow.ts';
import { gestureNow, showGesture as show, useGestureState } from './gesture.ts';
import { carriedBy, noteOf } from './notes/noteEdits.ts';
import { type NoteFlowNode, noteIdOf } from './notes/noteFlow.ts';

const scenarioNow = (): Scenario => documentStore.getState().scenario;

/** React Flow gives a member's place in its frame; the document wants it on the canvas. */
function toAbsolute(scenario: Scenario, id: NodeId, at: Point, positions: Positions): Point {
  const parent = brokerOf(scenario.model.nodes[id]);
  if (parent === undefined || scenario.model.nodes[parent]?.kind !== 'broker') return at;
  const frame = positions[parent] ?? positionOf(scenario, parent);
  return { x: at.x + frame.x, y: at.y + frame.y };
}

export type CanvasNode = FlowNode | NoteFlowNode;

export function useGesture() {
  const gesture = useGestureState();
  const isDragging = useRef(false);
  /** What goes along with dragged frames; by its id on the canvas. */
  const carried = useRef<ReturnType<typeof carriedBy>>(new Map());

  const onDragStart = useCallback((_event: unknown, _node: unknown, nodes: readonly CanvasNode[]) => {
    isDragging.current = true;
    carried.current = carriedWith(nodes.map(({ id }) => id));
  }, []);
  const onSelectionDragStart = useCallback((event: unknown, nodes: readonly CanvasNode[]) => onDragStart(event, undefined, nodes), [onDragStart]);

  const onDragStop = useCallback(() => {
    isDragging.current = false;
    const { positions } = gestureNow();
    const isCarried = (id: string) => carried.current.has(id);
    const dragged = Object.entries(positions).filter(([id]) => !isCarried(id));
    const along = Object.entries(positions).filter(([id]) => isCarried(id));
    if (dragged.length > 0) documentStore.getState().apply(dropEdit(scenarioNow(), Object.fromEntries(dragged), Object.fromEntries(along)));
    show(NO_GESTURE);
  }, []);

  const onNodesMoved = useCallback((changes: readonly NodeChange<CanvasNode>[]) => {
    const scenario = scenarioNow();
    const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [{ id: change.id, to: change.position }] : []));
    const resized = changes.find((change) => change.type === 'dimensions' && change.resizing !== undefined);
    if (resized?.type === 'dimensions') return resize(scenario, resized, moves.find((move) => move.id === resized.id)?.to);
    if (moves.length === 0) return undefined;
    const positions: Record<string, Point> = { ...gestureNow().positions };
    for (const { id, to } of moves) positions[id] = toAbsolute(scenario, id, to, positions);
    if (isDragging.current) {
      takeAlong(positions, carried.current, scenario);
      return show({ ...gestureNow(), positions, dropTarget: dropTarget(scenario, without(positions, carried.current)) });
    }
    takeAlong(positions, carriedWith(moves.map(({ id }) => id)), scenario);
    documentStore.getState().apply({ kind: 'batch', label: 'move', edits: moveEdits(scenario, positions), mergeKey: 'nudge' });
    return undefined;
  }, []);

  return { gesture, onDragStart, onSelectionDragStart, onDragStop, onNodesMoved, ...useWire() };
}

const carriedWith = (ids: readonly string[]) =>
  carriedBy(
    scenarioNow(),
    ids.flatMap((id) => noteIdOf(id) ?? []),
    new Set(ids),
  );

const without = (positions: Positions, gone: ReadonlyMap<string, unknown>): Positions =>
  gone.size === 0 ? positions : Object.fromEntries(Object.entries(positions).filter(([id]) => !gone.has(id)));

/** Where what lies in dragged frames is now. */
function takeAlong(positions: Record<string, Point>, carried: ReturnType<typeof carriedBy>, scenario: Scenario): void {
  for (const [id, { from, frame }] of carried) {
    const to = positions[frame];
    const was = noteOf(scenario, noteIdOf(frame) ?? '');
    if (to !== undefined && was !== undefined) positions[id] = { x: from.x + to.x - was.x, y: from.y + to.y - was.y };
  }
}

function resize(scenario: Scenario, change: NodeDimensionChange, to: Point | undefined): void {
  const { id, dimensions, resizing } = change;
  const note = noteIdOf(id);
  const doc = note === undefined ? undefined : noteOf(scenario, note);
  const position = to ?? gestureNow().positions[id] ?? doc ?? positionOf(scenario, id);
  const size = dimensions ?? gestureNow().sizes[id] ?? doc ?? sizeOf(scenario, id);
  if (resizing) return show({ ...NO_GESTURE, positions: { [id]: position }, sizes: { [id]: size } });
  documentStore.getState().apply(note === undefined ? { kind: 'resizeFrame', node: id, position, size } : { kind: 'resizeNote', note, position, size });
  return show(NO_GESTURE);
}

/** Connecting: by a wire dropped on a connection point or anywhere on a node, or by two clicks. */
function useWire() {
  const [looseWire, setLooseWire] = useState<LooseWire>();

  const onConnectStart: OnConnectStart = useCallback((_event, { nodeId, handleType }) => {
    if (nodeId === null || handleType === null) return;
    show({ ...NO_GESTURE, dimmed: refusingNodes(scenarioNow().model, nodeId, handleType) });
  }, []);

  const onConnect = useCallback(({ source, target }: Connection) => settle(connectNodes(scenarioNow().model, source, target), source, target), []);

  const onConnectEnd: OnConnectEnd = useCallback((event, state) => {
    show(NO_GESTURE);
    const fixed = state.fromNode?.id;
    const end: WireEnd | undefined = state.fromHandle?.type;
    if (state.isValid || fixed === undefined || end === undefined) return;
    const at = pointOf(event);
    const other = nodeAt(at);
    // The click that ends the drag must not close the menu it opens.
    if (other === undefined && isOnPane(at)) requestAnimationFrame(() => setLooseWire({ fixed, end, at }));
    if (other === undefined || other === fixed) return;
    settle(connectLoose(scenarioNow().model, fixed, end, other), end === 'source' ? fixed : other, end === 'source' ? other : fixed);
  }, []);

  const closeWireMenu = useCallback(() => setLooseWire(undefined), []);
  const onClickConnectEnd = useCallback(() => show(NO_GESTURE), []);

  const isValidConnection = useCallback(
    ({ source, target }: Connection | FlowEdge) => connectionRefusal(scenarioNow().model, source, target) === undefined,
    [],
  );

  return { looseWire, closeWireMenu, onConnectStart, onConnect, onConnectEnd, onClickConnectEnd, isValidConnection };
}

function settle(result: ConnectResult, from: NodeId, to: NodeId): void {
  if ('edit' in result) return documentStore.getState().apply(result.edit);
  const { nodes } = scenarioNow().model;
  const name = (id: NodeId) => nodes[id]?.name ?? id;
  const { refusal } = result;
  // The words of what is wrong with a design are fetched when something is.
  void import('#core/scenario/issueText.ts').then(({ issueText }) =>
    toast(translate('canvas.refused', { from: name(from), to: name(to) }), issueText(refusal, uiStore.getState().language), 'bad'),
  );
}

const pointOf = (event: MouseEvent | TouchEvent): Point => {
  const { clientX = 0, clientY = 0 } = 'changedTouches' in event ? (event.changedTouches[0] ?? {}) : event;
  return { x: clientX, y: clientY };
};

/** The component under the pointer: a wire may be dropped anywhere on it. */
const nodeAt = ({ x, y }: Point): NodeId | undefined =>
  document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('.react-flow__node')?.dataset.id)
    .find((id) => id !== undefined && noteIdOf(id) === undefined);

const isOnPane = ({ x, y }: Point): boolean => document.elementFromPoint(x, y)?.closest('.react-flow__pane') !== null;
