/** The drawing: React Flow over the document, with gestures that become edits and a layer of moving traffic on top. */
import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { type DragEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import type { NodeKind, NoteDoc } from '#core/scenario/scenario.ts';
import { documentStore, useDocument } from '../document/documentStore.ts';
import { openDropped } from '../document/files.ts';
import { useIssues } from '../document/validation.ts';
import { localText, useT } from '../i18n/i18n.ts';
import { type Selection, uiStore, useUi } from '../ui/uiStore.ts';
import { addNode } from './commands.ts';
import { FlowEdge } from './edges/FlowEdge.tsx';
import { FlowLayer } from './FlowLayer.tsx';
import { useGestureState } from './gesture.ts';
import { BrokerNode } from './nodes/BrokerNode.tsx';
import { lazyPart, Nothing } from '../parts/lazyPart.tsx';
import { FIT, GRID } from './nodes/geometry.ts';
import { NodeShell } from './nodes/NodeShell.tsx';
import { FrameNode } from './notes/FrameNode.tsx';
import { addNote } from './notes/noteCommands.ts';
import { writeIn } from './notes/noteEditing.ts';
import { createToNotes, noteIdOf } from './notes/noteFlow.ts';
import { NoteNode } from './notes/NoteNode.tsx';
import { DRAG_TYPE } from './Palette.tsx';
import { createToFlow, type FlowEdge as FlowEdgeType, NO_GESTURE } from './toFlow.ts';
import { type CanvasNode, useGesture } from './useGesture.ts';
import { setViewport } from './viewport.ts';
import { withSelected } from './withSelected.ts';

const hasSelection = ({ nodes, notes = [] }: Selection): boolean => nodes.length + notes.length > 0;

const NODE_TYPES = {
  producer: NodeShell,
  consumer: NodeShell,
  topic: NodeShell,
  queue: NodeShell,
  exchange: NodeShell,
  broadcast: NodeShell,
  channel: NodeShell,
  broker: BrokerNode,
  note: NoteNode,
  frame: FrameNode,
};
const EDGE_TYPES = { flow: FlowEdge };

const EmptyCanvas = lazyPart(() => import('./EmptyCanvas.tsx').then((part) => part.EmptyCanvas), Nothing);
const SelectionBar = lazyPart<{ readonly isHidden: boolean }>(() => import('./SelectionBar.tsx').then((part) => part.SelectionBar), Nothing);
const NewNodeMenu = lazyPart(() => import('./NewNodeMenu.tsx').then((part) => part.NewNodeMenu), Nothing);

export function Canvas() {
  const t = useT();
  const scenario = useDocument((s) => s.scenario);
  const selection = useUi((s) => s.selection);
  const colorMode = useUi((s) => s.resolvedTheme);
  const issues = useIssues();
  const {
    gesture,
    onDragStart,
    onSelectionDragStart,
    onDragStop,
    onNodesMoved,
    onConnectStart,
    onConnect,
    onConnectEnd,
    onClickConnectEnd,
    isValidConnection,
    looseWire,
    closeWireMenu,
  } = useGesture();
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
  const onReconnect = useCallback((old: FlowEdgeType, { source, target }: Connection) => {
    const at = (end: string) => ['model', 'edges', old.id, end];
    documentStore.getState().apply({
      kind: 'batch',
      label: 'connect',
      edits: [
        { kind: 'setField', path: at('from'), value: source },
        { kind: 'setField', path: at('to'), value: target },
      ],
    });
  }, []);

  return (
    <section aria-label={t('canvas.label')} className="relative h-full w-full bg-(--canvas)" {...useDrop()} onKeyDownCapture={writeOnEnter}>
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
        onConnectStart={onConnectStart}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onClickConnectStart={onConnectStart}
        onClickConnectEnd={onClickConnectEnd}
        onReconnect={onReconnect}
        isValidConnection={isValidConnection}
        colorMode={colorMode}
        ariaLabelConfig={useAriaLabels()}
        snapToGrid
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
        <Controls showInteractive={false} position="bottom-left" orientation="horizontal" fitViewOptions={FIT} />
        {nodes.length > 0 && <MiniMap pannable zoomable position="bottom-right" nodeColor={miniMapColor} nodeBorderRadius={12} />}
        {hasSelection(selection) && <SelectionBar isHidden={gesture !== NO_GESTURE} />}
      </ReactFlow>
      {looseWire && <NewNodeMenu wire={looseWire} onClose={closeWireMenu} />}
      {parts.length === 0 && <EmptyCanvas />}
    </section>
  );
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
          const { x, y, width, height } = domNode?.getBoundingClientRect() ?? new DOMRect();
          return screenToFlowPosition({ x: x + width / 2, y: y + height / 2 });
        },
        sees: (at) => {
          const { x, y } = flowToScreenPosition(at);
          const box = domNode?.getBoundingClientRect() ?? new DOMRect();
          return x > box.left && x < box.right && y > box.top && y < box.bottom;
        },
        toCanvas: (at) => screenToFlowPosition(at),
      }),
    [fitView, zoomTo, getZoom, setCenter, screenToFlowPosition, flowToScreenPosition, domNode],
  );
}

/** Kinds from the palette are added where they fall; a file is opened. */
function useDrop() {
  const { screenToFlowPosition } = useReactFlow();
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const kind = event.dataTransfer.getData(DRAG_TYPE);
    const [file] = event.dataTransfer.files;
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    if (kind === 'note' || kind === 'frame') addNote(kind, at);
    else if (kind in NODE_TYPES) addNode(kind as NodeKind, at);
    else if (file) void openDropped(file, event.dataTransfer.items[0]);
  };
  return { onDragOver, onDrop };
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
