/**
 * Every figure an objective may be about: its unit, whether it must stay low or reach a height, which nodes have it, and the
 * short names people write ('p99 < 500ms'). The one table behind schema, validation, the form and the command line.
 */
import type { NodeKind } from './scenario.ts';

export type ObjectiveUnit = 'duration' | 'count' | 'rate';

interface Measure {
  readonly unit: ObjectiveUnit;
  /** 'low': `below` or `atMost` holds it down; 'high': `above` asks for at least so much. */
  readonly good: 'low' | 'high';
  /** Kinds of node that have it; 'run' is a figure of the whole run: the worst node's, or the sum. */
  readonly of: readonly (NodeKind | 'run')[];
  /** Lower case, without the metric's own name. */
  readonly aliases: readonly string[];
}

const CONSUMER = ['run', 'consumer'] as const;
const READ = ['run', 'topic', 'consumer'] as const;
const STORED = ['run', 'topic', 'queue', 'channel'] as const;
const FLOW = ['run', 'producer', 'consumer', 'topic', 'queue', 'exchange', 'broadcast', 'channel'] as const;
const low = (unit: ObjectiveUnit, of: Measure['of'], ...aliases: string[]): Measure => ({ unit, good: 'low', of, aliases });
const high = (of: Measure['of'], ...aliases: string[]): Measure => ({ unit: 'rate', good: 'high', of, aliases });

export const MEASURES = {
  latencyP50: low('duration', CONSUMER, 'p50', 'median', 'latency.p50'),
  latencyP90: low('duration', CONSUMER, 'p90', 'latency.p90'),
  latencyP95: low('duration', CONSUMER, 'p95', 'latency.p95'),
  latencyP99: low('duration', CONSUMER, 'p99', 'latency.p99'),
  latencyP999: low('duration', CONSUMER, 'p999', 'p99.9', 'latency.p999', 'latency.p99.9'),
  latencyMax: low('duration', CONSUMER, 'latency.max'),
  lagMax: low('count', READ, 'lag', 'lag.max'),
  lagEnd: low('count', READ, 'lag.end'),
  lagSecondsMax: low('duration', READ, 'lag.seconds', 'lag.seconds.max'),
  lagSecondsEnd: low('duration', READ, 'lag.seconds.end'),
  depthMax: low('count', STORED, 'depth', 'depth.max'),
  depthEnd: low('count', STORED, 'depth.end'),
  drainTime: low('duration', STORED, 'drain', 'drain.time'),
  dropped: low('count', FLOW),
  refused: low('count', ['run', 'producer', 'consumer', 'topic', 'queue', 'broadcast', 'channel']),
  lost: low('count', CONSUMER, 'loss'),
  duplicates: low('count', CONSUMER, 'duplicate'),
  outOfOrder: low('count', CONSUMER, 'out.of.order', 'order'),
  throughput: high(FLOW),
  goodput: high(CONSUMER),
} as const satisfies Record<string, Measure>;

export type ObjectiveMetric = keyof typeof MEASURES;
export const OBJECTIVE_METRICS = Object.keys(MEASURES) as ObjectiveMetric[];
export const measureOf = (metric: ObjectiveMetric): Measure => MEASURES[metric];
/** For the objective form: the metrics that make sense for a node of this kind, or for the run. */
export const metricsOf = (kind: NodeKind | 'run'): ObjectiveMetric[] => OBJECTIVE_METRICS.filter((metric) => measureOf(metric).of.includes(kind));

export const BOUNDS = ['below', 'atMost', 'above'] as const;
export type BoundName = (typeof BOUNDS)[number];
/** Bounds that fit the metric, the usual one first. */
export const boundsOf = (metric: ObjectiveMetric): readonly BoundName[] => (measureOf(metric).good === 'low' ? ['below', 'atMost'] : ['above']);
export const BOUND_SIGNS: { readonly [B in BoundName]: string } = { below: '<', atMost: '≤', above: '≥' };
