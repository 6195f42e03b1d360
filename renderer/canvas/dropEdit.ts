/** What a finished drag means for the document: one edit, whatever moved and whichever frame it left or entered. */
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, Point } from '../document/edits.ts';
import { brokerOf, canHaveBroker, frameUnder, membersOf, positionOf } from './frames.ts';

export type Positions = Readonly<Record<NodeId, Point>>;

/** The moved nodes and, with each moved frame, its members; all absolute. */
export function movedPositions(scenario: Scenario, dragged: Positions): Record<NodeId, Point> {
  const moved: Record<NodeId, Point> = { ...dragged };
  for (const [id, to] of Object.entries(dragged)) {
    if (scenario.model.nodes[id]?.kind !== 'broker') continue;
    const from = positionOf(scenario, id);
    for (const member of membersOf(scenario, id)) {
      const at = positionOf(scenario, member);
      moved[member] ??= { x: at.x + to.x - from.x, y: at.y + to.y - from.y };
    }
  }
  return moved;
}

export function dropEdit(scenario: Scenario, dragged: Positions): Edit {
  const moved = movedPositions(scenario, dragged);
  const after: Scenario = { ...scenario, view: { ...scenario.view, positions: { ...scenario.view.positions, ...moved } } };
  const edits: Edit[] = [{ kind: 'moveNodes', positions: moved }];
  let hasNewBroker = false;
  for (const id of Object.keys(dragged)) {
    const node = scenario.model.nodes[id];
    if (node === undefined || !canHaveBroker(node)) continue;
    const broker = frameUnder(after, positionOf(after, id));
    if (broker === brokerOf(node)) continue;
    edits.push({ kind: 'setBroker', nodes: [id], broker });
    hasNewBroker = true;
  }
  return { kind: 'batch', label: hasNewBroker ? 'setBroker' : 'move', edits };
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
