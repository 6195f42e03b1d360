/** Changing an objective's figure, place or bound while keeping what still makes sense. */
import { BOUNDS, type BoundName, boundsOf, measureOf, metricsOf, type ObjectiveMetric, type ObjectiveUnit } from '#core/scenario/objectives.ts';
import type { NodeId, NodeKind, ObjectiveDoc } from '#core/scenario/scenario.ts';

export interface Bound {
  readonly name: BoundName;
  readonly unit: ObjectiveUnit;
  readonly value: string | number;
}

const FIRST: { readonly [U in ObjectiveUnit]: string | number } = { duration: '1s', count: 1_000, rate: '100/s' };

export function boundOf(objective: ObjectiveDoc): Bound {
  const { unit } = measureOf(objective.metric);
  const name = BOUNDS.find((one) => objective[one] !== undefined) ?? boundsOf(objective.metric)[0] ?? 'below';
  return { name, unit, value: objective[name] ?? FIRST[unit] };
}

export const withBound = ({ metric, node }: ObjectiveDoc, name: BoundName, value: string | number): ObjectiveDoc => ({ metric, node, [name]: value });

/** The same place with another figure; the bound's value stays where its unit does. */
export function withMetric(objective: ObjectiveDoc, metric: ObjectiveMetric): ObjectiveDoc {
  const bound = boundOf(objective);
  const { unit } = measureOf(metric);
  const fitting = boundsOf(metric);
  const name = fitting.includes(bound.name) ? bound.name : (fitting[0] ?? 'below');
  return withBound({ metric, node: objective.node }, name, bound.unit === unit ? bound.value : FIRST[unit]);
}

/** The same figure of another place, or the first figure that place has. */
export function withNode(objective: ObjectiveDoc, node: NodeId, kind: NodeKind | 'run'): ObjectiveDoc {
  const metrics = metricsOf(kind);
  const metric = metrics.includes(objective.metric) ? objective.metric : (metrics[0] ?? objective.metric);
  return { ...withMetric(objective, metric), node };
}
