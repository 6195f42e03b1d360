/** Designs for lessons, written short: what is left out has its default, and edges are told by their two ends. */
import { newEdge, newNode, type NodeOf } from '#core/scenario/defaults.ts';
import { type BothTexts } from './lesson.ts';
import { type EdgeDoc, type FaultDoc, FORMAT, type NodeDoc, type NodeKind, type ObjectiveDoc, type Scenario, VERSION } from '#core/scenario/scenario.ts';

/** A component and where it lies. */
export interface Placed {
  readonly doc: NodeDoc;
  readonly x: number;
  readonly y: number;
  /** Brokers only. */
  readonly size?: { readonly width: number; readonly height: number };
}

export interface DesignParts {
  readonly title: BothTexts;
  readonly horizon: string;
  readonly nodes: Readonly<Record<string, Placed>>;
  /** 'from>to', or with fields of its own; its id is 'from-to'. */
  readonly edges: readonly (string | readonly [string, Partial<EdgeDoc>])[];
  /** One-way delay of the edges that say nothing else. */
  readonly latency?: string;
  readonly seed?: number;
  readonly faults?: readonly FaultDoc[];
  readonly objectives?: readonly ObjectiveDoc[];
}

/** A component at a place of the canvas. */
export const at = <K extends NodeKind>(x: number, y: number, kind: K, name: string, fields: Partial<Omit<NodeOf<K>, 'kind' | 'name'>> = {}): Placed => ({
  // The compiler cannot join a generic kind with its own fields.
  doc: { ...newNode(kind, name), ...fields } as NodeDoc,
  x,
  y,
});

/** A broker's frame. */
export const frameAt = (
  x: number,
  y: number,
  size: { readonly width: number; readonly height: number },
  name: string,
  fields: Partial<Omit<NodeOf<'broker'>, 'kind' | 'name'>> = {},
): Placed => ({ ...at(x, y, 'broker', name, fields), size });

export function designOf({ title, horizon, nodes, edges, latency, seed = 1, faults = [], objectives = [] }: DesignParts): Scenario {
  const placed = Object.entries(nodes);
  const wires = edges.map((edge): [string, EdgeDoc] => {
    const [pair, fields] = typeof edge === 'string' ? [edge, {}] : edge;
    const [from = '', to = ''] = pair.split('>');
    return [`${from}-${to}`, { ...newEdge(from, to), ...(latency === undefined ? {} : { latency }), ...fields }];
  });
  return {
    format: FORMAT,
    version: VERSION,
    model: {
      seed,
      horizon,
      nodes: Object.fromEntries(placed.map(([id, { doc }]) => [id, doc])),
      edges: Object.fromEntries(wires),
      faults,
      objectives,
    },
    view: {
      title,
      positions: Object.fromEntries(placed.map(([id, { x, y }]) => [id, { x, y }])),
      sizes: Object.fromEntries(placed.flatMap(([id, { size }]) => (size === undefined ? [] : [[id, size] as const]))),
    },
  };
}
