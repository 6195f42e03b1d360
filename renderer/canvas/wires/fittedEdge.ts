/** An edge between other ends: what it says is kept where it still means something there, the rest begins anew. Pure. */
import { type EdgeMeaning, meaningOf } from '#core/scenario/canConnect.ts';
import { nodeOf } from '#core/scenario/lookup.ts';
import { newEdgeBetween } from '#core/scenario/newEdge.ts';
import type { EdgeDoc, Model, NodeId } from '#core/scenario/scenario.ts';

/** Across a network: only there do latency and faults of a link mean something. */
export const isNetwork = (meaning: EdgeMeaning | undefined): boolean => meaning === 'sends' || meaning === 'reads';

export function edgeMeaning(model: Model, from: NodeId, to: NodeId): EdgeMeaning | undefined {
  return meaningOf(nodeOf(model, from)?.kind, nodeOf(model, to)?.kind);
}

/** What was delivered is not to be only what dies. */
export const wouldOnlyDie = (model: Model, from: NodeId, to: NodeId, meaning: EdgeMeaning | undefined): boolean =>
  edgeMeaning(model, from, to) === 'deadLetters' && meaning !== 'deadLetters';

/** `old` as an edge from → to of `model`; its own ends need not be there any more when its meaning is given. */
export function fittedEdge(model: Model, old: EdgeDoc, from: NodeId, to: NodeId, oldMeaning = edgeMeaning(model, old.from, old.to)): EdgeDoc {
  const source = nodeOf(model, from);
  const target = nodeOf(model, to);
  const oldSource = nodeOf(model, old.from);
  const meaning = edgeMeaning(model, from, to);
  const keepsBindings =
    meaning === 'binds' && oldMeaning === 'binds' && source?.kind === 'exchange' && oldSource?.kind === 'exchange' && oldSource.type === source.type;
  const keepsKey = meaning === 'deadLetters' && target?.kind === 'exchange' && old.deadLetterKey !== undefined;
  return {
    ...newEdgeBetween(from, to, source, target),
    ...(isNetwork(meaning) && isNetwork(oldMeaning) ? { latency: old.latency } : {}),
    ...(meaning === 'sends' && oldMeaning === 'sends' ? { share: old.share } : {}),
    ...(keepsBindings && old.bindings !== undefined ? { bindings: old.bindings } : {}),
    ...(keepsBindings && target?.kind === 'exchange' && old.role !== undefined ? { role: old.role } : {}),
    ...(keepsKey ? { deadLetterKey: old.deadLetterKey } : {}),
  };
}

export const withoutEdge = (model: Model, id: string): Model => {
  const { [id]: _, ...edges } = model.edges;
  return { ...model, edges };
};
