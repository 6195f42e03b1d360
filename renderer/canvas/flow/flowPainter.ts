/**
 * Decides per frame what is drawn anew. Two canvases lie over the view: messages move at the screen's rate; lines and figures
 * change at most ten times a second, and while the view moves their picture is moved along with it. While nothing changes no
 * frame is asked for.
 */
import type { RunState } from '../../engine/runStore.ts';
import type { Series } from '../../engine/series.ts';
import type { Language } from '../../charts/format.ts';
import { FlowFigures } from './flowFigures.ts';
import { hasSameParts, type Scene } from './flowScene.ts';
import type { FlowTheme } from './flowTheme.ts';
import type { FigureLabel } from './nodeFigures.ts';
import { paintFigures } from './paintFigures.ts';
import { paintFlow } from './paintFlow.ts';
import { paintWires } from './paintWires.ts';
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

/** What is read of a run. */
export type RunOnPicture = Pick<RunState, 'runId' | 'series' | 'phase' | 'cursorUs' | 'status' | 'pace'>;

/** What one frame is drawn from; whoever asks for it keeps what did not change the same object. */
export interface FlowInput {
  readonly run: RunOnPicture;
  readonly scene: Scene;
  readonly view: FlowView;
  readonly theme: FlowTheme;
  readonly text: FlowText;
  /** The person asked for less motion: nothing travels, widths and figures tell. */
  readonly isStill: boolean;
}

const FIGURES_EVERY_MS = 100;
/** Half a frame of grace: a pace of 100 ms is met by the frame at 99 ms. */
const GRACE_MS = 8;
/** Figures are drawn half way between the beats of the frame loop, at which the rest of the page changes: no frame does both. */
const figuresBeat = (hostMs: number): number => Math.floor((hostMs + GRACE_MS) / FIGURES_EVERY_MS + 0.5);
/** The clock stays a sample and this much host time behind the data: batches come 30 times a second, and not evenly. */
const LAG_MS = 45;
/** How long the last messages stay in sight after the end. */
const DRAIN_MS = 2_000;

export class FlowPainter {
  readonly #flow: CanvasRenderingContext2D;
  readonly #numbers: CanvasRenderingContext2D;
  readonly #clock = new VisualClock();
  readonly #figures = new FlowFigures();
  #runId = -1;
  /** Of which data the figures are, and when they were read. */
  #readUs: number | undefined;
  #readPhase: RunState['phase'] | undefined;
  #readAtMs = Number.NEGATIVE_INFINITY;
  /** What the pictures show. */
  #drawn: FlowInput | undefined;
  #numbersView: FlowView | undefined;
  #numbersAtMs = Number.NEGATIVE_INFINITY;
  #movedMs = 0;
  #lastMs = 0;
  #wasMoving = false;
  #wasPast = false;

  constructor(flow: CanvasRenderingContext2D, numbers: CanvasRenderingContext2D) {
    this.#flow = flow;
    this.#numbers = numbers;
  }

