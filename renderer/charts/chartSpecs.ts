/**
 * Which lines the charts show, as data: the clients' throughput, the destinations' backlog, the last consumers' latency, of
 * what is selected and its neighbours, else of everything. A node has one colour in all charts.
 */
import type { MetricName } from '#core/metrics/names.ts';
import { isSource } from '#core/scenario/canConnect.ts';
import type { Model, NodeDoc, NodeId } from '#core/scenario/scenario.ts';
import { plannedLoad } from '../load/planned.ts';

export type ChartId = 'throughput' | 'backlog' | 'latency';
export type Quantile = 'p50' | 'p95' | 'p99';

export interface Line {
  readonly key: string;
  readonly node: NodeId;
  readonly name: string;
  /** Counters are drawn as rate per second, gauges as they are. */
  readonly metric: MetricName;
  readonly isRate: boolean;
  readonly quantile?: Quantile;
  /** Not what was measured, but what the load meant to send. */
  readonly isPlan?: true;
  /** Name of a colour token. */
  readonly color: string;
  readonly isDashed: boolean;
}

export interface ChartSpec {
  readonly id: ChartId;
  readonly lines: readonly Line[];
  /** Several consumers: only the 95th percentile of each. */
  readonly isTailOnly: boolean;
  /** Lines beyond LINES_MAX, not shown. */
  readonly more: number;
}

/** More lines than this tell nothing apart. */
export const LINES_MAX = 10;
const COLORS = ['--kind-consumer', '--kind-queue', '--kind-producer', '--kind-broadcast', '--kind-topic', '--warn', '--ok', '--kind-channel'] as const;
const QUANTILES = { p50: 'latencyP50', p95: 'latencyP95', p99: 'latencyP99' } as const satisfies Record<Quantile, MetricName>;

/** What a selection is about: the nodes selected, the ends of selected edges, and their neighbours. Nothing selected: everything. */
export function scopeOf(model: Model, selection: { readonly nodes: readonly string[]; readonly edges: readonly string[] }): ReadonlySet<NodeId> {
  const edges = Object.entries(model.edges);
  const chosen = new Set(selection.nodes.filter((id) => Object.hasOwn(model.nodes, id)));
  const scope = new Set(chosen);
  // A broker stands for its destinations.
  for (const [id, doc] of Object.entries(model.nodes)) if ('broker' in doc && doc.broker !== undefined && chosen.has(doc.broker)) chosen.add(id);
  for (const [id, edge] of edges) {
    if (!chosen.has(edge.from) && !chosen.has(edge.to) && !selection.edges.includes(id)) continue;
    scope.add(edge.from);
    scope.add(edge.to);
  }
  return scope.size > 0 ? scope : new Set(Object.keys(model.nodes));
}

export function chartSpecs(model: Model, selection: { readonly nodes: readonly string[]; readonly edges: readonly string[] }): readonly ChartSpec[] {
  const scope = scopeOf(model, selection);
  const all = Object.entries(model.nodes).filter(([, doc]) => doc.kind !== 'broker');
  const colors = new Map(all.map(([id], i) => [id, COLORS[i % COLORS.length] as string]));
  const nodes = all.filter(([id]) => scope.has(id));
  const line = ([id, doc]: [NodeId, NodeDoc], metric: MetricName, isRate: boolean): Line => ({
    key: `${metric} ${id}`,
    node: id,
    name: doc.name,
    metric,
    isRate,
    color: colors.get(id) as string,
    isDashed: doc.kind === 'consumer' && isRate,
  });
  const plan = plannedLoad(model, selection.nodes)?.node;
  const throughput = nodes
    .filter(([, d]) => d.kind === 'producer')
    .flatMap((n): Line[] => [
      line(n, 'out', true),
      ...(n[0] === plan ? [{ ...line(n, 'rate', false), key: `plan ${n[0]}`, isPlan: true as const, isDashed: true }] : []),
    ]);
  throughput.push(...nodes.filter(([, d]) => d.kind === 'consumer').map((n) => line(n, 'processed', true)));
  const backlog = nodes.filter(([, d]) => isSource(d.kind)).map((n) => line(n, n[1].kind === 'topic' ? 'lag' : 'depth', false));
  return [capped('throughput', throughput), capped('backlog', backlog), capped('latency', latencyLines(model, nodes, selection.nodes, colors))];
}

/** Selected consumers, else those in scope that forward nothing. One: three quantiles; more: the 95th of each. */
function latencyLines(model: Model, nodes: [NodeId, NodeDoc][], selected: readonly string[], colors: ReadonlyMap<string, string>): Line[] {
  const forwarding = new Set(Object.values(model.edges).map((edge) => edge.from));
  const consumers = nodes.filter(([, doc]) => doc.kind === 'consumer');
  const own = consumers.filter(([id]) => selected.includes(id));
  const last = consumers.filter(([id]) => !forwarding.has(id));
  const shown = own.length > 0 ? own : last.length > 0 ? last : consumers;
  const quantiles: readonly Quantile[] = shown.length === 1 ? ['p50', 'p95', 'p99'] : ['p95'];
  return shown.flatMap(([id, doc]) =>
    quantiles.map((quantile, i) => ({
      key: `${quantile} ${id}`,
      node: id,
      name: doc.name,
      metric: QUANTILES[quantile],
      isRate: false,
      quantile,
      // Alone, a consumer's quantiles are told apart by colour.
      color: shown.length === 1 ? (['--kind-producer', '--kind-consumer', '--flow-hot'][i] as string) : (colors.get(id) as string),
      isDashed: false,
    })),
  );
}

const capped = (id: ChartId, lines: readonly Line[]): ChartSpec => ({
  id,
  lines: lines.slice(0, LINES_MAX),
  isTailOnly: id === 'latency' && lines.length > 0 && lines.every((line) => line.quantile === 'p95'),
  more: Math.max(0, lines.length - LINES_MAX),
});
