/** New nodes: their id and name, their place on the grid, and the frame they fall into. */
import { LIMITS } from '#core/base/limits.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, Point } from '../document/edits.ts';
import { canHaveBroker, frameUnder, positionOf, sizeOf } from './frames.ts';
import { freeId } from './freeId.ts';
import { BROKER_HEIGHT, BROKER_WIDTH, GRID, NODE_HEIGHT, NODE_WIDTH } from './nodes/geometry.ts';

export const snap = (n: number): number => Math.round(n / GRID) * GRID;

export const hasRoomFor = (scenario: Scenario, count: number): boolean => Object.keys(scenario.model.nodes).length + count <= LIMITS.nodes;

/** A node of this kind with its middle at `middle`, in the broker whose frame lies there. */
export function addNodeEdit(scenario: Scenario, kind: NodeKind, middle: Point): { readonly id: NodeId; readonly edit: Edit } {
  const id = freeId(scenario.model.nodes, kind);
  const { width, height } = kind === 'broker' ? { width: BROKER_WIDTH, height: BROKER_HEIGHT } : { width: NODE_WIDTH, height: NODE_HEIGHT };
  const position = { x: snap(middle.x - width / 2), y: snap(middle.y - height / 2) };
  const node = newNode(kind, freeName(scenario, id));
  const size = kind === 'broker' ? { size: { width, height } } : {};
  const broker = canHaveBroker(node) ? frameUnder(scenario, position) : undefined;
  const add: Edit = { kind: 'addNode', id, node, position, ...size };
  if (broker === undefined) return { id, edit: add };
  return { id, edit: { kind: 'batch', label: 'add', edits: [add, { kind: 'setBroker', nodes: [id], broker }] } };
}

/** Near `middle`, stepping down and right past what is already exactly there, so that two clicks make two visible nodes. */
export function freePlace(scenario: Scenario, kind: NodeKind, middle: Point): Point {
  let { x, y } = middle;
  const isTaken = () =>
    Object.entries(scenario.model.nodes).some(([id, node]) => {
      if ((node.kind === 'broker') !== (kind === 'broker')) return false;
      const at = positionOf(scenario, id);
      const { width, height } = sizeOf(scenario, id);
      return Math.abs(at.x + width / 2 - x) < NODE_WIDTH / 2 && Math.abs(at.y + height / 2 - y) < NODE_HEIGHT / 2;
    });
  for (let tries = 0; tries < 200 && isTaken(); tries++) {
    y += NODE_HEIGHT + 2 * GRID;
    if (tries % 3 === 2) {
      x += NODE_WIDTH + 4 * GRID;
      y = middle.y;
    }
  }
  return { x, y };
}

function freeName(scenario: Scenario, wish: string): string {
  const names = Object.fromEntries(Object.values(scenario.model.nodes).map((node) => [node.name, true]));
  return freeId(names, wish);
}
