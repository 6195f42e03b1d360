/**
 * The run, drawn over the diagram: messages on edges, figures in nodes. It takes no clicks and is hidden from readers of the
 * page; the same figures are in the dashboard's table.
 */
import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { documentStore } from '../document/documentStore.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runStore } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { uiStore } from '../ui/uiStore.ts';
import { FlowPainter, type FlowText, type FlowView } from './flow/flowPainter.ts';
import { type Scene, SceneBuilder } from './flow/flowScene.ts';
import { readFlowTheme } from './flow/flowTheme.ts';
import { FIGURE_LABELS, type FigureLabel } from './flow/nodeFigures.ts';

const CANVAS = 'pointer-events-none absolute inset-0 z-4 size-full origin-top-left';

export function FlowLayer() {
  const flowCanvas = useRef<HTMLCanvasElement>(null);
  const numbersCanvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const t = useT();
  const text = useRef<FlowText>(undefined);

  useEffect(() => {
    const words = Object.fromEntries(FIGURE_LABELS.map((label) => [label, t(`flow.${label}`)])) as Record<FigureLabel, string>;
    text.current = { words, language: uiStore.getState().language };
    frameLoop.request();
  }, [t]);

  useEffect(() => {
    const flow = flowCanvas.current?.getContext('2d');
    const numbers = numbersCanvas.current?.getContext('2d');
    if (!flow || !numbers) return;
    const painter = new FlowPainter(flow, numbers);
    const builder = new SceneBuilder();
    const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');
    let theme = readFlowTheme(flow.canvas);
    let scene: Scene | undefined;
    let view: FlowView | undefined;

    const place = (id: string) => {
      const node = store.getState().nodeLookup.get(id);
      return node && { at: node.internals.positionAbsolute, width: node.measured.width, height: node.measured.height };
    };
    const toView = (): FlowView => {
      const { transform, width, height } = store.getState();
      return { x: transform[0], y: transform[1], zoom: transform[2], width, height, pixelRatio: window.devicePixelRatio };
    };
    const draw = (hostMs: number) => {
      scene ??= builder.build(documentStore.getState().scenario.model, place);
      view ??= toView();
      if (text.current === undefined) return false;
      return painter.frame(hostMs, { run: runStore.getState(), scene, view, theme, text: text.current, isStill: lessMotion.matches });
    };

    const stops = [
      frameLoop.on(draw),
      runStore.subscribe((now, before) => {
        if (now.runId !== before.runId || now.phase !== before.phase || now.cursorUs !== before.cursorUs) frameLoop.request();
      }),
      // React Flow keeps its maps and replaces what they hold, so a change of `nodes` is what tells of a move.
      store.subscribe((now, before) => {
        if (now.nodes !== before.nodes || now.edges !== before.edges) scene = undefined;
        if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height) view = undefined;
        if (scene === undefined || view === undefined) frameLoop.request();
      }),
      documentStore.subscribe((now, before) => {
        if (now.scenario.model === before.scenario.model) return;
        scene = undefined;
        frameLoop.request();
      }),
      uiStore.subscribe((now, before) => {
        if (now.resolvedTheme === before.resolvedTheme) return;
        theme = readFlowTheme(flow.canvas);
        frameLoop.request();
      }),
    ];
    lessMotion.addEventListener('change', frameLoop.request);
    return () => {
      lessMotion.removeEventListener('change', frameLoop.request);
      for (const stop of stops) stop();
    };
  }, [store]);

  return (
    <>
      <canvas ref={flowCanvas} className={CANVAS} aria-hidden="true" data-testid="flow" />
      <canvas ref={numbersCanvas} className={CANVAS} aria-hidden="true" data-testid="figures" />
    </>
  );
}
