/**
 * A line chart over virtual time. The only file that knows uPlot. Its colours are paint, so it is built anew when the theme
 * or its lines change; data is drawn by `feed` without React.
 */
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartData } from './chartData.ts';
import type { Line } from './chartSpecs.ts';
import { FADED } from './faded.ts';

export interface ChartProps {
  readonly lines: readonly Line[];
  /** The same lines of another run are drawn faded: their data follows. */
  readonly isCompared: boolean;
  /** By the key of a line; FADED for all of the other run. */
  readonly hidden: ReadonlySet<string>;
  /** Changes when colours do. */
  readonly theme: string;
  /** Read aloud instead of the picture. */
  readonly label: string;
  readonly formatValue: (value: number) => string;
  /** Index into the data under the pointer, of this or a neighbouring chart. */
  readonly onCursor: (index: number | undefined) => void;
  /** Seconds at which something broke or was mended; asked at each drawing. */
  readonly marks: () => readonly number[];
  /** A second of the run was pressed, or dragged to. */
  readonly onPick: (seconds: number) => void;
  /** Called with what moves the line of the instant shown, in seconds; returns its unsubscribe. */
  readonly follow: (move: (seconds: number | undefined) => void) => () => void;
  /** How high the scale goes, from the highest value drawn and the top it has. */
  readonly topOf: (highest: number, top: number) => number;
  /** Told where the plot lies in its box, and what its scales show, whenever that changes. */
  readonly onLayout: (layout: PlotLayout) => void;
  /** Called with what draws; returns its unsubscribe. */
  readonly feed: (draw: (data: ChartData, seconds: number) => void) => () => void;
}

/** In CSS pixels of the chart's box; both scales begin at 0. */
export interface PlotLayout {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly topValue: number;
}

/** Charts that share a pointer. */
const SYNC = 'run';
const AXIS_FONT_PX = 11;

export function Chart({ lines, isCompared, hidden, theme, label, formatValue, onCursor, feed, marks, onPick, follow, topOf, onLayout }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const hiddenNow = useRef(hidden);

  useEffect(() => {
    hiddenNow.current = hidden;
    const set = (i: number, show: boolean) => {
      if (plot.current !== undefined && (plot.current.series[i]?.show ?? show) !== show) plot.current.setSeries(i, { show });
    };
    lines.forEach((line, i) => {
      set(i + 1, !hidden.has(line.key));
      set(lines.length + i + 1, !hidden.has(line.key) && !hidden.has(FADED));
    });
  }, [lines, hidden]);

  useEffect(() => {
    const parent = box.current;
    if (parent === null) return;
    const all = isCompared ? [...lines, ...lines] : lines;
    const made = new UPlot(
      options(parent, lines, isCompared, hiddenNow.current, { formatValue, onCursor, marks, topOf, onLayout }),
      [[], ...all.map(() => [])],
      parent,
    );
    plot.current = made;
    const line = instantLine(made);
    const resize = new ResizeObserver(() => {
      made.setSize({ width: parent.clientWidth, height: parent.clientHeight });
      line.place();
    });
    resize.observe(parent);
    const leave = pickBy(made, onPick);
    const stopFollowing = follow(line.move);
    const stop = feed((data, seconds) => {
      made.batch(() => {
        made.setData(withGaps(data), false);
        made.setScale('x', { min: 0, max: seconds });
      });
      line.place();
    });
    return () => {
      stop();
      stopFollowing();
      leave();
      resize.disconnect();
      plot.current = undefined;
      made.destroy();
    };
    // `theme` is not read, but paint is: the tokens have other values now.
  }, [lines, isCompared, theme, formatValue, onCursor, feed, marks, onPick, follow, topOf, onLayout]);

  return <div ref={box} role="img" aria-label={label} className="h-full w-full overflow-hidden" />;
}

/** The line at the instant shown, over the curves: it moves without a drawing. */
function instantLine(plot: UPlot): { move(seconds: number | undefined): void; place(): void } {
  let at: number | undefined;
  const line = document.createElement('div');
  line.className = 'chart-instant';
  line.hidden = true;
  plot.over.append(line);
  const place = () => {
    line.hidden = at === undefined;
    if (at !== undefined) line.style.transform = `translateX(${plot.valToPos(at, 'x')}px)`;
  };
  return {
    move(seconds) {
      at = seconds;
      place();
    },
    place,
  };
}

