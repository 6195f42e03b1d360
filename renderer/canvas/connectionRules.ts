/** What the canvas knows of connecting: which nodes can take the wire being drawn, and in words why one cannot. */
import { connectionRefusal, type Refusal } from '#core/scenario/canConnect.ts';
import { nodeOf } from '#core/scenario/lookup.ts';
import { newEdgeBetween } from '#core/scenario/newEdge.ts';
import type { Model, NodeId } from '#core/scenario/scenario.ts';
import type { Edit } from '../document/edits.ts';
import { freeId } from './freeId.ts';

/** Which end of the wire the person holds still. */
export type WireEnd = 'source' | 'target';

const ends = (fixed: NodeId, end: WireEnd, other: NodeId): [NodeId, NodeId] => (end === 'source' ? [fixed, other] : [other, fixed]);

/** Nodes to dim while a wire hangs on `fixed`. */
export function refusingNodes(model: Model, fixed: NodeId, end: WireEnd): Set<NodeId> {
  return new Set(Object.keys(model.nodes).filter((id) => id !== fixed && connectionRefusal(model, ...ends(fixed, end, id)) !== undefined));
}

export type ConnectResult = { readonly edit: Edit } | { readonly refusal: Refusal };

/** The edit that connects two nodes, or why they cannot be. */
export function connectNodes(model: Model, from: NodeId, to: NodeId): ConnectResult {
  const refusal = connectionRefusal(model, from, to);
  if (refusal !== undefined) return { refusal };
  return { edit: { kind: 'connect', id: freeId(model.edges, `${from}-${to}`), edge: newEdgeBetween(from, to, nodeOf(model, from), nodeOf(model, to)) } };
}

/** The same, wherever on `other` the wire's loose end was dropped. */
export const connectLoose = (model: Model, fixed: NodeId, end: WireEnd, other: NodeId): ConnectResult => connectNodes(model, ...ends(fixed, end, other));
