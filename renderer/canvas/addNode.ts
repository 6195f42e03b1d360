/** New nodes: their id and name, their place on the grid, and the frame they fall into. */
import { LIMITS } from '#core/base/limits.ts';
import { newNode } from '#core/scenario/defaults.ts';
import type { NodeDoc, NodeId, NodeKind, Scenario } from '#core/scenario/scenario.ts';
import type { Edit, Point, Size } from '../document/edits.ts';
import { canHaveBroker, frameUnder, positionOf, sizeOf } from './frames.ts';
import { freeId, freeName } from './freeId.ts';
import { BROKER_HEIGHT, BROKER_WIDTH, GRID, NODE_HEIGHT, NODE_WIDTH, snap } from './nodes/geometry.ts';

export const hasRoomFor = (scenario: Scenario, count: number): boolean => Object.keys(scenario.model.nodes).length + count <= LIMITS.nodes;

/** A node of this kind with its middle at `middle`, in the broker whose frame lies there. */
export function addNodeEdit(scenario: Scenario, kind: NodeKind, middle: Point): { readonly id: NodeId; readonly node: NodeDoc; readonly edit: Edit } {
  const id = freeId(scenario.model.nodes, kind);
  const { width, height } = sizeOfKind(kind);
  const position = { x: snap(middle.x - width / 2), y: snap(middle.y - height / 2) };
  const node = newNode(kind, freeName(scenario.model.nodes, id));
  const size = kind === 'broker' ? { size: { width, height } } : {};
  const broker = canHaveBroker(node) ? frameUnder(scenario, position) : undefined;
  const add: Edit = { kind: 'addNode', id, node, position, ...size };
  if (broker === undefined) return { id, node, edit: add };
  return { id, node, edit: { kind: 'batch', label: 'add', edits: [add, { kind: 'setBroker', nodes: [id], broker }] } };
}

const GAP = 3 * GRID;
/** Room for a wire and the figure on it. */
const WIRE = 11 * GRID;

/** The middle of a new node that follows `node` in the flow, and the middle of that node. A frame is followed by nothing. */
export function placeAfter(scenario: Scenario, node: NodeId, kind: NodeKind): { readonly place: Point; readonly from: Point } | undefined {
  if (kind === 'broker' || scenario.model.nodes[node]?.kind === 'broker') return undefined;
  const at = positionOf(scenario, node);
  const size = sizeOf(scenario, node);
  const from = { x: at.x + size.width / 2, y: at.y + size.height / 2 };
  return { from, place: { x: from.x + size.width / 2 + WIRE + sizeOfKind(kind).width / 2, y: from.y } };
}

/** Near `middle`, on the first place in a widening square of places that touches nothing. */
export function freePlace(scenario: Scenario, kind: NodeKind, middle: Point): Point {
  const { width, height } = sizeOfKind(kind);
  const others = Object.keys(scenario.model.nodes).map((id) => {
    const at = positionOf(scenario, id);
    const size = sizeOf(scenario, id);
    return { x: at.x + size.width / 2, y: at.y + size.height / 2, reachX: (size.width + width) / 2 + GRID, reachY: (size.height + height) / 2 + GRID };
  });
  const isFree = ({ x, y }: Point) => others.every((o) => Math.abs(o.x - x) >= o.reachX || Math.abs(o.y - y) >= o.reachY);
  for (let ring = 0; ring < 40; ring++) {
    for (const [column, row] of ringAround(ring)) {
      const place = { x: middle.x + column * (width + GAP), y: middle.y + row * (height + GAP) };
      if (isFree(place)) return place;
    }
  }
  return middle;
}

/** Cells at the distance `ring` from the middle one, below it first: a column reads better than a row. */
function ringAround(ring: number): [column: number, row: number][] {
  const cells: [number, number][] = [];
  for (let column = -ring; column <= ring; column++) {
    for (let row = -ring; row <= ring; row++) {
      if (Math.max(Math.abs(column), Math.abs(row)) === ring) cells.push([column, row]);
    }
  }
  return cells.sort(([c1, r1], [c2, r2]) => Math.abs(c1) - Math.abs(c2) || r2 - r1 || c2 - c1);
}

const sizeOfKind = (kind: NodeKind): Size => (kind === 'broker' ? { width: BROKER_WIDTH, height: BROKER_HEIGHT } : { width: NODE_WIDTH, height: NODE_HEIGHT });
