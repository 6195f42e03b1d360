/** Changing an objective's figure or place while keeping what still makes sense. */
import type { NodeId, NodeKind, ObjectiveDoc } from '#core/scenario/scenario.ts';
import { metricsOf } from '#core/scenario/validate.ts';

export type Metric = ObjectiveDoc['metric'];
export interface Bound {
  readonly field: 'below' | 'above';
  readonly unit: 'duration' | 'count' | 'rate';
  readonly value: string | number;
}

export function boundOf(objective: ObjectiveDoc): Bound {
  if (objective.metric === 'throughput') return { field: 'above', unit: 'rate', value: objective.above };
  return { field: 'below', unit: typeof objective.below === 'string' ? 'duration' : 'count', value: objective.below };
}

/** The same place with another figure; the bound stays where its unit does. */
export function withMetric(objective: ObjectiveDoc, metric: Metric): ObjectiveDoc {
  const { node } = objective;
  const bound = boundOf(objective);
  switch (metric) {
    case 'throughput':
      return { metric, node, above: bound.unit === 'rate' ? String(bound.value) : '100/s' };
    case 'latencyP50':
    case 'latencyP95':
    case 'latencyP99':
      return { metric, node, below: bound.unit === 'duration' ? String(bound.value) : '1s' };
    default:
      return { metric, node, below: bound.unit === 'count' ? Number(bound.value) : 1_000 };
  }
}

/** The same figure of another place, or the first figure that place has. */
export function withNode(objective: ObjectiveDoc, node: NodeId, kind: NodeKind | 'run'): ObjectiveDoc {
  const metrics = metricsOf(kind);
  const metric = metrics.includes(objective.metric) ? objective.metric : (metrics[0] ?? objective.metric);
  return { ...withMetric(objective, metric), node };
}
