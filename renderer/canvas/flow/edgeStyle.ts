/**
 * How an edge shows its rate. Up to 30 messages per second on screen each is a dot; beyond that the eye counts nothing, and
 * the width of the line and a train of dashes carry the rate, on a logarithmic scale.
 */

/** Messages per second of host time up to which they are drawn one by one. */
const DOTS_PER_SEC_MAX = 30;
/** An edge near the limit keeps the look it has: rates at random would make it flicker. */
const HYSTERESIS = 1.25;
/** Dots on one edge, and on all of them. */
export const DOTS_PER_EDGE = 64;
export const DOTS_PER_FRAME = 2_000;
/** Shortest time on screen for the way along an edge: real latencies are mostly too short to see. */
export const TRAVEL_MS_MIN = 900;
/** Flow pixels between two dashes of a train. */
export const TRAIN_GAP = 20;

export type EdgeMode = 'still' | 'dots' | 'train';

/** `ratePerSec` is of virtual time; `pace` virtual seconds per host second; `before` what the edge was until now. */
export function edgeMode(ratePerSec: number, pace: number, before: EdgeMode = 'still'): EdgeMode {
  if (!(ratePerSec > 0)) return 'still';
  const limit = before === 'dots' ? DOTS_PER_SEC_MAX * HYSTERESIS : before === 'train' ? DOTS_PER_SEC_MAX / HYSTERESIS : DOTS_PER_SEC_MAX;
  return ratePerSec * pace <= limit ? 'dots' : 'train';
}

/** Width in flow pixels: 2 at one message a second, one more for each factor of 3.2, at most 10. */
export const edgeWidth = (ratePerSec: number): number => (ratePerSec > 0 ? Math.min(10, 2 + 2 * Math.log10(1 + ratePerSec)) : 0);

/** Flow pixels per host second of a train: faster for more, never too fast to follow. */
export const trainSpeed = (ratePerSec: number): number => Math.min(190, 50 + 28 * Math.log10(1 + ratePerSec));
