/**
 * Where nodes and edges are, in flow pixels: the little the flow layer needs of React Flow's store. An edge's table of points
 * is built once and again only when one of its ends moved.
 */
import type { EdgeDoc, Model, NodeDoc, NodeKind } from '#core/scenario/scenario.ts';
import { parseDuration } from '#core/base/quantity.ts';
import type { Point } from '../../document/edits.ts';
import { edgePoints } from '../edges/edgePath.ts';
import { NODE_HEIGHT, NODE_WIDTH, sourcePoint, targetPoint } from '../nodes/geometry.ts';
import { type Box, boxOf, lengthOf } from './polyline.ts';

export interface SceneNode {
  readonly id: string;
  readonly doc: NodeDoc;
  readonly box: Box;
}

export interface SceneEdge {
  readonly id: string;
  readonly from: string;
  readonly fromKind: NodeKind;
  readonly to: string;
  readonly latencyUs: number;
  readonly points: Float64Array;
  readonly length: number;
  readonly box: Box;
}

export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
}

/** A node's place: where React Flow has it now, which during a drag is not where the document has it. */
export interface Placed {
  readonly at: Point;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export class SceneBuilder {
  readonly #edges = new Map<string, { readonly source: Point; readonly target: Point; readonly doc: EdgeDoc; readonly edge: SceneEdge }>();

  build(model: Model, place: (id: string) => Placed | undefined): Scene {
    const nodes: SceneNode[] = [];
    for (const [id, doc] of Object.entries(model.nodes)) {
      const placed = place(id);
      if (placed === undefined) continue;
      const { at, width = NODE_WIDTH, height = NODE_HEIGHT } = placed;
      nodes.push({ id, doc, box: { left: at.x, top: at.y, right: at.x + width, bottom: at.y + height } });
    }
    const edges: SceneEdge[] = [];
    for (const [id, doc] of Object.entries(model.edges)) {
      const from = place(doc.from);
      const to = place(doc.to);
      const kind = model.nodes[doc.from]?.kind;
      if (kind !== undefined && from !== undefined && to !== undefined) edges.push(this.#edge(id, doc, kind, sourcePoint(from.at), targetPoint(to.at)));
    }
    for (const id of this.#edges.keys()) if (!Object.hasOwn(model.edges, id)) this.#edges.delete(id);
    return { nodes, edges };
  }

  #edge(id: string, doc: EdgeDoc, fromKind: NodeKind, source: Point, target: Point): SceneEdge {
    const known = this.#edges.get(id);
    if (known !== undefined && known.doc === doc && isSame(known.source, source) && isSame(known.target, target)) return known.edge;
    const points = edgePoints(source, target);
    const latency = parseDuration(doc.latency);
    const latencyUs = latency.ok ? latency.value : 0;
    const edge: SceneEdge = { id, from: doc.from, fromKind, to: doc.to, latencyUs, points, length: lengthOf(points), box: boxOf(points) };
    this.#edges.set(id, { source, target, doc, edge });
    return edge;
  }
}

const isSame = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

/** The same components and connections, wherever they are: what is measured of one scene is told of the other by the same indexes. */
export const hasSameParts = (a: Scene, b: Scene): boolean =>
  a === b ||
  (a.nodes.length === b.nodes.length &&
    a.edges.length === b.edges.length &&
    a.nodes.every(({ id, doc }, i) => doc === b.nodes[i]?.doc && id === b.nodes[i]?.id) &&
    a.edges.every(({ id, from, to }, i) => id === b.edges[i]?.id && from === b.edges[i]?.from && to === b.edges[i]?.to));
