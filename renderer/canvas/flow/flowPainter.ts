/**
 * Decides per frame what is drawn anew. Two canvases lie over the view: messages move at the screen's rate, figures change at
 * most ten times a second and with the view. While nothing changes no frame is asked for.
 */
import type { RunState } from '../../engine/runStore.ts';
import type { Series } from '../../engine/series.ts';
import type { Language } from '../../charts/format.ts';
import { rateWindowUs } from '../../charts/rateWindow.ts';
import { type EdgeMode, edgeMode } from './edgeStyle.ts';
import type { Scene, SceneEdge } from './flowScene.ts';
import type { FlowTheme } from './flowTheme.ts';
import { type FigureLabel, type NodeFigure, nodeFigure } from './nodeFigures.ts';
import { paintFigures } from './paintFigures.ts';
import { paintFlow } from './paintFlow.ts';
import type { Box } from './polyline.ts';
import { VisualClock } from './visualClock.ts';

export interface FlowView {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

export interface FlowText {
  readonly words: Readonly<Record<FigureLabel, string>>;
  readonly language: Language;
}

const FIGURES_EVERY_MS = 100;
/** The clock stays a sample and this much host time behind the data: batches come 30 times a second, and not evenly. */
const LAG_MS = 45;
/** How long the last messages stay in sight after the end. */
const DRAIN_MS = 2_000;

export class FlowPainter {
  readonly #flow: CanvasRenderingContext2D;
  readonly #numbers: CanvasRenderingContext2D;
  readonly #clock = new VisualClock();
  #runId = -1;
  #figures: (NodeFigure | undefined)[] = [];
  /** Nodes that cannot take what comes, and producers that cannot send what they should. */
  #hot = new Set<string>();
  #heldBack = new Set<string>();
  #rates = new Float64Array(0);
  #modes = new Map<string, EdgeMode>();
  #figuresAtMs = Number.NEGATIVE_INFINITY;
  #figuresAreOf: unknown[] = [];
  #movedMs = 0;
  #lastMs = 0;
  #wasMoving = false;
  #wasPast = false;
  #isBlank = true;

  constructor(flow: CanvasRenderingContext2D, numbers: CanvasRenderingContext2D) {
    this.#flow = flow;
    this.#numbers = numbers;
  }