/** Pressing in the plot shows that instant, and dragging goes on from there. Returns what ends it. */
function pickBy(plot: UPlot, onPick: (seconds: number) => void): () => void {
  const { over } = plot;
  const pick = (event: PointerEvent) => onPick(plot.posToVal(event.clientX - over.getBoundingClientRect().left, 'x'));
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !hasData(plot)) return;
    over.setPointerCapture(event.pointerId);
    pick(event);
  };
  const onMove = (event: PointerEvent) => void (over.hasPointerCapture(event.pointerId) && pick(event));
  over.addEventListener('pointerdown', onDown);
  over.addEventListener('pointermove', onMove);
  return () => {
    over.removeEventListener('pointerdown', onDown);
    over.removeEventListener('pointermove', onMove);
  };
}

function options(
  parent: HTMLElement,
  lines: readonly Line[],
  isCompared: boolean,
  hidden: ReadonlySet<string>,
  { formatValue, onCursor, marks, topOf, onLayout }: Pick<ChartProps, 'formatValue' | 'onCursor' | 'marks' | 'topOf' | 'onLayout'>,
): UPlot.Options {
  const drawn = [...lines.map((line) => ({ ...line, isFaded: false })), ...(isCompared ? lines.map((line) => ({ ...line, isFaded: true })) : [])];
  const style = getComputedStyle(parent);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const font = `${AXIS_FONT_PX}px ${token('--font')}`;
  const grid = { stroke: token('--grid'), width: 1 };
  const axis = { stroke: token('--text-3'), font, grid, ticks: { show: false }, gap: 4 };
  return {
    width: parent.clientWidth,
    height: parent.clientHeight,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: SYNC }, drag: { x: false, y: false }, points: { size: 6 }, y: false },
    scales: { x: { time: false, auto: false }, y: { range: (u, __, max) => [0, topOf(max ?? 0, u.scales.y?.max ?? 0)] } },
    axes: [
      { ...axis, size: 22, space: 64, incrs: TIME_STEPS, values: (_, splits) => splits.map(formatSeconds) },
      {
        ...axis,
        size: (_, values) => Math.max(36, 12 + 6.4 * Math.max(0, ...(values ?? []).map((v) => v.length))),
        space: 28,
        // With nothing measured yet the scale means nothing: only its foot is told.
        values: (u, splits) => splits.map((value) => (value === 0 || hasData(u) ? formatValue(value) : '')),
      },
    ],
    series: [
      {},
      ...drawn.map((line) => ({
        label: line.name,
        show: !hidden.has(line.key) && !(line.isFaded && hidden.has(FADED)),
        alpha: line.isFaded ? 0.35 : 1,
        stroke: token(line.color),
        width: 1.5,
        points: { show: false },
        spanGaps: false,
        ...(line.isDashed ? { dash: [5, 3] } : {}),
      })),
    ],
    hooks: {
      setCursor: [(u) => onCursor(u.cursor.idx ?? undefined)],
      drawAxes: [(u) => drawMarks(u, marks(), token('--bad'))],
      draw: [(u) => onLayout(layoutOf(u))],
    },
  };
}

/** A thin line from top to bottom at each instant, under the curves. */
function drawMarks(plot: UPlot, seconds: readonly number[], color: string): void {
  if (seconds.length === 0) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  for (const at of seconds) {
    const x = Math.round(plot.valToPos(at, 'x', true)) + 0.5;
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}

function layoutOf({ bbox, scales }: UPlot): PlotLayout {
  const px = (n: number) => n / devicePixelRatio;
  return { left: px(bbox.left), top: px(bbox.top), width: px(bbox.width), height: px(bbox.height), seconds: scales.x?.max ?? 0, topValue: scales.y?.max ?? 0 };
}

const hasData = (plot: UPlot): boolean => plot.series.some((line, i) => i > 0 && (line.max ?? 0) > 0);

/** uPlot leaves a gap at null; NaN would spoil its scales. */
const withGaps = ([times, ...values]: ChartData): UPlot.AlignedData => [times, ...values.map((line) => Array.from(line, (v) => (Number.isNaN(v) ? null : v)))];

const TIME_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];

/** '0.5s', '15s', '1:30', '2:00:00'. */
function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(2))}s`;
  const two = (n: number) => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, Math.round(seconds % 60)];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
