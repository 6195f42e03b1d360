/** One end of a wire put elsewhere: one edit, or why it cannot be there. Pure. */
import { connectionRefusal, type Refusal } from '#core/scenario/canConnect.ts';
import type { EdgeId, NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, FieldValue } from '../../document/edits.ts';
import { edgeMeaning, fittedEdge, isNetwork, withoutEdge } from './fittedEdge.ts';

/** The wire that is being moved does not stand in its own way. */
export function reconnectRefusal({ model }: Scenario, id: EdgeId, from: NodeId, to: NodeId): Refusal | undefined {
  return connectionRefusal(withoutEdge(model, id), from, to);
}

/** undefined when nothing changes: its ends are where they were, or it is gone. */
export function reconnectEdit(scenario: Scenario, id: EdgeId, from: NodeId, to: NodeId): Edit | undefined {
  const { model } = scenario;
  const old = Object.hasOwn(model.edges, id) ? model.edges[id] : undefined;
  if (old === undefined || (old.from === from && old.to === to)) return undefined;
  const edits: Edit[] = [{ kind: 'connect', id, edge: fittedEdge(model, old, from, to) }];
  // No network lies under a wire inside of a broker: there is nothing to break.
  if (!isNetwork(edgeMeaning(model, from, to)) && model.faults.some((fault) => fault.target === id)) {
    const faults = model.faults.filter((fault) => fault.target !== id) as unknown as FieldValue;
    edits.push({ kind: 'setField', path: ['model', 'faults'], value: faults });
  }
  return { kind: 'batch', label: 'reconnect', edits };
}