  /** Draws one frame. Returns whether another is needed although nothing else changes. */
  frame(hostMs: number, input: FlowInput): boolean {
    const { run, scene, view, theme, text, isStill } = input;
    if (run.runId !== this.#runId) {
      this.#runId = run.runId;
      this.#clock.reset();
      this.#figures.reset();
    }
    const { series, cursorUs } = run;
    // In the past the run stands still, whatever the engine does meanwhile.
    const phase = cursorUs === undefined ? run.phase : 'paused';
    const stepMs = Math.min(100, hostMs - this.#lastMs);
    this.#lastMs = hostMs;
    if (series === undefined || series.rows === 0) {
      if (this.#drawn !== undefined) this.#clear(view);
      return false;
    }

    const before = this.#drawn;
    const isOther = before === undefined || before.run.series !== series || before.text !== text || !hasSameParts(before.scene, scene);
    const isNewData = series.latestUs !== this.#readUs || phase !== this.#readPhase;
    const mayRead = cursorUs !== undefined || figuresBeat(hostMs) > figuresBeat(this.#readAtMs);
    const reads = isOther || (isNewData && mayRead);
    if (reads) {
      this.#figures.refresh(series, phase, scene, text.language, hostMs, this.#clock.usPerMs / 1_000);
      this.#readUs = series.latestUs;
      this.#readPhase = phase;
      this.#readAtMs = hostMs;
    }
    const isNewLook = isOther || before.scene !== scene || before.theme !== theme || before.isStill !== isStill;
    const hasMoved = before !== undefined && before.view !== view;
    this.#drawn = input;
    const isNumbersOld = this.#drawNumbers(hostMs, input, reads || isNewLook, hasMoved);

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
    if (isStill ? isNewLook : clockMoves || isMoved || this.#wasMoving || reads || isNewLook || hasMoved) this.#drawFlow(series, input);
    this.#wasMoving = clockMoves;
    return clockMoves || isNumbersOld || (isNewData && !reads);
  }

  #drawFlow(series: Series, { scene, theme, view, isStill }: FlowInput): void {
    begin(this.#flow, view);
    if (isStill) return;
    paintFlow(this.#flow, {
      scene,
      series,
      theme,
      view: viewBox(view),
      zoom: view.zoom,
      nowUs: this.#clock.nowUs,
      usPerMs: this.#clock.usPerMs,
      movedMs: this.#movedMs,
      edges: this.#figures.edges,
    });
  }

  /** Draws lines and figures, or moves their picture to where the view went. Returns whether that is to be made good. */
  #drawNumbers(hostMs: number, { scene, theme, text, view, isStill }: FlowInput, isNew: boolean, hasMoved: boolean): boolean {
    const drawn = this.#numbersView;
    const isOld = drawn === undefined || !isSameView(drawn, view);
    if (!isNew && !isOld) return false;
    const hasSize = drawn !== undefined && drawn.width === view.width && drawn.height === view.height && drawn.pixelRatio === view.pixelRatio;
    // One frame without a move: the view has come to rest.
    if (hasSize && !isNew && hasMoved && figuresBeat(hostMs) <= figuresBeat(this.#numbersAtMs)) {
      moveTo(this.#numbers.canvas, drawn, view);
      return true;
    }
    if (isOld) moveTo(this.#numbers.canvas, view, view);
    this.#numbersView = view;
    this.#numbersAtMs = hostMs;
    const box = viewBox(view);
    begin(this.#numbers, view);
    paintWires(this.#numbers, { scene, theme, view: box, zoom: view.zoom, edges: this.#figures.edges, isStill });
    paintFigures(this.#numbers, {
      scene,
      theme,
      view: box,
      zoom: view.zoom,
      figures: this.#figures.nodes,
      rates: this.#figures.edges.shownRates,
      ...text,
    });
    return false;
  }

  #clear(view: FlowView): void {
    begin(this.#flow, view);
    begin(this.#numbers, view);
    this.#drawn = undefined;
    this.#numbersView = undefined;
    this.#readUs = undefined;
  }
}

const isSameView = (a: FlowView, b: FlowView): boolean =>
  a.x === b.x && a.y === b.y && a.zoom === b.zoom && a.width === b.width && a.height === b.height && a.pixelRatio === b.pixelRatio;

/** Shows a picture drawn for one view as another view would have it: that costs no drawing. */
function moveTo(canvas: HTMLCanvasElement, from: FlowView, to: FlowView): void {
  const scale = to.zoom / from.zoom;
  const x = to.x - from.x * scale;
  const y = to.y - from.y * scale;
  canvas.style.transform = x === 0 && y === 0 && scale === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale})`;
}

/** How fast the run really goes; the chosen pace until that is known. */
function paceOf({ status, pace }: RunOnPicture): number {
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
