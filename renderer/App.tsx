/** The window: a top row, then components, the diagram with the run's controls and figures, and the inspector. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import type { NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { Canvas } from './canvas/Canvas.tsx';
import { addNodeNear } from './canvas/commands.ts';
import { positionOf, sizeOf } from './canvas/frames.ts';
import { FIT } from './canvas/nodes/geometry.ts';
import { Palette } from './canvas/Palette.tsx';
import { Dashboard } from './charts/Dashboard.tsx';
import { ComposeDialog } from './compose/ComposeDialog.tsx';
import { LinkDialog } from './share/LinkDialog.tsx';
import { ShareDialog } from './share/ShareDialog.tsx';
import { SituationsDialog } from './situations/SituationsDialog.tsx';
import { documentStore } from './document/documentStore.ts';
import type { Point } from './document/edits.ts';
import { useT } from './i18n/i18n.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { LessonSide } from './lessons/LessonSide.tsx';
import { LoadDialog } from './load/LoadDialog.tsx';
import { ToastViewport } from './parts/ToastViewport.tsx';
import { TooltipProvider } from './parts/Tooltip.tsx';
import { TransportBar } from './timeline/TransportBar.tsx';
import { Dialogs } from './ui/Dialogs.tsx';
import { Header } from './ui/Header.tsx';
import { ShortcutsDialog } from './ui/ShortcutsDialog.tsx';
import { Shortcuts } from './ui/Shortcuts.tsx';
import { uiStore, useUi } from './ui/uiStore.ts';

export function App() {
  const t = useT();
  return (
    <CSPProvider disableStyleElements>
      <TooltipProvider delay={500}>
        <ReactFlowProvider>
          <Window />
        </ReactFlowProvider>
        <Shortcuts />
        <ShortcutsDialog />
        <Dialogs />
        <Overlays />
        <ToastViewport closeLabel={t('common.close')} />
      </TooltipProvider>
    </CSPProvider>
  );
}

function Window() {
  const t = useT();
  const panels = useUi((s) => s.panels);
  const isLearning = useUi((s) => s.isLearning);
  const canvas = useRef<HTMLDivElement>(null);
  const dashboard = useRoomForMessages(panels.dashboard);
  const addToView = useAddToView(canvas);
  return (
    <div className="flex h-full flex-col">
      <Header />
      <section aria-label={t('run.bar')}>
        <TransportBar />
      </section>
      <div className="flex min-h-0 flex-1">
        {panels.palette && !isLearning && <Palette onAdd={addToView} />}
        <main className="min-w-0 flex-1">
          <Group orientation="horizontal">
            {isLearning && <LessonSide onAdd={addToView} />}
            <Panel id="main" minSize="360px">
              <Group orientation="vertical">
                <Panel id="canvas" minSize="160px">
                  <div ref={canvas} className="h-full">
                    <Canvas />
                  </div>
                </Panel>
                {panels.dashboard && (
                  <>
                    <Separator className="h-px" aria-label={t('view.resize', { panel: t('view.dashboard') })} />
                    <Panel id="dashboard" panelRef={dashboard} defaultSize={`${dashboardHeight()}px`} minSize="176px" groupResizeBehavior="preserve-pixel-size">
                      <Dashboard />
                    </Panel>
                  </>
                )}
              </Group>
            </Panel>
            {panels.inspector && (
              <>
                <Separator className="w-px" aria-label={t('view.resize', { panel: t('view.inspector') })} />
                <Panel id="inspector" defaultSize="304px" minSize="256px" maxSize="480px" groupResizeBehavior="preserve-pixel-size">
                  <Inspector />
                </Panel>
              </>
            )}
          </Group>
        </main>
      </div>
    </div>
  );
}

/** A tall window has room for tall charts; a low one keeps the diagram readable. */
const dashboardHeight = (): number => Math.round(Math.min(340, Math.max(236, window.innerHeight * 0.3)));

/** Messages and their journeys are long lists: while they are shown they get half of the window, unless somebody gave them more or less. */
function useRoomForMessages(isOpen: boolean) {
  const panel = usePanelRef();
  const isLong = useUi((s) => s.results === 'messages');
  useEffect(() => {
    const { current } = panel;
    const wanted = Math.round(window.innerHeight * 0.48);
    if (!isOpen || !isLong || current === null) return undefined;
    const before = current.getSize().inPixels;
    if (before >= wanted) return undefined;
    current.resize(wanted);
    return () => {
      if (uiStore.getState().panels.dashboard && Math.abs(current.getSize().inPixels - wanted) < 2) current.resize(before);
    };
  }, [panel, isOpen, isLong]);
  return panel;
}

/** Dialogs that are fetched when they are first opened. */
function Overlays() {
  const overlay = useUi((s) => s.overlay);
  const close = () => uiStore.getState().setOverlay(undefined);
  return (
    <>
      {overlay === 'compose' && <ComposeDialog isOpen onClose={close} />}
      <LoadDialog />
      {overlay === 'situations' && <SituationsDialog isOpen onClose={close} />}
      {overlay === 'share' && <ShareDialog isOpen onClose={close} />}
      {overlay === 'link' && <LinkDialog isOpen onClose={close} />}
    </>
  );
}

/** Components that are read at a glance. */
const SMALL = 12;

/** Adds a component after the selected one or at the middle of what is seen, and brings it into view. */
function useAddToView(canvas: { readonly current: HTMLDivElement | null }): (kind: NodeKind) => void {
  const { screenToFlowPosition, flowToScreenPosition, fitView, getZoom } = useReactFlow();
  return (kind) => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined) return;
    const isSeen = (at: Point): boolean => {
      const { x, y } = flowToScreenPosition(at);
      return x > box.left && x < box.right && y > box.top && y < box.bottom;
    };
    const before = uiStore.getState().selection.nodes;
    addNodeNear(kind, screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }), isSeen);
    const added = uiStore.getState().selection.nodes;
    if (isWholeInView(added, isSeen)) return;
    // A small design is shown whole; of a large one, what it follows and it. React Flow knows it from the next frame on.
    const isSmall = Object.keys(documentStore.getState().scenario.model.nodes).length <= SMALL;
    const nodes = isSmall ? {} : { nodes: [...before, ...added].map((id) => ({ id })) };
    requestAnimationFrame(() => void fitView({ ...FIT, ...nodes, maxZoom: getZoom(), duration: 200 }));
  };
}

function isWholeInView(ids: readonly NodeId[], isSeen: (at: Point) => boolean): boolean {
  const { scenario } = documentStore.getState();
  return ids.every((id) => {
    const { x, y } = positionOf(scenario, id);
    const { width, height } = sizeOf(scenario, id);
    return isSeen({ x, y }) && isSeen({ x: x + width, y: y + height });
  });
}
