/**
 * A curve drawn free-hand. The pointer may go back and forth: of each pixel column the last visit counts, so a curve always
 * comes out. It is simplified to few points, and takes the place of what the curve was over the same time.
 */
import type { CurvePoint, Pixel } from './scale.ts';

export class Stroke {
  /** y by whole x. */
  readonly #columns = new Map<number, number>();
  #last: Pixel | undefined;

  /** Columns between two visits lie on a straight line: a quick hand skips some. */
  add(to: Pixel): void {
    const from = this.#last ?? to;
    const [first, end] = [Math.round(from.x), Math.round(to.x)];
    const direction = end >= first ? 1 : -1;
    for (let x = first; x !== end; x += direction) this.#columns.set(x, from.y + ((to.y - from.y) * (x - first)) / (end - first));
    this.#columns.set(end, to.y);
    this.#last = to;
  }

  /** From left to right. */
  pixels(): Pixel[] {
    return [...this.#columns].sort(([a], [b]) => a - b).map(([x, y]) => ({ x, y }));
  }
}

/**
 * Fewest points such that the lines between them pass within `tolerance` above or below every point: Douglas and Peucker's
 * halving at the worst point, with the distance taken upright as fits a function of time.
 */
export function simplify(run: readonly Pixel[], tolerance: number): Pixel[] {
  const kept = new Set<number>([0, run.length - 1]);
  const open: [number, number][] = [[0, run.length - 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [from, to] = next;
    const worst = farthest(run, from, to);
    if (worst.distance <= tolerance) continue;
    kept.add(worst.at);
    open.push([from, worst.at], [worst.at, to]);
  }
  return run.filter((_, i) => kept.has(i));
}

function farthest(run: readonly Pixel[], from: number, to: number): { at: number; distance: number } {
  const [a, b] = [run[from], run[to]];
  let worst = { at: from, distance: 0 };
  if (a === undefined || b === undefined) return worst;
  for (let i = from + 1; i < to; i++) {
    const p = run[i] as Pixel;
    const on = b.x === a.x ? a.y : a.y + ((b.y - a.y) * (p.x - a.x)) / (b.x - a.x);
    const distance = Math.abs(p.y - on);
    if (distance > worst.distance) worst = { at: i, distance };
  }
  return worst;
}

/** Few enough points: the tolerance is doubled until at most `most` are left. */
export function simplifyTo(run: readonly Pixel[], tolerance: number, most: number): Pixel[] {
  let kept = simplify(run, tolerance);
  for (let wider = tolerance * 2; kept.length > most && wider < 1e6; wider *= 2) kept = simplify(run, wider);
  return kept;
}

/**
 * `stroke` in place of the points it passes over. Before and after it the curve stays as it was: where the stroke does not
 * meet it, a point beside the stroke's end holds the old rate, `edgeUs` away.
 */
export function splice(
  points: readonly CurvePoint[],
  stroke: readonly CurvePoint[],
  rateAt: (atUs: number) => number,
  edgeUs: number,
  near: number,
): CurvePoint[] {
  const [first, last] = [stroke[0], stroke.at(-1)];
  if (first === undefined || last === undefined) return [...points];
  const before = points.filter((point) => point.atUs < first.atUs);
  const after = points.filter((point) => point.atUs > last.atUs);
  const into = { atUs: first.atUs - edgeUs, rate: rateAt(first.atUs - edgeUs) };
  const outOf = { atUs: last.atUs + edgeUs, rate: rateAt(last.atUs + edgeUs) };
  const isLeft = into.atUs > (before.at(-1)?.atUs ?? -1) && into.atUs >= 0 && Math.abs(into.rate - first.rate) > near;
  // Nothing comes after the last point but its own rate: there the stroke decides how it goes on.
  const isRight = after.length > 0 && outOf.atUs < (after[0]?.atUs ?? 0) && Math.abs(outOf.rate - last.rate) > near;
  return [...before, ...(isLeft ? [into] : []), ...stroke, ...(isRight ? [outOf] : []), ...after];
}
