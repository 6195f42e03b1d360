/** A broker's frame that is too small for what lies in it is made larger; it is never made smaller. Pure. */
import type { NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Edit } from '../document/edits.ts';
import { boxAround, boxOfNode } from './box.ts';
import { membersOf } from './frames.ts';
import { BROKER_HEADER, GRID } from './nodes/geometry.ts';

/** Free room inside of a frame. */
export const BROKER_ROOM = 2 * GRID;

export function growEdits(scenario: Scenario, brokers: readonly NodeId[]): Edit[] {
  return brokers.flatMap((id): Edit[] => {
    if (scenario.model.nodes[id]?.kind !== 'broker') return [];
    const frame = boxOfNode(scenario, id);
    const held = boxAround(membersOf(scenario, id).map((member) => boxOfNode(scenario, member)));
    if (held === undefined) return [];
    const left = Math.min(frame.x, held.x - BROKER_ROOM);
    const top = Math.min(frame.y, held.y - BROKER_HEADER - GRID);
    const right = Math.max(frame.x + frame.width, held.x + held.width + BROKER_ROOM);
    const bottom = Math.max(frame.y + frame.height, held.y + held.height + BROKER_ROOM);
    const size = { width: right - left, height: bottom - top };
    if (left === frame.x && top === frame.y && size.width === frame.width && size.height === frame.height) return [];
    return [{ kind: 'resizeFrame', node: id, position: { x: left, y: top }, size }];
  });
}
