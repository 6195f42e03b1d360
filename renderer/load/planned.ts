/** Which producer's plan is drawn over the run's charts: the one that is selected, or the only one there is. */
import type { LoadDoc, Model, NodeId } from '#core/scenario/scenario.ts';
import type { CurveOwner } from './curve.ts';

export interface PlannedLoad {
  readonly node: NodeId;
  readonly name: string;
  readonly load: LoadDoc;
  readonly owner: CurveOwner;
}

/** Users in a loop plan nothing: what they send follows from the answers. */
export function plannedLoad({ nodes, seed }: Model, selected: readonly NodeId[]): PlannedLoad | undefined {
  const producers = Object.entries(nodes).flatMap(([id, doc]) => (doc.kind === 'producer' ? [{ id, doc }] : []));
  const chosen = producers.filter(({ id }) => selected.includes(id));
  const [only] = chosen.length > 0 ? chosen : producers;
  if (only === undefined || only.doc.load.kind === 'users' || (chosen.length === 0 && producers.length > 1) || chosen.length > 1) return undefined;
  return { node: only.id, name: only.doc.name, load: only.doc.load, owner: { node: only.id, seed } };
}
