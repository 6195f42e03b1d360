/**
 * The curve of a load as it is drawn: the engine's own profile, sampled. A load whose fields cannot run (a rate that is not
 * one, a wave deeper than its mean) has no curve.
 */
import type { LoadSpec } from '#core/base/workload.ts';
import { loadPlan } from '#core/compile/loads.ts';
import { type LoadProfile, profileOfRun } from '#core/load/loadProfile.ts';
import { shapeOf } from '#core/load/shape.ts';
import type { LoadDoc } from '#core/scenario/scenario.ts';
import { type CurvePoint, type Scale, toPixel } from './scale.ts';

export interface Curve {
  readonly spec: LoadSpec;
  readonly profile: LoadProfile;
}

/** Whose curve it is: bursts come by the run's seed and the producer's own random stream. */
export interface CurveOwner {
  readonly node: string;
  readonly seed: number;
}
const NOBODY: CurveOwner = { node: '', seed: 0 };

const known = new WeakMap<LoadDoc, CurveOwner & { readonly curve: Curve | undefined }>();

/** Documents are never changed in place: the same one of the same producer has the same curve. */
export function curveOf(load: LoadDoc, { node, seed }: CurveOwner = NOBODY): Curve | undefined {
  let found = known.get(load);
  if (found?.node !== node || found.seed !== seed) known.set(load, (found = { node, seed, curve: compiled(load, seed, node) }));
  return found.curve;
}

function compiled(load: LoadDoc, seed: number, node: string): Curve | undefined {
  try {
    return curveOfSpec(loadPlan(load), { node, seed });
  } catch {
    // Fields that do not read or go together: the inspector says which.
    return undefined;
  }
}

const curveOfSpec = (spec: LoadSpec, { node, seed }: CurveOwner): Curve => ({ spec, profile: profileOfRun(spec, seed, node) });

/** More corners than this are closer than pixels. */
const CORNERS_MAX = 2_000;

/** Instants up to `endUs` at which a curve of lines bends or jumps, so that a picture of few samples has its corners right. */
function corners(spec: LoadSpec, endUs: number): number[] {
  const shape = shapeOf(spec);
  const found: number[] = [];
  if (shape === undefined || shape.run.length === 0) return found;
  let at = 0;
  for (let i = 0; found.length < CORNERS_MAX && (i < shape.run.length || shape.repeats === true); i++) {
    at += shape.run[i % shape.run.length]?.overUs ?? 0;
    if (at > endUs) break;
    found.push(at);
  }
  return found;
}

/** The rate at `count` equal distances of [0, endUs] and on both sides of every corner, in order. */
export function samples(curve: Curve, endUs: number, count: number): CurvePoint[] {
  const { spec, profile } = curve;
  const sharp = corners(spec, endUs);
  if (sharp.length >= CORNERS_MAX) return means(curve, endUs, count);
  const even = Array.from({ length: count }, (_, i) => (endUs * i) / (count - 1));
  const sides = sharp.flatMap((at) => [at - BEFORE_US, at]).filter((at) => at >= 0);
  return [...even, ...sides].sort((a, b) => a - b).map((atUs) => ({ atUs, rate: profile.rate(atUs) }));
}

/** A curve with more corners than pixels: what comes on the mean between one sample and the next. */
function means({ profile }: Curve, endUs: number, count: number): CurvePoint[] {
  const widthUs = endUs / (count - 1);
  const sent = Array.from({ length: count + 1 }, (_, i) => profile.cumulative(i * widthUs));
  return Array.from({ length: count }, (_, i) => ({ atUs: i * widthUs, rate: (((sent[i + 1] ?? 0) - (sent[i] ?? 0)) / widthUs) * 1_000_000 }));
}

/** So short before a jump that it rounds to the same instant. */
const BEFORE_US = 0.01;

export const peakOf = (points: readonly CurvePoint[]): number => points.reduce((peak, { rate }) => Math.max(peak, rate), 0);

/** As SVG path data: a line from point to point. */
export const pathOf = (points: readonly CurvePoint[], scale: Scale): string =>
  points
    .map((point) => toPixel(scale, point))
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${Number(x.toFixed(1))},${Number(y.toFixed(1))}`)
    .join('');

/** Messages a load means to send in the first `endUs`. */
export const totalOf = ({ profile }: Curve, endUs: number): number => profile.cumulative(endUs);
