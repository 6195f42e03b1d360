/**
 * Lines one drags along: where an edge or the middle of what is moved meets one of something else, it is drawn to it. Pure, and
 * a few comparisons for each other box, so that it is done at every step of a drag.
 */
import type { Box } from './box.ts';

export interface GuideLine {
  /** 'x': an upright line at this x, between two heights. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  /** How far to move it so that it lies on the lines. */
  readonly dx: number;
  readonly dy: number;
  readonly lines: readonly GuideLine[];
}

const GUIDE_REACH = 6;

export function snapToOthers(moving: Box, others: readonly Box[], reach = GUIDE_REACH): Snapped {
  const dx = nearest(moving, others, 'x', reach);
  const dy = nearest(moving, others, 'y', reach);
  const moved = { ...moving, x: moving.x + (dx ?? 0), y: moving.y + (dy ?? 0) };
  return {
    dx: dx ?? 0,
    dy: dy ?? 0,
    lines: [...(dx === undefined ? [] : linesOf(moved, others, 'x')), ...(dy === undefined ? [] : linesOf(moved, others, 'y'))],
  };
}

type Axis = 'x' | 'y';
const lengthOf = (axis: Axis) => (axis === 'x' ? 'width' : 'height');
const across = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x');

/** The smallest move that puts it in line with another; the one with what lies nearest, where several are as small. */
function nearest(moving: Box, others: readonly Box[], axis: Axis, reach: number): number | undefined {
  const length = lengthOf(axis);
  const [a0, a1] = [moving[axis], moving[axis] + moving[length]];
  let best: number | undefined;
  let bestAway = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const [b0, b1] = [other[axis], other[axis] + other[length]];
    // Sides meet sides, a middle meets a middle.
    for (const move of [b0 - a0, b1 - a1, b1 - a0, b0 - a1, (b0 + b1 - a0 - a1) / 2]) {
      const size = Math.abs(move);
      if (size > reach) continue;
      const away = awayFrom(moving, other, axis);
      if (best !== undefined && (size > Math.abs(best) || (size === Math.abs(best) && away >= bestAway))) continue;
      best = move;
      bestAway = away;
    }
  }
  return best;
}

/** Room between the two along the line. */
function awayFrom(a: Box, b: Box, axis: Axis): number {
  const along = across(axis);
  const length = lengthOf(along);
  return Math.max(0, b[along] - (a[along] + a[length]), a[along] - (b[along] + b[length]));
}

/** One line for each place where they meet, as long as what it joins. */
function linesOf(moved: Box, others: readonly Box[], axis: Axis): GuideLine[] {
  const length = lengthOf(axis);
  const along = across(axis);
  const alongLength = lengthOf(along);
  const lines = new Map<number, GuideLine>();
  const places = (box: Box) => [box[axis], box[axis] + box[length] / 2, box[axis] + box[length]];
  const [start, middle, end] = places(moved) as [number, number, number];
  for (const other of others) {
    const [b0, bMiddle, b1] = places(other) as [number, number, number];
    const meet = [start === b0 || start === b1 ? start : undefined, middle === bMiddle ? middle : undefined, end === b0 || end === b1 ? end : undefined];
    for (const at of meet) {
      if (at === undefined) continue;
      const known = lines.get(at);
      const from = Math.min(moved[along], other[along], known?.from ?? moved[along]);
      const to = Math.max(moved[along] + moved[alongLength], other[along] + other[alongLength], known?.to ?? moved[along]);
      lines.set(at, { axis, at, from, to });
    }
  }
  return [...lines.values()];
}
