/** A line chart as SVG: time to the right from 0 to the horizon, values from 0 up. What was not measured is a gap. */
import { formatClock } from '../base/clockText.ts';
import { escapeMarkup } from '../base/markup.ts';

export interface ChartLine {
  readonly name: string;
  readonly color: string;
  readonly isDashed: boolean;
  /** One value for each of the chart's instants; NaN is a gap. */
  readonly values: Float64Array;
}

export interface ChartInput {
  readonly instantsUs: Float64Array;
  readonly horizonUs: number;
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  /** Instants at which something broke or was changed. */
  readonly marksUs: readonly number[];
  /** Says what is seen, for who does not see it. */
  readonly label: string;
}

const WIDTH = 640;
const HEIGHT = 220;
const PLOT = { left: 64, right: 12, top: 10, bottom: 24 } as const;
const TICKS = 4;

export function lineChart({ instantsUs, horizonUs, lines, format, marksUs, label }: ChartInput): string {
  const width = WIDTH - PLOT.left - PLOT.right;
  const height = HEIGHT - PLOT.top - PLOT.bottom;
  const top = niceTop(lines);
  const x = (us: number): string => (PLOT.left + (width * us) / Math.max(1, horizonUs)).toFixed(1);
  const y = (value: number): string => (PLOT.top + height * (1 - value / top)).toFixed(1);
  const grid = Array.from({ length: TICKS + 1 }, (_, i) => {
    const value = (top * i) / TICKS;
    return `<path d="M${PLOT.left} ${y(value)}H${WIDTH - PLOT.right}" stroke="var(--border)"/><text x="${PLOT.left - 6}" y="${Number(y(value)) + 4}" text-anchor="end" class="dim">${escapeMarkup(format(value))}</text>`;
  });
  const times = Array.from({ length: TICKS + 1 }, (_, i) => {
    const us = (horizonUs * i) / TICKS;
    const anchor = i === 0 ? 'start' : i === TICKS ? 'end' : 'middle';
    return `<text x="${x(us)}" y="${HEIGHT - 6}" text-anchor="${anchor}" class="dim">${formatClock(us).replace(/\.000$/, '')}</text>`;
  });
  const marks = marksUs.map((us) => `<path d="M${x(us)} ${PLOT.top}V${PLOT.top + height}" stroke="var(--bad)" stroke-dasharray="2 3" opacity="0.7"/>`);
  const paths = lines.map(
    ({ color, isDashed, values }) =>
      `<path d="${pathOf(instantsUs, values, x, y)}" fill="none" stroke="${color}" stroke-width="1.8" stroke-linejoin="round"${isDashed ? ' stroke-dasharray="5 3"' : ''}/>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(label)}">${[...grid, ...times, ...marks, ...paths].join('')}</svg>`;
}

function pathOf(instantsUs: Float64Array, values: Float64Array, x: (us: number) => string, y: (value: number) => string): string {
  let path = '';
  let isOpen = false;
  values.forEach((value, i) => {
    if (Number.isFinite(value)) path += `${isOpen ? 'L' : 'M'}${x(instantsUs[i] as number)} ${y(value)}`;
    isOpen = Number.isFinite(value);
  });
  return path;
}

/** The least of 1, 2, 2.5, 5 times a power of ten that no value is above. */
function niceTop(lines: readonly ChartLine[]): number {
  let most = 0;
  for (const { values } of lines) for (const value of values) if (value > most && value < Infinity) most = value;
  let decade = 1;
  while (decade < most) decade *= 10;
  while (decade > most && decade > 1e-9) decade /= 10;
  return [1, 2, 2.5, 5, 10].map((n) => n * decade).find((top) => top >= most && top > 0) ?? 1;
}
