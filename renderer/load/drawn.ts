/** A drawn curve: any load turned into one, points added and taken away, and what a free-hand stroke makes of it. */
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { type Curve, type CurveOwner, curveOf, peakOf, samples } from './curve.ts';
import { perSecond, rateText, timeText, us } from './handles.ts';
import { type CurvePoint, pixelStep, roundPoint, roundTo, type Scale, toPixel, toPoint } from './scale.ts';
import { simplify, simplifyTo, splice, type Stroke } from './stroke.ts';

export type DrawnDoc = Extract<LoadDoc, { kind: 'drawn' }>;

/** A curve turned into points has no more than this: few enough to take hold of. */
const POINTS_MAX = 80;
/** Pixels a stroke may be off by: less than a hand's own tremble. */
const TREMBLE_PX = 1.75;

export const pointsOf = ({ points }: DrawnDoc): CurvePoint[] => points.map(({ at, rate }) => ({ atUs: us(at), rate: perSecond(rate) }));
export const drawnDoc = (points: readonly CurvePoint[]): DrawnDoc => ({
  kind: 'drawn',
  points: points.map(({ atUs, rate }) => ({ at: timeText(atUs), rate: rateText(rate) })),
});

/** The same curve as points, up to the run's end. What was made of straight lines keeps its very corners. */
export const toDrawn = (load: LoadDoc, endUs: number, owner?: CurveOwner): DrawnDoc => (load.kind === 'drawn' ? load : traced(load, endUs, owner));

/** The same curve, as near as an eye sees, with fewer points. */
export const thinned = (load: DrawnDoc, endUs: number): DrawnDoc => traced(load, Math.max(endUs, us(load.points.at(-1)?.at ?? '0')));

function traced(load: LoadDoc, endUs: number, owner?: CurveOwner): DrawnDoc {
  const curve = curveOf(load, owner);
  if (curve === undefined) return drawnDoc([{ atUs: 0, rate: 100 }]);
  const all = samples(curve, endUs, 1_025);
  const peak = peakOf(all);
  const scale: Scale = { width: 1_000, height: 1_000, endUs, topRate: peak > 0 ? peak : 1 };
  const digits = pixelStep(scale.topRate / 1e6);
  const kept = simplifyTo(
    all.map((point) => toPixel(scale, point)),
    1,
    POINTS_MAX,
  );
  return drawnDoc(kept.map(({ x, y }) => ({ atUs: Math.round(x * (endUs / 1_000)), rate: roundTo(Math.max(0, 1_000 - y) * (scale.topRate / 1_000), digits) })));
}

/** A point on the curve at an instant; told with where it came in. */
export function addPoint(load: DrawnDoc, at: CurvePoint): { readonly load: DrawnDoc; readonly index: number } {
  const points = pointsOf(load);
  const index = points.filter(({ atUs }) => atUs <= at.atUs).length;
  return { load: drawnDoc(points.toSpliced(index, 0, at)), index };
}

/** Where a new point after `index` goes: half way to the next one; after the last, as far again as from the one before. */
export function pointAfter(load: DrawnDoc, index: number, scale: Scale): CurvePoint {
  const points = pointsOf(load);
  const [here, next, before] = [points[index], points[index + 1], points[index - 1]];
  if (here === undefined) return roundPoint(scale, { atUs: 0, rate: scale.topRate / 2 });
  if (next !== undefined)
    return { atUs: Math.round((here.atUs + next.atUs) / 2), rate: roundPoint(scale, { atUs: 0, rate: (here.rate + next.rate) / 2 }).rate };
  return roundPoint(scale, {
    atUs: here.atUs + (before === undefined ? scale.endUs / 10 : Math.max(scale.endUs / 50, here.atUs - before.atUs)),
    rate: here.rate,
  });
}

/** A drawn curve keeps at least one point. */
export const removePoint = (load: DrawnDoc, index: number): DrawnDoc =>
  load.points.length <= 1 ? load : { ...load, points: load.points.filter((_, i) => i !== index) };

/** The load once a stroke was drawn over its picture. */
export function strokeOver(load: LoadDoc, stroke: Stroke, scale: Scale, owner: CurveOwner): DrawnDoc {
  const drawn = toDrawn(load, scale.endUs, owner);
  const curve: Curve | undefined = curveOf(drawn);
  const pixels = stroke.pixels().filter(({ x }) => x >= 0);
  const line = simplify(pixels, TREMBLE_PX).map((pixel) => toPoint(scale, pixel));
  // Beside a stroke that begins at the old curve, as good as a hand can, there is no step.
  const near = (scale.topRate / scale.height) * 8;
  const edgeUs = Math.max(1, pixelStep(scale.endUs / scale.width));
  return drawnDoc(splice(pointsOf(drawn), line, (atUs) => roundTo(curve?.profile.rate(atUs) ?? 0, pixelStep(scale.topRate / 1e4)), edgeUs, near));
}
