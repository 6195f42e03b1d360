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
  latencyP95: consumerLatency((l) => l.p95Us),
  latencyP99: consumerLatency((l) => l.p99Us),
  lagMax: worst((n) => n.lagMax),
  lagEnd: worst((n) => n.lagEnd),
  depthMax: worst((n) => n.depthMax),
  depthEnd: worst((n) => n.depthEnd),
  dropped: total((n) => n.dropped),
  refused: total((n) => n.refused),
  lost: total((n) => n.lost),
  duplicates: total((n) => n.duplicates),
  outOfOrder: total((n) => n.outOfOrder),
  throughput: total((n) => (n.kind === 'consumer' ? n.throughput : 0)),
};

/** Nothing measured is an objective missed: no figure, no promise. */
export function judge(objectives: readonly ObjectivePlan[], nodes: readonly NodeReport[]): ObjectiveReport[] {
  return objectives.map(({ metric, node, below, above, text }) => {
    const scope = node === '' ? nodes : nodes.filter((n) => n.id === node);
    const single = scope.length === 1 && metric === 'throughput' ? scope[0]!.throughput : undefined;
    const measured = single ?? MEASURES[metric]?.(scope);
    const met = measured !== undefined && (below === undefined || measured < below) && (above === undefined || measured >= above);
    return { text, node, measured: measured ?? null, met };
  });
}
