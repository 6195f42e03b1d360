/**
 * The line of an edge, from a node's right side to another's left, as cubic Béziers. Forward it is one curve; back to a node
 * on the left it turns, runs between the rows and turns again, so that it crosses neither of its nodes. The page draws it as
 * an SVG path and the flow layer moves dots along it: both take it from here.
 */
import type { Point } from '../../document/edits.ts';
import { GRID, NODE_HEIGHT } from '../nodes/geometry.ts';

/** Start, two control points, end. */
type Cubic = readonly [Point, Point, Point, Point];

export interface EdgePath {
  /** SVG path data. */
  readonly d: string;
}

/** Room a line keeps from the nodes it passes. */
const CLEARANCE = 2 * GRID;
/** How far a line going back reaches out of its nodes. */
const TURN = 5 * GRID;

function cubicsOf(source: Point, target: Point): readonly Cubic[] {
  const forward = target.x - source.x;
  if (forward >= 2 * GRID) {
    const out = Math.max(forward / 2, Math.min(40, Math.abs(target.y - source.y) / 2));
    return [[source, { x: source.x + out, y: source.y }, { x: target.x - out, y: target.y }, target]];
  }
  const y = laneBetween(source.y, target.y);
  const right = { x: source.x, y };
  const left = { x: target.x, y };
  return [
    [source, { x: source.x + TURN, y: source.y }, { x: source.x + TURN, y }, right],
    [right, mix(right, left, 1 / 3), mix(right, left, 2 / 3), left],
    [left, { x: left.x - TURN, y }, { x: target.x - TURN, y: target.y }, target],
  ];
}

/** The height of a line that goes back: half way between two rows, below both where they are too close for that. */
function laneBetween(a: number, b: number): number {
  return Math.abs(a - b) >= NODE_HEIGHT + 2 * CLEARANCE ? (a + b) / 2 : Math.max(a, b) + NODE_HEIGHT / 2 + CLEARANCE;
}

export function edgePath(source: Point, target: Point): EdgePath {
  const curves = cubicsOf(source, target).map(([, a, b, end]) => `C${a.x},${a.y} ${b.x},${b.y} ${end.x},${end.y}`);
  return { d: `M${source.x},${source.y} ${curves.join(' ')}` };
}

/**
 * `count` points at equal distances along the edge, both ends included, as x0, y0, x1, y1 …: a dot moves at an even speed by
 * stepping through it.
 */
export function edgePoints(source: Point, target: Point, count = 64): Float64Array {
  const samples = sample(cubicsOf(source, target), 4 * count);
  const last = samples.length / 2 - 1;
  const along = new Float64Array(last + 1);
  for (let i = 1; i <= last; i++)
    along[i] = at(along, i - 1) + Math.hypot(at(samples, 2 * i) - at(samples, 2 * i - 2), at(samples, 2 * i + 1) - at(samples, 2 * i - 1));
  const length = at(along, last);
  const points = new Float64Array(2 * count);
  let i = 0;
  for (let k = 0; k < count; k++) {
    const wanted = (length * k) / (count - 1);
    while (i < last - 1 && at(along, i + 1) < wanted) i++;
    const span = at(along, i + 1) - at(along, i);
    const part = span === 0 ? 0 : (wanted - at(along, i)) / span;
    for (let axis = 0; axis < 2; axis++) points[2 * k + axis] = at(samples, 2 * i + axis) + (at(samples, 2 * i + 2 + axis) - at(samples, 2 * i + axis)) * part;
  }
  return points;
}

const at = (numbers: Float64Array, i: number): number => numbers[i] as number;

/** `fine` places on each of the curves, in order, from the first start to the last end, as x0, y0, x1, y1 …: thousands of edges are opened at once. */
function sample(curves: readonly Cubic[], fine: number): Float64Array {
  const samples = new Float64Array(2 * (curves.length * fine + 1));
  samples[0] = curves[0]?.[0].x ?? 0;
  samples[1] = curves[0]?.[0].y ?? 0;
  let end = 2;
  for (const [p0, p1, p2, p3] of curves) {
    for (let i = 1; i <= fine; i++) {
      const t = i / fine;
      const u = 1 - t;
      const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      samples[end++] = w0 * p0.x + w1 * p1.x + w2 * p2.x + w3 * p3.x;
      samples[end++] = w0 * p0.y + w1 * p1.y + w2 * p2.y + w3 * p3.y;
    }
  }
  return samples;
}

const mix = (a: Point, b: Point, part: number): Point => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });
