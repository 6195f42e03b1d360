/** What a finished drag means for the document: one edit, whatever moved and whichever frame it left or entered; frames grow around what they hold. */
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, Point } from '../document/edits.ts';
import { noteIdOf } from './notes/noteFlow.ts';
import { afterEdit } from '../document/afterEdit.ts';
import { growEdits } from './grow.ts';
import { brokerOf, canHaveBroker, frameUnder, membersOf, positionOf } from './frames.ts';

/** By ids on the canvas: of components, and of notes and frames. */
export type Positions = Readonly<Record<string, Point>>;

/** The moved nodes and, with each moved broker, its members; all absolute. */
function movedPositions(scenario: Scenario, dragged: Positions): Record<NodeId, Point> {
  const nodes = Object.entries(dragged).filter(([id]) => noteIdOf(id) === undefined);
  const moved: Record<NodeId, Point> = Object.fromEntries(nodes);
  for (const [id, to] of nodes) {
    if (scenario.model.nodes[id]?.kind !== 'broker') continue;
    const from = positionOf(scenario, id);
    for (const member of membersOf(scenario, id)) {
      const at = positionOf(scenario, member);
      moved[member] ??= { x: at.x + to.x - from.x, y: at.y + to.y - from.y };
    }
  }
  return moved;
}

/** What moved, as edits that one step is made of. */
export function moveEdits(scenario: Scenario, dragged: Positions): Edit[] {
  const nodes = movedPositions(scenario, dragged);
  const notes = Object.entries(dragged).flatMap(([id, at]) => {
    const note = noteIdOf(id);
    return note === undefined ? [] : [[note, at] as const];
  });
  return [
    ...(Object.keys(nodes).length > 0 ? [{ kind: 'moveNodes', positions: nodes } as const] : []),
    ...(notes.length > 0 ? [{ kind: 'moveNotes', positions: Object.fromEntries(notes) } as const] : []),
  ];
}

/** `carried` went along with a frame: it stays on its broker, wherever that is. */
export function dropEdit(scenario: Scenario, dragged: Positions, carried: Positions = {}): Edit {
  const moved = movedPositions(scenario, { ...carried, ...dragged });
  const after: Scenario = { ...scenario, view: { ...scenario.view, positions: { ...scenario.view.positions, ...moved } } };
  const edits = moveEdits(scenario, { ...carried, ...dragged });
  let hasNewBroker = false;
  for (const id of Object.keys(dragged)) {
    const node = scenario.model.nodes[id];
    if (node === undefined || !canHaveBroker(node)) continue;
    const broker = frameUnder(after, positionOf(after, id));
    if (broker === brokerOf(node)) continue;
    edits.push({ kind: 'setBroker', nodes: [id], broker });
    hasNewBroker = true;
  }
  const label = hasNewBroker ? 'setBroker' : 'move';
  const dropped = afterEdit(scenario, { kind: 'batch', label, edits });
  const brokers = Object.keys(dragged).flatMap((id) => brokerOf(dropped.model.nodes[id]) ?? []);
  return { kind: 'batch', label, edits: [...edits, ...growEdits(dropped, [...new Set(brokers)])] };
}

/** The frame that the first dragged destination would fall into, if it is not in it already. */
export function dropTarget(scenario: Scenario, dragged: Positions): NodeId | undefined {
  for (const [id, at] of Object.entries(dragged)) {
    const node = scenario.model.nodes[id];
    if (node === undefined || !canHaveBroker(node)) continue;
    const broker = frameUnder(scenario, at);
    return broker !== undefined && broker !== brokerOf(node) && dragged[broker] === undefined ? broker : undefined;
  }
  return undefined;
}
