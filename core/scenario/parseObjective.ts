/**
 * Objectives as people write them: 'p99 < 500ms', 'workers: lag.seconds.max < 30', 'loss = 0', 'throughput >= 1k/s'. A place before the
 * colon is a node's id or its name. Faults name the place in the text.
 */
import { err, ok, type Result } from '../base/result.ts';
import { hasErrors, type Issue } from './issues.ts';
import { checkObjective } from './checkObjectives.ts';
import { type BoundName, measureOf, OBJECTIVE_METRICS, type ObjectiveMetric } from './objectives.ts';
import type { Model, NodeId, ObjectiveDoc } from './scenario.ts';

export type ObjectiveFault =
  /** There is no 'metric sign value' in it. */
  | { readonly code: 'shape'; readonly at: number }
  /** Two nodes of that name, or none of that id or name. */
  | { readonly code: 'place'; readonly at: number; readonly text: string }
  | { readonly code: 'metric'; readonly at: number; readonly text: string; readonly known: readonly string[] }
  /** The sign does not fit the metric: less is better, or more. */
  | { readonly code: 'sign'; readonly at: number; readonly text: string; readonly fitting: string }
  /** The value is none, or the place does not have the metric. */
  | { readonly code: 'issue'; readonly at: number; readonly issue: Issue };

const SHAPE = /^(?:(?<place>.+):)?(?<metric>\s*[a-z][\w.]*)(?<sign>\s*(?:<=|>=|==?|[<>≤≥]))(?<value>.+)$/iu;
const NAMES = new Map<string, ObjectiveMetric>(
  OBJECTIVE_METRICS.flatMap((metric) => [metric.toLowerCase(), ...measureOf(metric).aliases].map((name): [string, ObjectiveMetric] => [name, metric])),
);
/** Shortest first, for the message that lists them. */
const KNOWN = OBJECTIVE_METRICS.map((metric) => measureOf(metric).aliases[0] ?? metric);

export function parseObjective(text: string, model: Model): Result<ObjectiveDoc, ObjectiveFault> {
  const parts = SHAPE.exec(text)?.groups;
  if (parts === undefined) return err({ code: 'shape', at: 0 });
  const { place, metric: metricText = '', sign: signText = '', value: valueText = '' } = parts;
  const metricAt = (place === undefined ? 0 : place.length + 1) + leading(metricText);
  const node = place === undefined ? '' : nodeNamed(model, place.trim());
  if (node === undefined) return err({ code: 'place', at: leading(place ?? ''), text: (place ?? '').trim() });
  const metric = NAMES.get(metricText.trim().toLowerCase());
  if (metric === undefined) return err({ code: 'metric', at: metricAt, text: metricText.trim(), known: KNOWN });
  const signAt = metricAt + metricText.trim().length + leading(signText);
  const value = toValue(metric, valueText.trim());
  const bound = boundOf(metric, signText.trim(), value);
  if (bound === undefined) {
    return err({ code: 'sign', at: signAt, text: signText.trim(), fitting: measureOf(metric).good === 'low' ? '<, <=, = 0' : '>=' });
  }
  const objective: ObjectiveDoc = { metric, node, [bound]: value };
  const issues = checkObjective(model, objective, 0);
  const [first] = issues;
  if (first !== undefined && hasErrors(issues)) {
    const isAboutMetric = first.path.at(-1) === 'metric';
    return err({ code: 'issue', at: isAboutMetric ? metricAt : signAt + signText.trim().length + leading(valueText), issue: first });
  }
  return ok(objective);
}

const leading = (text: string): number => text.length - text.trimStart().length;

/** An id before a name; a name that two nodes have is nobody's. */
function nodeNamed(model: Model, text: string): NodeId | undefined {
  if (Object.hasOwn(model.nodes, text)) return text;
  const named = Object.entries(model.nodes).filter(([, node]) => node.name === text);
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** A lag in seconds is in seconds where no unit says otherwise. */
function toValue(metric: ObjectiveMetric, text: string): string | number {
  const { unit } = measureOf(metric);
  if (unit === 'count') return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
  return metric.startsWith('lagSeconds') && /^\d+(\.\d+)?$/.test(text) ? `${text}s` : text;
}

function boundOf(metric: ObjectiveMetric, sign: string, value: string | number): BoundName | undefined {
  if (measureOf(metric).good === 'high') return sign === '>=' || sign === '≥' ? 'above' : undefined;
  if (sign === '<') return 'below';
  if (sign === '<=' || sign === '≤') return 'atMost';
  // Nothing is less than nothing.
  return sign.startsWith('=') && Number.parseFloat(String(value)) === 0 ? 'atMost' : undefined;
}
