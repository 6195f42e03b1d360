/** Judges a plan's objectives on a report's figures: what was measured, and whether it meets the bound. */
import type { ObjectivePlan } from '../compile/plan.ts';
import type { NodeReport, ObjectiveReport } from './report.ts';

type Measure = (nodes: readonly NodeReport[]) => number | undefined;
const total =
  (of: (n: NodeReport) => number | undefined): Measure =>
  (nodes) =>
    nodes.reduce((sum, n) => sum + (of(n) ?? 0), 0);
/** A figure of one node; the worst of all for the whole run. */
const worst =
  (of: (n: NodeReport) => number | undefined): Measure =>
  (nodes) => {
    const values = nodes.map(of).filter((v) => v !== undefined);
    return values.length === 0 ? undefined : Math.max(...values);
  };
const consumerLatency = (of: (n: NonNullable<NodeReport['latency']>) => number): Measure =>
  worst((n) => (n.kind === 'consumer' && n.latency !== undefined && n.latency.count > 0 ? of(n.latency) : undefined));

const MEASURES: Readonly<Record<string, Measure>> = {
  latencyP50: consumerLatency((l) => l.p50Us),
  latencyP90: consumerLatency((l) => l.p90Us),
  latencyP95: consumerLatency((l) => l.p95Us),
  latencyP99: consumerLatency((l) => l.p99Us),
  latencyP999: consumerLatency((l) => l.p999Us),
  latencyMax: consumerLatency((l) => l.maxUs),
  lagMax: worst((n) => n.lagMax),
  lagEnd: worst((n) => n.lagEnd),
  lagSecondsMax: worst((n) => n.lagSecondsMaxUs),
  lagSecondsEnd: worst((n) => n.lagSecondsEndUs),
  depthMax: worst((n) => n.depthMax),
  depthEnd: worst((n) => n.depthEnd),
  drainTime: worst(({ drain }) => (drain === undefined ? undefined : (drain.us ?? Infinity))),
  dropped: total((n) => n.dropped),
  refused: total((n) => n.refused),
  lost: total((n) => n.lost),
  duplicates: total((n) => n.duplicates),
  outOfOrder: total((n) => n.outOfOrder),
  throughput: total((n) => (n.kind === 'consumer' ? n.throughput : 0)),
  goodput: total((n) => n.goodput),
};

/** Nothing measured is an objective missed: no figure, no promise. */
export function judge(objectives: readonly ObjectivePlan[], nodes: readonly NodeReport[]): ObjectiveReport[] {
  return objectives.map((objective) => {
    const { metric, unit, node, text } = objective;
    const scope = node === '' ? nodes : nodes.filter((n) => n.id === node);
    const single = scope.length === 1 && metric === 'throughput' ? scope[0]!.throughput : undefined;
    const measured = single ?? MEASURES[metric]?.(scope);
    // A backlog that was never worked off has no drain time: JSON knows no Infinity.
    return {
      text,
      metric,
      unit,
      node,
      measured: measured === undefined || measured === Infinity ? null : measured,
      met: measured !== undefined && meets(measured, objective),
    };
  });
}

const meets = (measured: number, { below, atMost, above }: ObjectivePlan): boolean =>
  (below === undefined || measured < below) && (atMost === undefined || measured <= atMost) && (above === undefined || measured >= above);

/** Whatever else happens, the run can only get worse in these: one that is missed stays missed. */
const FINAL = new Set(['lagMax', 'lagSecondsMax', 'depthMax', 'dropped', 'refused', 'duplicates', 'outOfOrder', 'latencyMax']);
export const isFinal = (metric: string): boolean => FINAL.has(metric);
