/**
 * Time × place as a picture on a canvas, drawn by `feed` without React. Strength is not by colour alone: the cell under the pointer, or the one
 * chosen by the arrow keys, is read out in words, and a click shows its instant everywhere.
 */
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { formatClock } from '#core/base/clockText.ts';
import { showAt } from '../../engine/cursor.ts';
import { frameLoop } from '../../engine/frameLoop.ts';
import { runStore } from '../../engine/runStore.ts';
import { shownSpanUs } from '../shownSpan.ts';
import { HALF_STRENGTH, type Heat, pooled, strengthOf } from './heat.ts';

export interface Curve {
  readonly token: string;
  readonly isDashed: boolean;
  /** By column: height in places from the bottom; NaN: none. */
  readonly heights: Float64Array;
}

export interface HeatMapProps {
  readonly label: string;
  readonly theme: string;
  readonly read: () => { readonly heat: Heat; readonly curves: readonly Curve[] } | undefined;
  readonly placeLabel: (place: number) => string;
  /** Places that get a label at the axis, of so many. */
  readonly ticks: (heat: Heat) => readonly { readonly place: number; readonly label: string }[];
  readonly formatValue: (value: number) => string;
  /** What to say while no cell is looked at. */
  readonly idle: (heat: Heat) => string;
}

const DRAW_EVERY_MS = 250;
const LEFT = 52;
const BOTTOM = 16;

interface Cell {
  readonly column: number;
  readonly place: number;
}

export function HeatMap({ label, theme, read, placeLabel, ticks, formatValue, idle }: HeatMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef<Heat>(undefined);
  const [cell, setCell] = useState<Cell>();
  const [words, setWords] = useState('');
  const [max, setMax] = useState(0);
  const looked = useRef<Cell>(undefined);
  const look = (next: Cell | undefined): void => {
    looked.current = next;
    setCell(next);
    frameLoop.hurry();
  };

  const say = useCallback(() => {
    const heat = shown.current;
    if (heat === undefined || heat.places === 0) return setWords('');
    const at = looked.current;
    if (at === undefined) return setWords(idle(heat));
    const value = heat.values[at.column * heat.places + at.place] ?? Number.NaN;
    setWords([placeLabel(heat.first + at.place), formatClock(heat.endsUs[at.column] ?? 0), formatValue(value)].join(' · '));
  }, [idle, placeLabel, formatValue]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let drawnKey = '';
    const draw = () => {
      const run = runStore.getState();
      const { series, cursorUs } = run;
      const key = [series?.newestUs, cursorUs, element.clientWidth, element.clientHeight, looked.current?.column, looked.current?.place].join(' ');
      if (key === drawnKey) return;
      drawnKey = key;
      const data = read();
      if (data === undefined) return;
      shown.current = data.heat;
      setMax(data.heat.max);
      const seconds = shownSpanUs(run) / 1_000_000;
      paint(element, data.heat, data.curves, ticks(data.heat), { seconds, cursorUs, cell: looked.current });
      say();
    };
    const observer = new ResizeObserver(() => frameLoop.hurry());
    observer.observe(element);
    const stop = frameLoop.on(draw, DRAW_EVERY_MS);
    return () => {
      observer.disconnect();
      stop();
    };
    // The colours are paint: with another theme they are others.
  }, [read, ticks, say, theme]);

  const cellAt = (x: number, y: number): Cell | undefined => {
    const heat = shown.current;
    const element = canvas.current;
    if (heat === undefined || element === null || heat.places === 0) return undefined;
    const us = ((x - LEFT) / (element.clientWidth - LEFT)) * shownSpanUs(runStore.getState());
    const column = heat.endsUs.findIndex((end) => end >= us);
    const place = Math.floor((1 - y / (element.clientHeight - BOTTOM)) * heat.places);
    return us < 0 || column < 0 || place < 0 || place >= heat.places ? undefined : { column, place };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const heat = shown.current;
    if (heat === undefined || heat.places === 0) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (event.key === 'Enter' && cell !== undefined) showAt(heat.endsUs[cell.column]);
    if (event.key === 'Escape') look(undefined);
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const from = cell ?? { column: heat.endsUs.length - 1, place: 0 };
    const within = (n: number, end: number) => Math.min(Math.max(n, 0), end - 1);
    look({
      column: within(from.column + (cell === undefined ? 0 : step[0]!), heat.endsUs.length),
      place: within(from.place + (cell === undefined ? 0 : step[1]!), heat.places),
    });
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">
        <canvas
          ref={canvas}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move over its cells
          tabIndex={0}
          role="img"
          aria-label={[label, words].join(': ')}
          className="h-full w-full cursor-crosshair"
          onPointerMove={({ nativeEvent: { offsetX, offsetY } }) => look(cellAt(offsetX, offsetY))}
          onPointerLeave={() => look(undefined)}
          onBlur={() => look(undefined)}
          onClick={({ nativeEvent: { offsetX, offsetY } }) => {
            const at = cellAt(offsetX, offsetY);
            if (at !== undefined) showAt(shown.current?.endsUs[at.column]);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="flex h-6 shrink-0 items-center gap-3 pr-2 pl-[52px] text-[11px] text-(--text-2)">
        <p className="min-w-0 flex-1 truncate tabular-nums" aria-live="polite">
          {words}
        </p>
        <Legend max={max} format={formatValue} />
      </div>
    </div>
  );
}

const STEPS = Array.from({ length: 10 }, (_, i) => i / 18);

/** Half of the scale. */
function Ramp({ from }: { readonly from: number }) {
  return (
    <span className="flex h-2.5 w-12 overflow-hidden rounded-xs border border-(--border)">
      {STEPS.map((step) => (
        <span key={step} className="h-full flex-1" style={{ background: `color-mix(in srgb, ${mixOf(from + step)})` }} />
      ))}
    </span>
  );
}

/** Strength and colour, with the values at its ends and in its middle. */
function Legend({ max, format }: { readonly max: number; readonly format: (value: number) => string }) {
  if (!(max > 0)) return null;
  return (
    <span className="flex shrink-0 items-center gap-1.5 tabular-nums" aria-hidden>
      {format(0)}
      <Ramp from={0} />
      {format(max * HALF_STRENGTH)}
      <Ramp from={0.5} />
      {format(max)}
    </span>
  );
}
/** From the ground over blue to the colour of heat. */
const mixOf = (strength: number): string =>
  strength < 0.5 ? `var(--heat-mid) ${strength * 200}%, var(--heat-low)` : `var(--heat-high) ${(strength - 0.5) * 200}%, var(--heat-mid)`;

interface Moment {
  readonly seconds: number;
  readonly cursorUs: number | undefined;
  readonly cell: Cell | undefined;
}

function paint(
  element: HTMLCanvasElement,
  heat: Heat,
  curves: readonly Curve[],
  ticks: readonly { readonly place: number; readonly label: string }[],
  moment: Moment,
): void {
  const ratio = devicePixelRatio;
  const [width, height] = [element.clientWidth, element.clientHeight];
  if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
  }
  const ctx = element.getContext('2d');
  if (ctx === null || width <= LEFT || height <= BOTTOM) return;
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const box = { left: LEFT, width: width - LEFT, height: height - BOTTOM };
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  ctx.fillStyle = token('--surface-2');
  ctx.fillRect(box.left, 0, box.width, box.height);
  const x = (us: number) => box.left + (us / 1_000_000 / moment.seconds) * box.width;
  const y = (place: number) => (1 - place / heat.places) * box.height;

  if (heat.places > 0) {
    ctx.imageSmoothingEnabled = false;
    const shown = x(heat.endsUs.at(-1) ?? 0) - box.left;
    ctx.drawImage(pictureOf(heat, shown * ratio, box.height * ratio, token), box.left, 0, shown, box.height);
    for (const curve of curves) drawCurve(ctx, heat, curve, token(curve.token), x, y);
  }
  ctx.font = `11px ${token('--font')}`;
  ctx.fillStyle = token('--text-3');
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const { place, label } of ticks) ctx.fillText(label, box.left - 6, Math.min(box.height - 5, Math.max(6, y(place))));
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  for (const seconds of timeTicks(moment.seconds, box.width)) {
    const at = x(seconds * 1_000_000);
    if (at < width - 14) ctx.fillText(shortClock(seconds), Math.max(box.left + 6, at), box.height + 3);
  }
  if (moment.cursorUs !== undefined) {
    ctx.fillStyle = token('--accent');
    ctx.fillRect(x(moment.cursorUs) - 1, 0, 2, box.height);
  }
  if (moment.cell !== undefined && heat.places > 0) {
    const { column, place } = moment.cell;
    const from = x(heat.endsUs[column - 1] ?? 0);
    ctx.strokeStyle = token('--text');
    ctx.lineWidth = 1.5;
    ctx.strokeRect(from - 1, y(place + 1) - 1, Math.max(3, x(heat.endsUs[column] ?? 0) - from) + 2, Math.max(3, y(place) - y(place + 1)) + 2);
  }
}

