/** Components taken out of a flow so that it goes on: who sent to them is connected to who came after them, where that may be. Pure. */
import { connectionRefusal } from '#core/scenario/canConnect.ts';
import type { EdgeDoc, Model, NodeId, Scenario } from '#core/scenario/scenario.ts';
import { afterEdit } from '../../document/afterEdit.ts';
import type { Edit } from '../../document/edits.ts';
import { freeId } from '../freeId.ts';
import { edgeMeaning, fittedEdge, wouldOnlyDie } from './fittedEdge.ts';

/** Wires drawn by one deletion: beyond it a hub would become a web. */
const MOST = 100;

/** `healed` wires take the place of what went through the removed components. */
export function healEdit(scenario: Scenario, nodes: readonly NodeId[]): { readonly edit: Edit; readonly healed: number } {
  const remove: Edit = { kind: 'removeItems', nodes, edges: [] };
  const connects: Edit[] = [];
  let after = afterEdit(scenario, remove);
  for (const { first, from, to } of through(scenario.model, new Set(nodes))) {
    if (connects.length >= MOST) break;
    if (connectionRefusal(after.model, from, to) !== undefined) continue;
    const meaning = edgeMeaning(scenario.model, first.from, first.to);
    if (wouldOnlyDie(after.model, from, to, meaning)) continue;
    const connect: Edit = { kind: 'connect', id: freeId(after.model.edges, `${from}-${to}`), edge: fittedEdge(after.model, first, from, to, meaning) };
    connects.push(connect);
    after = afterEdit(after, connect);
  }
  return { edit: { kind: 'batch', label: 'remove', edits: [remove, ...connects] }, healed: connects.length };
}

interface Way {
  /** The edge by which the removed components were entered. */
  readonly first: EdgeDoc;
  readonly from: NodeId;
  readonly to: NodeId;
}

/** Every way from a component that stays, through removed ones, to one that stays. */
function through(model: Model, gone: ReadonlySet<NodeId>): Way[] {
  const edges = Object.values(model.edges);
  const ways: Way[] = [];
  for (const first of edges) {
    if (gone.has(first.from) || !gone.has(first.to)) continue;
    const seen = new Set([first.to]);
    for (const at of seen) {
      for (const edge of edges) {
        if (edge.from !== at) continue;
        if (gone.has(edge.to)) seen.add(edge.to);
        else if (edge.to !== first.from) ways.push({ first, from: first.from, to: edge.to });
      }
    }
  }
  return ways;
}
