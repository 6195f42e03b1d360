/** Which wire something that is dragged would be put into: the nearest within reach that takes it. Fetched with the first drag. */
import type { EdgeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import type { Point } from '../../document/edits.ts';
import { edgePoints } from '../edges/edgePath.ts';
import { positionOf } from '../frames.ts';
import { sourcePoint, targetPoint } from '../nodes/geometry.ts';
import { chainWith, type Present } from './insert.ts';

/** In flow pixels, from the middle of what is dragged to the line. */
const REACH = 28;
const POINTS = 17;

export interface WireLine {
  readonly id: EdgeId;
  readonly points: Float64Array;
}

export function wireLines(scenario: Scenario): WireLine[] {
  return Object.entries(scenario.model.edges).map(([id, { from, to }]) => ({
    id,
    points: edgePoints(sourcePoint(positionOf(scenario, from)), targetPoint(positionOf(scenario, to)), POINTS),
  }));
}

/** Built once for a drag; a wire is asked only once whether it takes this kind. */
export function wireFinder(scenario: Scenario, kind: NodeKind, present?: Present): (at: Point) => EdgeId | undefined {
  const lines = wireLines(scenario);
  const takes = new Map<EdgeId, boolean>();
  const isTaker = (id: EdgeId): boolean => {
    const known = takes.get(id) ?? chainWith(scenario, id, kind, present) !== undefined;
    takes.set(id, known);
    return known;
  };
  return (at) => {
    const near = lines.map(({ id, points }) => ({ id, away: distanceTo(points, at) })).filter(({ away }) => away <= REACH);
    return near.sort((a, b) => a.away - b.away).find(({ id }) => isTaker(id))?.id;
  };
}

/** From a point to a line of straight pieces. */
export function distanceTo(points: Float64Array, { x, y }: Point): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay, bx, by] = [points[i - 2] as number, points[i - 1] as number, points[i] as number, points[i + 1] as number];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    best = Math.min(best, Math.hypot(x - ax - part * (bx - ax), y - ay - part * (by - ay)));
  }
  return best;
}
