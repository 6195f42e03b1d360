/** The drawing: React Flow over the document, with gestures that become edits and a layer of moving traffic on top. */
import { Background, BackgroundVariant, Controls, type EdgeChange, MiniMap, type NodeChange, ReactFlow, useReactFlow, useStore } from '@xyflow/react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { NoteDoc } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import { useIssues } from '../document/validation.ts';
import { localText, useT } from '../i18n/i18n.ts';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { FlowEdge } from './edges/FlowEdge.tsx';
import { FarLook } from './FarLook.tsx';
import { FlowLayer } from './FlowLayer.tsx';
import { useAltHeld } from './altKey.ts';
import { hoverWire, leaveWire, useTools } from './canvasTools.ts';
import { useGestureState } from './gesture.ts';
import { Guides } from './Guides.tsx';
import { watchLongPress } from './longPress.ts';
import { trackPointer } from './pointer.ts';
import { useDrop } from './useDrop.ts';
import { useWire } from './useWire.ts';
import { BrokerNode } from './nodes/BrokerNode.tsx';
import { lazyPart, Nothing } from '../parts/lazyPart.tsx';
import { MiniMapShape } from './MiniMapShape.tsx';
import { FIT, GRID } from './nodes/geometry.ts';
import { NodeShell } from './nodes/NodeShell.tsx';
import { FrameNode } from './notes/FrameNode.tsx';
import { writeIn } from './notes/noteEditing.ts';
import { createToNotes, noteIdOf } from './notes/noteFlow.ts';
import { NoteNode } from './notes/NoteNode.tsx';
import { createToFlow, type FlowEdge as FlowEdgeType } from './toFlow.ts';
import { type CanvasNode, useGesture } from './useGesture.ts';
import { setViewport } from './viewport.ts';
import { withSelected } from './withSelected.ts';

const NODE_TYPES = {
  producer: NodeShell,
  consumer: NodeShell,
  topic: NodeShell,
  queue: NodeShell,
  exchange: NodeShell,
  broadcast: NodeShell,
  channel: NodeShell,
  external: NodeShell,
  broker: BrokerNode,
  note: NoteNode,
  frame: FrameNode,
};
const EDGE_TYPES = { flow: FlowEdge };

const EmptyCanvas = lazyPart(() => import('./EmptyCanvas.tsx').then((part) => part.EmptyCanvas), Nothing);
const CanvasTools = lazyPart(() => import('./CanvasTools.tsx').then((part) => part.CanvasTools), Nothing);
const NewNodeMenu = lazyPart(() => import('./NewNodeMenu.tsx').then((part) => part.NewNodeMenu), Nothing);

export function Canvas() {
  const t = useT();
  const scenario = useDocument((s) => s.scenario);
  const selection = useUi((s) => s.selection);
  const colorMode = useUi((s) => s.resolvedTheme);
  const issues = useIssues();
  const { gesture, onDragStart, onSelectionDragStart, onDragStop, onNodesMoved } = useGesture();
  const { looseWire, closeWireMenu, ...wiring } = useWire();
  const isAltHeld = useAltHeld();
  const [toFlow] = useState(createToFlow);
  const { nodes: parts, edges } = useMemo(() => toFlow({ scenario, issues, selection, gesture }), [toFlow, scenario, issues, selection, gesture]);
  const notes = useNotes();
  const nodes = useMemo<CanvasNode[]>(
    () => [...notes.filter(({ type }) => type === 'frame'), ...parts, ...notes.filter(({ type }) => type === 'note')],
    [notes, parts],
  );
  useFitOnOpen();
  useViewportHandle();

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const { selection: now, select } = uiStore.getState();
      const ofNotes = changes.flatMap((change) => {
        const id = 'id' in change ? noteIdOf(change.id) : undefined;
        return id === undefined || change.type !== 'select' ? [] : [{ ...change, id }];
      });
      const ofNodes = changes.filter((change) => !('id' in change && noteIdOf(change.id) !== undefined));
      select({ ...now, nodes: withSelected(now.nodes, ofNodes), notes: withSelected(now.notes ?? [], ofNotes) });
      onNodesMoved(changes);
    },
    [onNodesMoved],
  );
  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdgeType>[]) => {
    const { selection: now, select } = uiStore.getState();
    select({ ...now, edges: withSelected(now.edges, changes) });
  }, []);
  return (
    <section
      data-tour="canvas"
      aria-label={t('canvas.label')}
      className="relative h-full w-full bg-(--canvas)"
      {...useDrop(NODE_TYPES)}
      {...trackPointer}
      ref={watchLongPress}
      onKeyDownCapture={writeOnEnter}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={onDragStart}
        onNodeDragStop={onDragStop}
        onSelectionDragStart={onSelectionDragStart}
        onSelectionDragStop={onDragStop}
        {...wiring}
        onClickConnectStart={wiring.onConnectStart}
        onEdgeMouseEnter={enterWire}
        onEdgeMouseLeave={leaveWire}
        reconnectRadius={16}
        colorMode={colorMode}
        ariaLabelConfig={useAriaLabels()}
        snapToGrid={!isAltHeld}
        snapGrid={[GRID, GRID]}
        minZoom={0.1}
        maxZoom={2}
        panOnScroll
        panOnDrag={[0, 1]}
        zoomOnDoubleClick={false}
        elevateNodesOnSelect={false}
        zIndexMode="manual"
        deleteKeyCode={null}
        connectionRadius={28}
        fitView
        fitViewOptions={FIT}
        onlyRenderVisibleElements={nodes.length > 60}
        attributionPosition="top-right"
      >
        <Background variant={BackgroundVariant.Dots} gap={3 * GRID} size={2} />
        <FlowLayer />
        <FarLook />
        <Controls showInteractive={false} position="bottom-left" orientation="horizontal" fitViewOptions={FIT} />
        {nodes.length > 0 && (
          <MiniMap
            pannable
            zoomable
            position="bottom-right"
            nodeColor={miniMapColor}
            nodeClassName={kindOf}
            nodeComponent={MiniMapShape}
            nodeBorderRadius={12}
          />
        )}
        <Tools />
        {gesture.guides.length > 0 && <Guides lines={gesture.guides} />}
      </ReactFlow>
      {looseWire && <NewNodeMenu wire={looseWire} onClose={closeWireMenu} />}
      {parts.length === 0 && <EmptyCanvas />}
    </section>
  );
}

