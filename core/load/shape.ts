/**
 * Loads that are straight lines, as such: their integral, the screen's drawing and the exports all start from these lines, so
 * that none of them can tell another story. SPEC.md, LD2.
 */
import { unreachable } from '../base/assert.ts';
import type { LoadSpec, LoadStep, RatePoint, SpikeSpec } from '../base/workload.ts';
import { assert } from '../base/assert.ts';
import { cyclic, diurnal } from './cycles.ts';
import { flashSale } from './flashSale.ts';
import type { Line } from './lines.ts';

export interface Shape {
  readonly run: readonly Line[];
  /** After the last line; of a load that repeats its lines, of no account. */
  readonly lastRate: number;
  readonly repeats?: true;
}

/** Undefined: it is no straight lines, or not known beforehand. */
export function shapeOf(spec: LoadSpec): Shape | undefined {
  switch (spec.kind) {
    case 'constant':
      return { run: [], lastRate: spec.rate };
    case 'ramp':
      return { run: [{ from: spec.from, to: spec.to, overUs: spec.overUs }], lastRate: spec.to };
    case 'steps':
      return steps(spec.steps);
    case 'spike':
      return spike(spec);
    case 'flashSale':
      return flashSale(spec);
    case 'diurnal':
      return diurnal(spec.low, spec.high, spec.dayUs);
    case 'cyclic':
      return cyclic(spec);
    case 'drawn':
      return drawn(spec.points);
    case 'replayRates':
      return replayRates(spec.points);
    case 'sine':
    case 'bursts':
    case 'replayMessages':
    case 'users':
      return undefined;
    default:
      return unreachable(spec);
  }
}

/** One constant rate after another; the last goes on after its time. */
function steps(run: readonly LoadStep[]): Shape {
  const last = run.at(-1);
  assert(last !== undefined, 'a stepped load has at least one step');
  return { run: run.map(({ rate, forUs }) => ({ from: rate, to: rate, overUs: forUs })), lastRate: last.rate };
}

/** A base rate, once raised to a peak: up a straight line, held, and down another. */
const spike = ({ base, peak, atUs, riseUs, holdUs, fallUs }: SpikeSpec): Shape => ({
  run: [
    { from: base, to: base, overUs: atUs },
    { from: base, to: peak, overUs: riseUs },
    { from: peak, to: peak, overUs: holdUs },
    { from: peak, to: base, overUs: fallUs },
  ],
  lastRate: base,
});

/** From point to point; two at one instant are a line of no length, which is a jump. */
function drawn(points: readonly RatePoint[]): Shape {
  const first = points[0];
  assert(first !== undefined, 'a drawn load has at least one point');
  const run: Line[] = [{ from: first.rate, to: first.rate, overUs: first.atUs }];
  let last = first;
  for (const point of points.slice(1)) {
    run.push({ from: last.rate, to: point.rate, overUs: point.atUs - last.atUs });
    last = point;
  }
  return { run, lastRate: last.rate };
}

/** What was recorded says nothing of the time before its first row. */
function replayRates(points: readonly RatePoint[]): Shape {
  assert(points.length > 0, 'replayed rates have at least one row');
  const run: Line[] = [];
  let rate = 0;
  let atUs = 0;
  for (const point of points) {
    run.push({ from: rate, to: rate, overUs: point.atUs - atUs });
    ({ rate, atUs } = point);
  }
  return { run, lastRate: rate };
}
