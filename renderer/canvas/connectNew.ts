/** A wire let go over nothing: which kinds could be at its end, and the edit that puts one there and connects it. */
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import { newNode } from '#core/scenario/defaults.ts';
import { nodeOf } from '#core/scenario/lookup.ts';
import { newEdgeBetween } from '#core/scenario/newEdge.ts';
import type { Model, NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, Point } from '../document/edits.ts';
import { addNodeEdit } from './addNode.ts';
import type { WireEnd } from './connectionRules.ts';
import { freeId } from './freeId.ts';
import { NODE_WIDTH } from './nodes/geometry.ts';

/** In the order of the palette; a broker has no ends. */
const KINDS: readonly NodeKind[] = ['producer', 'consumer', 'topic', 'queue', 'exchange', 'broadcast', 'channel'];

/** Kinds a wire held at `fixed` could end in, going by what `fixed` is connected to already. */
export function kindsFor(model: Model, fixed: NodeId, end: WireEnd): NodeKind[] {
  const id = freeId(model.nodes, 'new');
  return KINDS.filter((kind) => {
    const withNew: Model = { ...model, nodes: { ...model.nodes, [id]: newNode(kind, id) } };
    return (end === 'source' ? connectionRefusal(withNew, fixed, id) : connectionRefusal(withNew, id, fixed)) === undefined;
  });
}

/** A new node with its connection point at `at`, and the edge to it: one undo step. */
export function connectNewEdit(scenario: Scenario, fixed: NodeId, end: WireEnd, kind: NodeKind, at: Point): { readonly id: NodeId; readonly edit: Edit } {
  const isAfter = end === 'source';
  const { id, node, edit } = addNodeEdit(scenario, kind, { x: at.x + (isAfter ? NODE_WIDTH / 2 : -NODE_WIDTH / 2), y: at.y });
  const held = nodeOf(scenario.model, fixed);
  const edge = isAfter ? newEdgeBetween(fixed, id, held, node) : newEdgeBetween(id, fixed, node, held);
  const connect: Edit = { kind: 'connect', id: freeId(scenario.model.edges, `${edge.from}-${edge.to}`), edge };
  return { id, edit: { kind: 'batch', label: 'add', edits: [edit, connect] } };
}
