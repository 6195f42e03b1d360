/** What an objective means: a figure its place has, and one bound that fits the figure. */
import { LIMITS } from '../base/limits.ts';
import { fieldIssue } from './checkValues.ts';
import { type FieldRange, TIME } from './fields.ts';
import { type Issue, issue } from './issues.ts';
import { nodeOf } from './lookup.ts';
import { BOUNDS, boundsOf, measureOf, type ObjectiveMetric, type ObjectiveUnit } from './objectives.ts';
import type { Model, ObjectiveDoc } from './scenario.ts';

/** More than any run counts. */
const COUNT_MAX = 1_000_000_000_000;
const RANGES: { readonly [U in ObjectiveUnit]: FieldRange } = {
  duration: TIME,
  // 'below 0.5' is a way to say none.
  count: { unit: 'ratio', min: 0, max: COUNT_MAX },
  rate: { unit: 'rate', min: 0, max: LIMITS.ratePerSec },
};
/** Of a bound of that metric. */
export const boundRange = (metric: ObjectiveMetric): FieldRange => RANGES[measureOf(metric).unit];

export function checkObjective(model: Model, objective: ObjectiveDoc, index: number): Issue[] {
  const path = ['model', 'objectives', index];
  const node = objective.node === '' ? undefined : nodeOf(model, objective.node);
  if (objective.node !== '' && node === undefined) {
    return [issue('error', 'objective.unknownNode', [...path, 'node'], { node: objective.node }), ...checkBound(objective, path)];
  }
  const kind = node?.kind ?? 'run';
  const isMeasured = measureOf(objective.metric).of.includes(kind);
  const { metric } = objective;
  return [...(isMeasured ? [] : [issue('error', 'objective.notMeasured', [...path, 'metric'], { metric, kind })]), ...checkBound(objective, path)];
}

function checkBound(objective: ObjectiveDoc, path: Issue['path']): Issue[] {
  const { metric } = objective;
  const fitting = boundsOf(metric);
  const given = BOUNDS.filter((name) => objective[name] !== undefined);
  const [only] = given;
  if (only === undefined || given.length > 1 || !fitting.includes(only)) {
    return [issue('error', 'objective.bound', [...path, only ?? 'metric'], { metric, bounds: fitting.join(', ') })];
  }
  const found = fieldIssue(objective[only], boundRange(metric), [...path, only]);
  return found === undefined ? [] : [found];
}
