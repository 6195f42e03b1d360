/**
 * A plot of a rate over time: instants and rates to pixels and back, the marks of its axes, and the round values a pointer
 * picks. x runs right from the start of the run, y up from no messages at all.
 */
import { formatDuration, formatRate } from '#core/base/quantity.ts';

/** What a plot shows and how large it is drawn; all positive. */
export interface Scale {
  readonly width: number;
  readonly height: number;
  readonly endUs: number;
  readonly topRate: number;
}

export interface CurvePoint {
  readonly atUs: number;
  /** Messages per second. */
  readonly rate: number;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

export const toPixel = ({ width, height, endUs, topRate }: Scale, { atUs, rate }: CurvePoint): Pixel => ({
  x: (atUs / endUs) * width,
  y: height - (rate / topRate) * height,
});

/** The point under a pixel, to no more digits than a pixel is worth; left of the plot is its start, below it no rate at all. */
export function toPoint(scale: Scale, { x, y }: Pixel): CurvePoint {
  const { width, height, endUs, topRate } = scale;
  return roundPoint(scale, { atUs: (Math.max(0, x) / width) * endUs, rate: (Math.max(0, height - y) / height) * topRate });
}

export const roundPoint = (scale: Scale, { atUs, rate }: CurvePoint): CurvePoint => ({
  atUs: roundTo(atUs, Math.max(1, pixelStep(scale.endUs / scale.width))),
  rate: roundTo(rate, pixelStep(scale.topRate / scale.height)),
});

/** The largest of 1, 2, 5 · 10^k that is not larger than a pixel's worth. */
export function pixelStep(worth: number): number {
  const power = 10 ** Math.floor(Math.log10(worth));
  const digit = [5, 2, 1].find((d) => d * power <= worth * (1 + 1e-9)) ?? 1;
  return digit * power;
}

/** A multiple of `step` without the noise of binary fractions. */
export const roundTo = (value: number, step: number): number => Number((Math.round(value / step) * step).toPrecision(12));

const TOPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** A round top above `peak`, with room left to pull a point up into. */
export function topAbove(peak: number): number {
  if (!(peak > 0)) return 100;
  const wanted = peak * 1.15;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return roundTo((TOPS.find((top) => top * power >= wanted * (1 - 1e-9)) ?? 10) * power, power / 10);
}

/** What an arrow key moves a point by in time: about a hundredth of the plot. */
export const timeStepOf = ({ endUs }: Scale): number => Math.max(1, pixelStep(endUs / 100));

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Marks of the rate axis: three to six, from zero. */
export function rateTicks(topRate: number): Tick[] {
  const power = 10 ** Math.floor(Math.log10(topRate));
  const step = [0.2, 0.5, 1, 2, 5].map((part) => part * power).find((one) => topRate / one <= 5.5) ?? power * 5;
  return ticks(topRate, step, formatRate);
}

const S = 1_000_000;
const TIME_STEPS_US = [
  ...[1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5].map((s) => Math.round(s * S)),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400].map((s) => s * S),
];

/** Marks of the time axis: at least `leastPx` apart. */
export function timeTicks({ endUs, width }: Scale, leastPx = 84): Tick[] {
  const least = (endUs / width) * leastPx;
  const days = 86_400 * S;
  return ticks(endUs, TIME_STEPS_US.find((step) => step >= least) ?? Math.ceil(least / days) * days, formatInstant);
}

/** '0', '45s', '1m30s', '2h', '1d6h': as it may be typed for a whole unit, and short. */
export function formatInstant(us: number): string {
  if (us === 0) return '0';
  if (us < S) return formatDuration(us);
  if (us < 60 * S || us % S !== 0) return `${Number((us / S).toFixed(6))}s`;
  const parts: [number, string][] = [
    [Math.floor(us / (86_400 * S)), 'd'],
    [Math.floor(us / (3_600 * S)) % 24, 'h'],
    [Math.floor(us / (60 * S)) % 60, 'm'],
    [Math.floor(us / S) % 60, 's'],
  ];
  return parts.flatMap(([n, unit]) => (n > 0 ? `${n}${unit}` : [])).join('');
}

const ticks = (end: number, step: number, format: (value: number) => string): Tick[] =>
  Array.from({ length: Math.floor((end / step) * (1 + 1e-9)) + 1 }, (_, i) => ({ value: roundTo(i * step, step), text: format(roundTo(i * step, step)) }));
