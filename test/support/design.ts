/** Small designs for tests: nodes with their defaults, edges as pairs, straight to a plan or a finished run. */
import { compile } from '#core/compile/compile.ts';
import type { Plan } from '#core/compile/plan.ts';
import type { RunReport } from '#core/run/report.ts';
import { Run } from '#core/run/run.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import type { EdgeDoc, Model, NodeDoc, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import { VERSION } from '#core/scenario/scenario.ts';

export type NodeOf<K extends NodeKind> = Extract<NodeDoc, { kind: K }>;

/** A node of `kind` with the given fields and the defaults for the rest; its name is its kind until the model names it. */
export const node = <K extends NodeKind>(kind: K, fields: Partial<NodeOf<K>> = {}): NodeOf<K> => ({ ...newNode(kind, kind), ...fields });

/** Edges are written 'from>to'; `latency` is theirs unless one is given apart. Nodes are named after their ids. */
export function modelOf(
  nodes: Readonly<Record<string, NodeDoc>>,
  edges: readonly (string | readonly [string, Partial<EdgeDoc>])[],
  more: Partial<Pick<Model, 'seed' | 'horizon' | 'faults' | 'objectives'>> = {},
  latency = '0s',
): Model {
  const written = edges.map((edge): [string, EdgeDoc] => {
    const [pair, fields] = typeof edge === 'string' ? [edge, {}] : edge;
    const [from = '', to = ''] = pair.split('>');
    return [pair, { ...newEdge(from, to), latency, ...fields }];
  });
  return {
    seed: 1,
    horizon: '10s',
    faults: [],
    objectives: [],
    ...more,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, doc]) => [id, { ...doc, name: id }])),
    edges: Object.fromEntries(written),
  };
}

export function planOf(model: Model): Plan {
  const { plan, issues } = compile(model);
  if (plan === undefined) throw new Error(`the model has errors: ${JSON.stringify(issues)}`);
  return plan;
}

/** Fires everything up to the horizon. */
export function finish(run: Run): RunReport {
  while (!run.ended) run.advance(run.end, 1_000_000);
  return run.report();
}

export const reportOf = (model: Model): RunReport => finish(new Run(planOf(model)));

/** The report of one node. */
export function nodeOf(report: RunReport, id: string): RunReport['nodes'][number] {
  const found = report.nodes.find((n) => n.id === id);
  if (found === undefined) throw new Error(`no node ${id} in the report`);
  return found;
}

/** A model as a document that can be saved: an edge 'p>q' is called 'p-q' there. */
export const documentOf = (model: Model, title = ''): Scenario => ({
  format: 'spillway',
  version: VERSION,
  model: { ...model, edges: Object.fromEntries(Object.entries(model.edges).map(([id, edge]) => [id.replace('>', '-'), edge])) },
  view: { title, note: '', positions: {} },
});
