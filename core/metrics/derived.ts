/**
 * What is derived from recorded figures: rates, shares, the trend of a backlog and how long it takes to drain. Pure functions of
 * plain numbers, so that screen, report and objectives say the same. Times in µs, rates per second. SPEC.md, MT2, MT15, MT16.
 */

const SECOND_US = 1_000_000;

/** What a counter rose per second over a span; NaN over no time. */
export const ratePerSec = (rise: number, spanUs: number): number => (spanUs > 0 ? (rise / spanUs) * SECOND_US : Number.NaN);

/** Share of its servers that were busy over a span, 0 … 1; NaN where there are none. */
export const utilisation = (busyRiseUs: number, spanUs: number, servers: number): number =>
  spanUs > 0 && servers > 0 ? Math.min(1, busyRiseUs / spanUs / servers) : Number.NaN;

/** RabbitMQ's consumer capacity: the share of a span in which the queue could have delivered at once. */
export const consumerCapacity = (capacityRiseUs: number, spanUs: number): number => utilisation(capacityRiseUs, spanUs, 1);

/** Points in the order of time. */
export interface Points {
  readonly length: number;
  us(index: number): number;
  value(index: number): number;
}

/**
 * How much a figure grows per second: the slope of the straight line that fits the points best, Σ (t − t̄)(v − v̄) ÷ Σ (t − t̄)².
 * Points without a value are left out. NaN with fewer than two instants.
 */
export function trendPerSec(points: Points): number {
  let [count, meanUs, mean] = [0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    const value = points.value(i);
    if (Number.isNaN(value)) continue;
    count++;
    meanUs += (points.us(i) - meanUs) / count;
    mean += (value - mean) / count;
  }
  let [product, square] = [0, 0];
  for (let i = 0; i < points.length; i++) {
    const value = points.value(i);
    if (Number.isNaN(value)) continue;
    const us = points.us(i) - meanUs;
    product += us * (value - mean);
    square += us * us;
  }
  return square > 0 ? (product / square) * SECOND_US : Number.NaN;
}

/** Never: it grows, or stands still. */
export const NEVER = Number.POSITIVE_INFINITY;

/**
 * How long a backlog takes to be gone if it goes on as it does: backlog ÷ (consumed − produced per second), where `growthPerSec` is
 * produced − consumed, as rates or as the backlog's trend. 0 when there is none; NEVER when it does not shrink.
 */
export function timeToDrainUs(backlog: number, growthPerSec: number): number {
  if (backlog === 0) return 0;
  if (Number.isNaN(backlog) || Number.isNaN(growthPerSec)) return Number.NaN;
  return growthPerSec < 0 ? (backlog / -growthPerSec) * SECOND_US : NEVER;
}

export type Direction = 'rising' | 'level' | 'falling';

/** What an arrow beside a backlog says: level is a change over the window of less than a record and less than a fiftieth of it. */
export function directionOf(backlog: number, growthPerSec: number, windowUs: number): Direction {
  const change = (growthPerSec * windowUs) / SECOND_US;
  if (!(Math.abs(change) >= Math.max(1, backlog / 50))) return 'level';
  return change > 0 ? 'rising' : 'falling';
}
