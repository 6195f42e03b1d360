/**
 * Connecting: by a wire dropped on a connection point or anywhere on a node, or by two clicks; and moving one end of a wire. An
 * end that is refused says why, one that is dropped on nothing stays where it was.
 */
import type { Connection, FinalConnectionState, OnConnectEnd, OnConnectStart, OnReconnect } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { connectionRefusal, type Refusal } from '#core/scenario/canConnect.ts';
import type { EdgeId, NodeId, Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { uiStore } from '../ui/uiStore.ts';
import { type ConnectResult, connectLoose, connectNodes, refusingNodes, type WireEnd } from './connectionRules.ts';
import { showGesture as show } from './gesture.ts';
import type { LooseWire } from './NewNodeMenu.tsx';
import { noteIdOf } from './notes/noteFlow.ts';
import { type FlowEdge, NO_GESTURE } from './toFlow.ts';
import { withoutEdge } from './wires/fittedEdge.ts';
import { reconnectEdit, reconnectRefusal } from './wires/reconnect.ts';

const scenarioNow = (): Scenario => documentStore.getState().scenario;

export function useWire() {
  const [looseWire, setLooseWire] = useState<LooseWire>();
  /** The wire one end of which is being moved. */
  const moving = useRef<EdgeId>(undefined);
  const model = () => (moving.current === undefined ? scenarioNow().model : withoutEdge(scenarioNow().model, moving.current));

  const onConnectStart: OnConnectStart = useCallback((_event, { nodeId, handleType }) => {
    if (nodeId === null || handleType === null) return;
    show({ ...NO_GESTURE, dimmed: refusingNodes(model(), nodeId, handleType) });
  }, []);

  const onConnect = useCallback(({ source, target }: Connection) => settle(connectNodes(scenarioNow().model, source, target), source, target), []);

  const onConnectEnd: OnConnectEnd = useCallback((event, state) => {
    show(NO_GESTURE);
    const fixed = state.fromNode?.id;
    const end: WireEnd | undefined = state.fromHandle?.type;
    if (state.isValid || fixed === undefined || end === undefined || moving.current !== undefined) return;
    const at = pointOf(event);
    const other = nodeAt(at);
    // The click that ends the drag must not close the menu it opens.
    if (other === undefined && isOnPane(at)) requestAnimationFrame(() => setLooseWire({ fixed, end, at }));
    if (other === undefined || other === fixed) return;
    settle(connectLoose(scenarioNow().model, fixed, end, other), end === 'source' ? fixed : other, end === 'source' ? other : fixed);
  }, []);

  const onReconnectStart = useCallback((_event: unknown, edge: FlowEdge) => {
    moving.current = edge.id;
  }, []);

  const onReconnect: OnReconnect<FlowEdge> = useCallback((old, { source, target }) => reconnect(old.id, source, target), []);

  const onReconnectEnd = useCallback((event: MouseEvent | TouchEvent, edge: FlowEdge, fixedEnd: WireEnd, { isValid }: FinalConnectionState) => {
    show(NO_GESTURE);
    moving.current = undefined;
    if (isValid) return;
    const other = nodeAt(pointOf(event));
    if (other === undefined) return;
    if (fixedEnd === 'source') reconnect(edge.id, edge.source, other);
    else reconnect(edge.id, other, edge.target);
  }, []);

  const closeWireMenu = useCallback(() => setLooseWire(undefined), []);
  const onClickConnectEnd = useCallback(() => show(NO_GESTURE), []);

  const isValidConnection = useCallback(({ source, target }: Connection | FlowEdge) => connectionRefusal(model(), source, target) === undefined, []);

  return {
    looseWire,
    closeWireMenu,
    onConnectStart,
    onConnect,
    onConnectEnd,
    onClickConnectEnd,
    isValidConnection,
    onReconnectStart,
    onReconnect,
    onReconnectEnd,
  };
}

function reconnect(id: EdgeId, from: NodeId, to: NodeId): void {
  const scenario = scenarioNow();
  const refusal = reconnectRefusal(scenario, id, from, to);
  if (refusal !== undefined) return refuse(refusal, from, to);
  const edit = reconnectEdit(scenario, id, from, to);
  if (edit !== undefined) documentStore.getState().apply(edit);
}

function settle(result: ConnectResult, from: NodeId, to: NodeId): void {
  if ('edit' in result) documentStore.getState().apply(result.edit);
  else refuse(result.refusal, from, to);
}

function refuse(refusal: Refusal, from: NodeId, to: NodeId): void {
  const { nodes } = scenarioNow().model;
  const name = (id: NodeId) => nodes[id]?.name ?? id;
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
