/**
 * The window around the diagram: a top row, the run's controls, then components, the diagram with the run's figures, and the
 * inspector. Fetched as one once the diagram is painted.
 */
import { useEffect } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { Palette } from '../canvas/Palette.tsx';
import { addToView } from '../canvas/addToView.ts';
import { Dashboard } from '../charts/Dashboard.tsx';
import { useT } from '../i18n/i18n.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { LessonSide } from '../lessons/LessonSide.tsx';
import { Controls } from '../parts/Controls.tsx';
import { TransportBar } from '../timeline/TransportBar.tsx';
import { CanvasPlace } from './CanvasPlace.tsx';
import { Header } from './Header.tsx';
import { Overlays } from './Overlays.tsx';
import { dashboardHeight, INSPECTOR_WIDTH } from './panelSizes.ts';
import { uiStore, useUi } from './uiStore.ts';

export interface WindowFrameProps {
  /** The diagram, which outlives this frame. */
  readonly canvas: HTMLElement;
}

export function WindowFrame({ canvas }: WindowFrameProps) {
  const t = useT();
  const panels = useUi((s) => s.panels);
  const isLearning = useUi((s) => s.isLearning);
  const dashboard = useRoomForMessages(panels.dashboard);
  return (
    <Controls>
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
                    <CanvasPlace canvas={canvas} />
                  </Panel>
                  {panels.dashboard && (
                    <>
                      <Separator className="h-px" aria-label={t('view.resize', { panel: t('view.dashboard') })} />
                      <Panel
                        id="dashboard"
                        panelRef={dashboard}
                        defaultSize={`${dashboardHeight()}px`}
                        minSize="176px"
                        groupResizeBehavior="preserve-pixel-size"
                      >
                        <Dashboard />
                      </Panel>
                    </>
                  )}
                </Group>
              </Panel>
              {panels.inspector && (
                <>
                  <Separator className="w-px" aria-label={t('view.resize', { panel: t('view.inspector') })} />
                  <Panel id="inspector" defaultSize={`${INSPECTOR_WIDTH}px`} minSize="256px" maxSize="480px" groupResizeBehavior="preserve-pixel-size">
                    <Inspector />
                  </Panel>
                </>
              )}
            </Group>
          </main>
        </div>
      </div>
      <Overlays />
    </Controls>
  );
}

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
