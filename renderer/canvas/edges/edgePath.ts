/**
 * The line of an edge: one cubic Bézier from a node's right side to another's left. The page draws it as an SVG path and
 * the flow layer moves dots along it, so both take it from here.
 */
import type { Point } from '../../document/edits.ts';

export interface EdgePath {
  /** SVG path data. */
  readonly d: string;
  /** The curve's two control points; its ends are the arguments. */
  readonly control: readonly [Point, Point];
  /** Where the curve is half way: labels sit here. */
  readonly middle: Point;
}

/** How far the handles reach out: half the way forward, and enough to make a loop when the target lies behind. */
function reach(source: Point, target: Point): number {
  const forward = target.x - source.x;
  return forward >= 0 ? Math.max(forward / 2, Math.min(40, Math.abs(target.y - source.y) / 2)) : 48 + Math.sqrt(-forward) * 6;
}

export function edgePath(source: Point, target: Point): EdgePath {
  const out = reach(source, target);
  const a = { x: source.x + out, y: source.y };
  const b = { x: target.x - out, y: target.y };
  return {
    d: `M${source.x},${source.y} C${a.x},${a.y} ${b.x},${b.y} ${target.x},${target.y}`,
    control: [a, b],
    middle: bezierAt(source, a, b, target, 0.5),
  };
}

/**
 * `count` points at equal distances along the edge, both ends included, as x0, y0, x1, y1 …: a dot moves at an even speed by
 * stepping through it.
 */
export function edgePoints(source: Point, target: Point, count = 64): Float64Array {
  const [a, b] = edgePath(source, target).control;
  const fine = 4 * count;
  const along = new Float64Array(fine + 1);
  const samples: Point[] = [source];
  for (let i = 1; i <= fine; i++) {
    const p = bezierAt(source, a, b, target, i / fine);
    const q = samples[i - 1] as Point;
    along[i] = (along[i - 1] as number) + Math.hypot(p.x - q.x, p.y - q.y);
    samples.push(p);
  }
  const length = along[fine] as number;
  const points = new Float64Array(2 * count);
  let i = 0;
  for (let k = 0; k < count; k++) {
    const wanted = (length * k) / (count - 1);
    while (i < fine - 1 && (along[i + 1] as number) < wanted) i++;
    const from = samples[i] as Point;
    const to = samples[i + 1] as Point;
    const span = (along[i + 1] as number) - (along[i] as number);
    const part = span === 0 ? 0 : (wanted - (along[i] as number)) / span;
    points[2 * k] = from.x + (to.x - from.x) * part;
    points[2 * k + 1] = from.y + (to.y - from.y) * part;
  }
  return points;
}

function bezierAt(p0: Point, p1: Point, p2: Point, p3: Point, t: number): Point {
  const u = 1 - t;
  const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: w0 * p0.x + w1 * p1.x + w2 * p2.x + w3 * p3.x, y: w0 * p0.y + w1 * p1.y + w2 * p2.y + w3 * p3.y };
}
