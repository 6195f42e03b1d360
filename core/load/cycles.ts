/** Rates that go through the same lines again and again: a day, and a cycle of four parts. */
import type { CyclicSpec } from '../base/workload.ts';
import type { Line } from './lines.ts';
import type { Shape } from './shape.ts';

/**
 * How busy each hour of a day begins, 0 the quietest and 1 the busiest: the rhythm of a service for people of one time zone.
 * Nearly nobody at three at night, up through the morning to a first peak at ten, a little less over midday, and the evening's
 * peak at eight.
 */
export const HOURS: readonly number[] = [
  0.18, 0.08, 0.03, 0, 0.01, 0.06, 0.2, 0.42, 0.65, 0.84, 0.92, 0.88, 0.78, 0.74, 0.76, 0.78, 0.8, 0.82, 0.87, 0.94, 1, 0.93, 0.68, 0.4,
];

/** Straight from hour to hour, the last one to midnight's. */
export function diurnal(low: number, high: number, dayUs: number): Shape {
  const rateAt = (hour: number): number => low + (high - low) * (HOURS[hour % HOURS.length] as number);
  const run = HOURS.map((_, hour): Line => ({ from: rateAt(hour), to: rateAt(hour + 1), overUs: dayUs / HOURS.length }));
  return { run, lastRate: rateAt(0), repeats: true };
}

export function cyclic({ min, max, upUs, holdUs, downUs, restUs }: CyclicSpec): Shape {
  const run: Line[] = [
    { from: min, to: max, overUs: upUs },
    { from: max, to: max, overUs: holdUs },
    { from: max, to: min, overUs: downUs },
    { from: min, to: min, overUs: restUs },
  ];
  return { run, lastRate: min, repeats: true };
}
