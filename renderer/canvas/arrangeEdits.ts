/** Aligning, distributing and moving to a broker as edits of a document. Pure. */
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import { afterEdit } from '../document/afterEdit.ts';
import type { Edit } from '../document/edits.ts';
import type { Selection } from '../ui/uiStore.ts';
import { type Boxes, type Places } from './align.ts';
import { type Box, boxOfNode, boxOfNote } from './box.ts';
import { moveEdits } from './dropEdit.ts';
import { brokerOf, canHaveBroker, membersOf, positionOf } from './frames.ts';
import { growEdits } from './grow.ts';
import { BROKER_HEADER, GRID, NODE_HEIGHT } from './nodes/geometry.ts';
import { carriedBy, placesOfCarried, noteOf } from './notes/noteEdits.ts';
import { canvasIdOf, noteIdOf } from './notes/noteFlow.ts';

/** What is put in order: a member goes with its broker where that is selected too. By ids on the canvas. */
export function boxesToArrange(scenario: Scenario, { nodes, notes = [] }: Selection): Boxes {
  const selected = new Set(nodes);
  const boxes = new Map<string, Box>();
  for (const id of nodes) {
    const broker = brokerOf(scenario.model.nodes[id]);
    if (Object.hasOwn(scenario.model.nodes, id) && (broker === undefined || !selected.has(broker))) boxes.set(id, boxOfNode(scenario, id));
  }
  for (const id of notes) {
    const note = noteOf(scenario, id);
    if (note !== undefined) boxes.set(canvasIdOf(id), boxOfNote(note));
  }
  return boxes;
}

/** Frames take along what is in them, and brokers grow around members that were moved. */
export function arrangeEdit(scenario: Scenario, places: Places): Edit {
  const frames = Object.keys(places).flatMap((id) => noteIdOf(id) ?? []);
  const all = { ...places, ...placesOfCarried(scenario, carriedBy(scenario, frames, new Set(Object.keys(places))), places) };
  const edits = moveEdits(scenario, all);
  const after = afterEdit(scenario, { kind: 'batch', label: 'align', edits });
  const brokers = Object.keys(places).flatMap((id) => brokerOf(scenario.model.nodes[id]) ?? []);
  return { kind: 'batch', label: 'align', edits: [...edits, ...growEdits(after, [...new Set(brokers)])] };
}

export const canMoveToBroker = (scenario: Scenario, nodes: readonly NodeId[]): readonly NodeId[] =>
  nodes.filter((id) => {
    const node = scenario.model.nodes[id];
    return node !== undefined && canHaveBroker(node);
  });

/** Into the broker's frame, below what is in it, which grows; out of one they stay where they are. */
export function toBrokerEdit(scenario: Scenario, nodes: readonly NodeId[], broker: NodeId | undefined): Edit {
  const moved = canMoveToBroker(scenario, nodes).filter((id) => brokerOf(scenario.model.nodes[id]) !== broker);
  const edits: Edit[] = [{ kind: 'setBroker', nodes: moved, broker }];
  if (broker !== undefined) {
    const frame = positionOf(scenario, broker);
    const bottoms = membersOf(scenario, broker).map((id) => positionOf(scenario, id).y + NODE_HEIGHT + 2 * GRID);
    const top = Math.max(frame.y + BROKER_HEADER + GRID, ...bottoms);
    const places = moved.map((id, i) => [id, { x: frame.x + 4 * GRID, y: top + i * (NODE_HEIGHT + 2 * GRID) }] as const);
    edits.push({ kind: 'moveNodes', positions: Object.fromEntries(places) });
  }
  const after = afterEdit(scenario, { kind: 'batch', label: 'setBroker', edits });
  return { kind: 'batch', label: 'setBroker', edits: [...edits, ...growEdits(after, broker === undefined ? [] : [broker])] };
}
