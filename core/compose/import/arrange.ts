/**
 * Places for what was imported, which has none: on the left what brokers lean on, then the brokers with what they hold, on the
 * right whoever talks to them. Nothing overlaps. Sizes are those of the canvas (renderer/canvas/nodes/geometry), which this
 * layer cannot see.
 */
import { byId } from '../../scenario/lookup.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId, View } from '../../scenario/scenario.ts';

const NODE = { width: 208, height: 112 } as const;
const BROKER = { width: 272, height: 208 } as const;
/** Of a frame: above its first member, and around all of them. */
const HEADER = 64;
const ROOM = 32;
/** From one to the next: wires and the figures on them lie between columns. */
const STEP = { x: 320, y: 152 } as const;
const GAP = 112;
/** A column of services is no longer than this many. */
const COLUMN_MAX = 8;
/** Columns of what has no wires. */
const GRID_MAX = 4;

type Nodes = Readonly<Record<NodeId, NodeDoc>>;
type Edges = Readonly<Record<EdgeId, EdgeDoc>>;
type Placing = Pick<View, 'positions' | 'sizes'>;

export function arrange(nodes: Nodes, edges: Edges): Placing {
  const positions: Record<NodeId, { x: number; y: number }> = {};
  const sizes: Record<NodeId, { width: number; height: number }> = {};
  const entries = byId(nodes);
  const of = (is: (doc: NodeDoc) => boolean): NodeId[] => entries.filter(([, doc]) => is(doc)).map(([id]) => id);
  const isLeft = (doc: NodeDoc): boolean => doc.kind === 'producer' || (doc.kind === 'external' && doc.role !== 'client' && doc.role !== 'tool');
  const isRight = (doc: NodeDoc): boolean => doc.kind === 'consumer' || (doc.kind === 'external' && !isLeft(doc));

  let x = columns(of(isLeft), 0, positions);
  let [y, right] = [0, x];
  const place = (members: readonly NodeId[], broker: NodeId | undefined): void => {
    const cells = cellsOf(members, edges);
    const [dx, dy] = broker === undefined ? [0, 0] : [ROOM, HEADER];
    for (const [id, cell] of cells) positions[id] = { x: x + dx + cell.column * STEP.x, y: y + dy + cell.row * STEP.y };
    const wide = 1 + Math.max(-1, ...Array.from(cells.values(), ({ column }) => column));
    const high = 1 + Math.max(-1, ...Array.from(cells.values(), ({ row }) => row));
    let width = wide * STEP.x - (STEP.x - NODE.width);
    let height = high * STEP.y - (STEP.y - NODE.height);
    if (broker !== undefined) {
      width = Math.max(BROKER.width, width + 2 * ROOM);
      height = Math.max(BROKER.height, height + HEADER + ROOM);
      positions[broker] = { x, y };
      sizes[broker] = { width, height };
    }
    right = Math.max(right, x + width + GAP);
    y += height + GAP / 2;
  };
  for (const broker of of(({ kind }) => kind === 'broker')) {
    place(
      of((doc) => 'broker' in doc && doc.broker === broker),
      broker,
    );
  }
  const loose = of((doc) => !isLeft(doc) && !isRight(doc) && doc.kind !== 'broker' && !('broker' in doc && doc.broker !== undefined));
  if (loose.length > 0) place(loose, undefined);
  x = right;
  columns(of(isRight), x, positions);
  return { positions, sizes };
}

/** One below the other, in as many columns as it takes; gives where the next thing may begin. */
function columns(ids: readonly NodeId[], x: number, positions: Record<NodeId, { x: number; y: number }>): number {
  ids.forEach((id, i) => {
    positions[id] = { x: x + Math.floor(i / COLUMN_MAX) * STEP.x, y: (i % COLUMN_MAX) * STEP.y };
  });
  return x + Math.ceil(ids.length / COLUMN_MAX) * STEP.x;
}

interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Wires lead to the right where they do not lead back: as many columns as the longest way has steps. Without wires: a grid. */
function cellsOf(members: readonly NodeId[], edges: Edges): Map<NodeId, Cell> {
  const inside = new Set(members);
  const wires = byId(edges).flatMap(([, { from, to }]) => (inside.has(from) && inside.has(to) && from !== to ? [[from, to] as const] : []));
  const wired = new Set(wires.flat());
  const depth = new Map(members.map((id) => [id, 0]));
  // A wire that leads back would push its end on for ever: so many rounds are enough where none does.
  for (let round = 0, isMoved = true; isMoved && round < GRID_MAX; round++) {
    isMoved = false;
    for (const [from, to] of wires) {
      const least = (depth.get(from) ?? 0) + 1;
      if (least <= (depth.get(to) ?? 0) || least > GRID_MAX) continue;
      depth.set(to, least);
      isMoved = true;
    }
  }
  const cells = new Map<NodeId, Cell>();
  const rows: number[] = [];
  for (const id of members.filter((member) => wired.has(member))) {
    const column = depth.get(id) ?? 0;
    cells.set(id, { column, row: rows[column] ?? 0 });
    rows[column] = (rows[column] ?? 0) + 1;
  }
  const top = Math.max(0, ...Array.from(rows, (n) => n ?? 0));
  const plain = members.filter((member) => !wired.has(member));
  const across = Math.min(GRID_MAX, Math.max(1, Math.ceil(Math.sqrt(plain.length / 2))));
  plain.forEach((id, i) => cells.set(id, { column: i % across, row: top + Math.floor(i / across) }));
  return cells;
}