const kindOf = (node: CanvasNode): string => node.type ?? '';

const enterWire = (_event: unknown, { id }: FlowEdgeType): void => hoverWire(id);

/** Most of the time there is nothing for them to stand beside. */
function Tools() {
  const { hovered, menu } = useTools();
  const { nodes, edges, notes = [] } = useUi((s) => s.selection);
  const isNeeded = hovered !== undefined || menu !== undefined || nodes.length + edges.length + notes.length > 0;
  return isNeeded ? <CanvasTools /> : null;
}

function miniMapColor(node: CanvasNode): string {
  if (node.type === 'note' || node.type === 'frame') return 'note' in node.data ? `var(--note-${(node.data.note as NoteDoc).color})` : '';
  return node.type === 'broker' ? 'var(--surface-2)' : `var(--kind-${node.type})`;
}

/** Notes and frames of the document, and what those without a text are called. */
function useNotes() {
  const t = useT();
  const language = useUi((s) => s.language);
  const notes = useDocument((s) => s.scenario.view.notes);
  const selection = useUi((s) => s.selection);
  const gesture = useGestureState();
  const [toNotes] = useState(createToNotes);
  return useMemo(() => {
    const nameOf = ({ kind, text }: NoteDoc) => {
      const said = localText(text, language);
      if (kind === 'frame') return said === '' ? t('frame.unnamed') : t('frame.label', { text: said });
      return said === '' ? t('note.nameEmpty') : t('note.name', { text: said });
    };
    return toNotes({ notes, selection, gesture, nameOf });
  }, [toNotes, notes, selection, gesture, language, t]);
}

/** Enter on a note begins to write in it; React Flow would only select it. */
function writeOnEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.shiftKey || !(target instanceof HTMLElement)) return;
  const note = target.classList.contains('react-flow__node') ? noteIdOf(target.dataset.id ?? '') : undefined;
  if (note === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  writeIn(note);
}

/** Another document is shown whole. */
function useFitOnOpen(): void {
  const documentNumber = useDocument((s) => s.documentNumber);
  const { fitView, getNodes, setViewport: moveTo } = useReactFlow();
  // The document is what changed; fitting reads it from React Flow.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (getNodes().length > 0) return void fitView(FIT);
      // React Flow would keep the wish until the first component is dropped, and move the view away under it.
      return void moveTo({ x: 0, y: 0, zoom: 1 });
    });
    return () => cancelAnimationFrame(frame);
  }, [documentNumber, fitView, getNodes, moveTo]);
}

/** Names can be read from here on. */
const READABLE = 0.6;

/** Commands move the view without knowing React Flow. */
function useViewportHandle(): void {
  const { fitView, zoomTo, getZoom, setCenter, screenToFlowPosition, flowToScreenPosition } = useReactFlow();
  const domNode = useStore((s) => s.domNode);
  const onScreen = useCallback(() => domNode?.getBoundingClientRect() ?? new DOMRect(), [domNode]);
  useEffect(
    () =>
      setViewport({
        fit: (ids, { isGrowing } = { isGrowing: true }) =>
          void fitView({
            ...FIT,
            ...(ids === undefined ? {} : { nodes: ids.map((id) => ({ id })) }),
            ...(isGrowing ? {} : { maxZoom: getZoom() }),
            duration: 200,
          }),
        zoomBy: (factor) => void zoomTo(getZoom() * factor),
        zoomTo: (zoom) => void zoomTo(zoom),
        centre: ({ x, y }) => void setCenter(x, y, { zoom: Math.max(getZoom(), READABLE), duration: 200 }),
        middle: () => {
          const { x, y, width, height } = onScreen();
          return screenToFlowPosition({ x: x + width / 2, y: y + height / 2 });
        },
        sees: (at) => {
          const { x, y } = flowToScreenPosition(at);
          const box = onScreen();
          return x > box.left && x < box.right && y > box.top && y < box.bottom;
        },
        seen: () => {
          const { left, top, right, bottom } = onScreen();
          const from = screenToFlowPosition({ x: left, y: top });
          const to = screenToFlowPosition({ x: right, y: bottom });
          return { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
        },
        onScreen,
        toCanvas: (at) => screenToFlowPosition(at),
      }),
    [fitView, zoomTo, getZoom, setCenter, screenToFlowPosition, flowToScreenPosition, onScreen],
  );
}

function useAriaLabels() {
  const t = useT();
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('canvas.a11y.nodeKeyboard'),
      'node.a11yDescription.keyboardDisabled': t('canvas.a11y.node'),
      'edge.a11yDescription.default': t('canvas.a11y.edge'),
      'controls.ariaLabel': t('canvas.controls'),
      'controls.zoomIn.ariaLabel': t('canvas.zoomIn'),
      'controls.zoomOut.ariaLabel': t('canvas.zoomOut'),
      'controls.fitView.ariaLabel': t('canvas.fit'),
      'minimap.ariaLabel': t('canvas.minimap'),
      'handle.ariaLabel': t('canvas.a11y.handle'),
    }),
    [t],
  );
}
