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
  const along = new Float64Array(samples.length);
  for (let i = 1; i < samples.length; i++) along[i] = (along[i - 1] as number) + distance(samples[i - 1] as Point, samples[i] as Point);
  const length = along.at(-1) as number;
  const points = new Float64Array(2 * count);
  let i = 0;
  for (let k = 0; k < count; k++) {
    const wanted = (length * k) / (count - 1);
    while (i < samples.length - 2 && (along[i + 1] as number) < wanted) i++;
    const span = (along[i + 1] as number) - (along[i] as number);
    const at = mix(samples[i] as Point, samples[i + 1] as Point, span === 0 ? 0 : (wanted - (along[i] as number)) / span);
    points[2 * k] = at.x;
    points[2 * k + 1] = at.y;
  }
  return points;
}

/** At least `fine` places on the curves, in order, from the first start to the last end. */
function sample(curves: readonly Cubic[], fine: number): Point[] {
  const samples = curves.slice(0, 1).map(([start]) => start);
  for (const curve of curves) for (let i = 1; i <= fine; i++) samples.push(bezierAt(curve, i / fine));
  return samples;
}

function bezierAt([p0, p1, p2, p3]: Cubic, t: number): Point {
  const u = 1 - t;
  const [w0, w1, w2, w3] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: w0 * p0.x + w1 * p1.x + w2 * p2.x + w3 * p3.x, y: w0 * p0.y + w1 * p1.y + w2 * p2.y + w3 * p3.y };
}

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);
const mix = (a: Point, b: Point, part: number): Point => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part });