function drawCurve(
  ctx: CanvasRenderingContext2D,
  heat: Heat,
  { heights, isDashed }: Curve,
  color: string,
  x: (us: number) => number,
  y: (place: number) => number,
): void {
  ctx.beginPath();
  let isDown = false;
  heights.forEach((height, i) => {
    if (Number.isNaN(height)) isDown = false;
    else {
      const at = [x(heat.endsUs[i]!), y(Math.min(heat.places, Math.max(0, height)))] as const;
      if (isDown) ctx.lineTo(...at);
      else ctx.moveTo(...at);
      isDown = true;
    }
  });
  ctx.setLineDash(isDashed ? [4, 3] : []);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** One pixel to a cell; the canvas stretches it. */
function pictureOf(heat: Heat, width: number, height: number, token: (name: string) => string): HTMLCanvasElement {
  const cells = pooled(heat, width, height);
  const picture = document.createElement('canvas');
  picture.width = cells.width;
  picture.height = cells.height;
  const ctx = picture.getContext('2d')!;
  const image = ctx.createImageData(picture.width, picture.height);
  const [low, mid, high] = (['--heat-low', '--heat-mid', '--heat-high'] as const).map((name) => rgbOf(token(name))) as [Rgb, Rgb, Rgb];
  cells.values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const strength = strengthOf(value, heat.max) * 2;
    const [from, to] = strength < 1 ? [low, mid] : [mid, high];
    const part = strength < 1 ? strength : strength - 1;
    for (let c = 0; c < 3; c++) image.data[i * 4 + c] = from[c]! + (to[c]! - from[c]!) * part;
    image.data[i * 4 + 3] = 255;
  });
  ctx.putImageData(image, 0, 0);
  return picture;
}

type Rgb = readonly number[];
/** '#rrggbb'. */
const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const STEP_SECONDS = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400];
function timeTicks(seconds: number, width: number): number[] {
  const step = STEP_SECONDS.find((one) => (seconds / one) * 64 <= width) ?? seconds;
  return Array.from({ length: Math.floor(seconds / step) + 1 }, (_, i) => i * step);
}
function shortClock(seconds: number): string {
  if (seconds < 60) return `${seconds}s`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return minutes < 60 ? `${minutes}:${String(rest).padStart(2, '0')}` : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}h`;
}