  /** Draws one frame. Returns whether another is needed although nothing else changes. */
  frame(hostMs: number, run: RunState, scene: Scene, view: FlowView, theme: FlowTheme, text: FlowText, isStill: boolean): boolean {
    if (run.runId !== this.#runId) {
      this.#runId = run.runId;
      this.#clock.reset();
    }
    const { series, cursorUs } = run;
    // In the past the run stands still, whatever the engine does meanwhile.
    const phase = cursorUs === undefined ? run.phase : 'paused';
    const stepMs = Math.min(100, hostMs - this.#lastMs);
    this.#lastMs = hostMs;
    if (series === undefined || series.rows === 0) {
      if (!this.#isBlank) this.#clear(view);
      this.#isBlank = true;
      return false;
    }

    // The wanted things of the last drawing: when one of them is another object, the drawing is old.
    const inputs = [series, scene, view, theme, text, isStill];
    const isNewLook = inputs.some((input, i) => input !== this.#figuresAreOf[i]);
    const isNewData = series.latestUs !== this.#figuresAreOf[inputs.length] || phase !== this.#figuresAreOf[inputs.length + 1];
    const mayRefresh = cursorUs !== undefined || hostMs - this.#figuresAtMs >= FIGURES_EVERY_MS - 8;
    const refreshes = isNewData && mayRefresh;
    if (refreshes || this.#isBlank || scene !== this.#figuresAreOf[1] || text !== this.#figuresAreOf[4]) this.#refresh(series, phase, scene, text, hostMs);
    const box = viewBox(view);
    if (refreshes || isNewLook || this.#isBlank) {
      begin(this.#numbers, view);
      paintFigures(this.#numbers, { scene, theme, view: box, zoom: view.zoom, figures: this.#figures, rates: this.#rates, ...text });
      this.#figuresAreOf = [...inputs, refreshes || this.#isBlank ? series.latestUs : this.#figuresAreOf[inputs.length], phase];
    }

    const isRunning = phase === 'running';
    const pace = isRunning ? paceOf(run) : undefined;
    const lagUs = LAG_MS * 1_000 * (pace ?? 0) + series.schema.sampleUs;
    // After the end the last messages still arrive.
    const targetUs = series.latestUs + (phase === 'ended' ? DRAIN_MS * this.#clock.usPerMs : 0);
    if (cursorUs === undefined && this.#wasPast) this.#clock.set(series.latestUs);
    const isMoved = cursorUs !== undefined && this.#clock.set(cursorUs);
    this.#wasPast = cursorUs !== undefined;
    const clockMoves = cursorUs === undefined && !isStill && this.#clock.advance(hostMs, targetUs, lagUs, pace);
    if (isRunning) this.#movedMs += stepMs;
    if (clockMoves || isMoved || this.#wasMoving || refreshes || isNewLook || this.#isBlank) {
      begin(this.#flow, view);
      paintFlow(this.#flow, {
        scene,
        series,
        theme,
        view: box,
        zoom: view.zoom,
        nowUs: this.#clock.nowUs,
        usPerMs: this.#clock.usPerMs,
        movedMs: this.#movedMs,
        rates: this.#rates,
        modeOf: (edge: SceneEdge) => this.#modes.get(edge.id) ?? 'still',
        isHot: (edge: SceneEdge) => this.#hot.has(edge.to) || this.#heldBack.has(edge.from),
        isStill,
      });
    }
    this.#wasMoving = clockMoves;
    this.#isBlank = false;
    return clockMoves || (isNewData && !refreshes);
  }

  #refresh(series: Series, phase: RunState['phase'], scene: Scene, { language }: FlowText, hostMs: number): void {
    this.#figuresAtMs = hostMs;
    this.#figures = scene.nodes.map(({ id, doc }) => (isMeasured(series, id) ? nodeFigure(series, id, doc, language) : undefined));
    const hot = phase === 'ended' ? [] : scene.nodes.filter((_, i) => this.#figures[i]?.isHot);
    this.#hot = new Set(hot.map(({ id }) => id));
    this.#heldBack = new Set(hot.filter(({ doc }) => doc.kind === 'producer').map(({ id }) => id));
    this.#rates = Float64Array.from(scene.edges, (edge) => series.rate(series.column(edge.id, 'records'), rateWindowUs(edge.fromKind)));
    const pace = this.#clock.usPerMs / 1_000;
    this.#modes = new Map(scene.edges.map(({ id }, i) => [id, phase === 'ended' ? 'still' : edgeMode(this.#rates[i] ?? 0, pace, this.#modes.get(id))]));
  }

  #clear(view: FlowView): void {
    begin(this.#flow, view);
    begin(this.#numbers, view);
    this.#figuresAreOf = [];
  }
}

/** Any metric will do: a node added since the run began has none. */
const isMeasured = (series: RunState['series'], id: string): boolean =>
  series !== undefined && (['in', 'out', 'processed', 'requests', 'busyUs'] as const).some((metric) => series.column(id, metric) >= 0);

/** How fast the run really goes; the chosen pace until that is known. */
function paceOf({ status, pace }: RunState): number {
  return status?.achievedPace ?? (pace === 'max' ? 1 : pace);
}

function viewBox({ x, y, zoom, width, height }: FlowView): Box {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** Clears, and lets everything after be said in flow pixels. Setting the size of a canvas is dear, so only when it changed. */
function begin(ctx: CanvasRenderingContext2D, { x, y, zoom, width, height, pixelRatio }: FlowView): void {
  const { canvas } = ctx;
  const [w, h] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, w, h);
  ctx.setTransform(zoom * pixelRatio, 0, 0, zoom * pixelRatio, x * pixelRatio, y * pixelRatio);
  ctx.fontKerning = 'none';
}
