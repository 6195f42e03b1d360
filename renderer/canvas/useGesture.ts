/**
 * Drags, resizes and wires between their first and last pointer event. What moves is local to the canvas until it is let
 * go; then it becomes one edit. Arrow keys move by edits that merge.
 */
import type { Connection, NodeChange, OnConnectEnd, OnConnectStart } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { uiStore } from '../ui/uiStore.ts';
import { type ConnectResult, connectLoose, connectNodes, refusingNodes, type WireEnd } from './connectionRules.ts';
import { dropEdit, dropTarget, movedPositions, type Positions } from './dropEdit.ts';
import { brokerOf, positionOf, sizeOf } from './frames.ts';
import type { LooseWire } from './NewNodeMenu.tsx';
import { type FlowEdge, type FlowNode, type Gesture, NO_GESTURE } from './toFlow.ts';

const scenarioNow = (): Scenario => documentStore.getState().scenario;

/** React Flow gives a member's place in its frame; the document wants it on the canvas. */
function toAbsolute(scenario: Scenario, id: NodeId, at: Point, positions: Positions): Point {
  const parent = brokerOf(scenario.model.nodes[id]);
  if (parent === undefined || scenario.model.nodes[parent]?.kind !== 'broker') return at;
  const frame = positions[parent] ?? positionOf(scenario, parent);
  return { x: at.x + frame.x, y: at.y + frame.y };
}

export function useGesture() {
  const [gesture, setGesture] = useState<Gesture>(NO_GESTURE);
  const latest = useRef<Gesture>(NO_GESTURE);
  const isDragging = useRef(false);

  const show = useCallback((next: Gesture) => {
    latest.current = next;
    setGesture(next);
  }, []);

  const onDragStart = useCallback(() => {
    isDragging.current = true;
  }, []);

  const onDragStop = useCallback(() => {
    isDragging.current = false;
    const { positions } = latest.current;
    if (Object.keys(positions).length > 0) documentStore.getState().apply(dropEdit(scenarioNow(), positions));
    show(NO_GESTURE);
  }, [show]);

  const onNodesMoved = useCallback(
    (changes: readonly NodeChange<FlowNode>[]) => {
      const scenario = scenarioNow();
      const resized = changes.find((change) => change.type === 'dimensions' && change.resizing !== undefined);
      const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [{ id: change.id, to: change.position }] : []));
      if (resized?.type === 'dimensions') {
        const at = moves.find((move) => move.id === resized.id)?.to ?? latest.current.positions[resized.id] ?? positionOf(scenario, resized.id);
        const size = resized.dimensions ?? latest.current.sizes[resized.id] ?? sizeOf(scenario, resized.id);
        if (resized.resizing) return show({ ...NO_GESTURE, positions: { [resized.id]: at }, sizes: { [resized.id]: size } });
        documentStore.getState().apply({ kind: 'resizeFrame', node: resized.id, position: at, size });
        return show(NO_GESTURE);
      }
      if (moves.length === 0) return undefined;
      const positions: Record<NodeId, Point> = { ...latest.current.positions };
      for (const { id, to } of moves) positions[id] = toAbsolute(scenario, id, to, positions);
      if (isDragging.current) return show({ ...latest.current, positions, dropTarget: dropTarget(scenario, positions) });
      documentStore.getState().apply({ kind: 'moveNodes', positions: movedPositions(scenario, positions), mergeKey: 'nudge' });
      return undefined;
    },
    [show],
  );

  return { gesture, show, onDragStart, onDragStop, onNodesMoved, ...useWire(show) };
}

/** Connecting: by a wire dropped on a connection point or anywhere on a node, or by two clicks. */
function useWire(show: (gesture: Gesture) => void) {
  const [looseWire, setLooseWire] = useState<LooseWire>();

  const onConnectStart: OnConnectStart = useCallback(
    (_event, { nodeId, handleType }) => {
      if (nodeId === null || handleType === null) return;
      show({ ...NO_GESTURE, dimmed: refusingNodes(scenarioNow().model, nodeId, handleType) });
    },
    [show],
  );

  const onConnect = useCallback(({ source, target }: Connection) => settle(connectNodes(scenarioNow().model, source, target), source, target), []);

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
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
    },
    [show],
  );

  const closeWireMenu = useCallback(() => setLooseWire(undefined), []);
  const onClickConnectEnd = useCallback(() => show(NO_GESTURE), [show]);

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

/** The node under the pointer: a wire may be dropped anywhere on it. */
const nodeAt = ({ x, y }: Point): NodeId | undefined => document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node')?.dataset.id;

const isOnPane = ({ x, y }: Point): boolean => document.elementFromPoint(x, y)?.closest('.react-flow__pane') !== null;
