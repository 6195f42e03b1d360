/**
 * Boxes in layers from left to right, by dagre, groups kept together. Afterwards groups get the room they need and whatever
 * then overlaps is moved down. Pure and cloneable both ways: it runs in a worker.
 */
import { Graph, layout } from '@dagrejs/dagre';
import type { Box } from '../box.ts';

export interface LayoutItem {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly group?: string | undefined;
}

export interface LayoutGroup {
  readonly id: string;
  /** The group around it. */
  readonly group?: string | undefined;
  /** Free room inside, above the first and around all. */
  readonly header: number;
  readonly room: number;
}

export type Spacing = 'compact' | 'spacious';

export interface LayoutRequest {
  readonly items: readonly LayoutItem[];
  /** Groups with nothing in them are items. */
  readonly groups: readonly LayoutGroup[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly spacing: Spacing;
}

/** Between layers there is room for a wire, the figure on it, and the edges of two groups. */
const SPACING: Record<Spacing, { readonly ranksep: number; readonly nodesep: number }> = {
  compact: { ranksep: 104, nodesep: 24 },
  spacious: { ranksep: 176, nodesep: 56 },
};

export function layoutGraph({ items, groups, edges, spacing }: LayoutRequest): Record<string, Box> {
  const { ranksep, nodesep } = SPACING[spacing];
  const graph = new Graph({ compound: true, multigraph: false });
  graph.setGraph({ rankdir: 'LR', ranksep, nodesep, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of groups) graph.setNode(id, {});
  for (const { id, width, height } of items) graph.setNode(id, { width, height });
  for (const { id, group } of [...groups, ...items]) if (group !== undefined) graph.setParent(id, group);
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to);
  layout(graph);

  const boxes = new Map<string, Box>();
  for (const { id, width, height } of items) {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    boxes.set(id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height });
  }
  separate(undefined, { items, groups, gap: nodesep, boxes });
  return Object.fromEntries(boxes);
}

interface Placing {
  readonly items: readonly LayoutItem[];
  readonly groups: readonly LayoutGroup[];
  readonly gap: number;
  readonly boxes: Map<string, Box>;
}

/** Sees to what lies in a group, inner groups first, until nothing in it overlaps. */
function separate(group: string | undefined, placing: Placing): void {
  const { items, groups, gap, boxes } = placing;
  const inner = groups.filter((one) => one.group === group);
  for (const one of inner) {
    separate(one.id, placing);
    boxes.set(one.id, around(one, childrenOf(one.id, placing), boxes));
  }
  const here = [...inner.map(({ id }) => id), ...items.filter((one) => one.group === group).map(({ id }) => id)];
  const sorted = here.map((id) => ({ id, box: boxes.get(id) as Box })).sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x);
  const placed: Box[] = [];
  for (const { id, box } of sorted) {
    let { y } = box;
    // Each is pushed below all it would lie on; what is placed stays.
    for (let isFree = false; !isFree; ) {
      const over = placed.find((other) => overlaps({ ...box, y }, other, gap));
      isFree = over === undefined;
      if (over !== undefined) y = over.y + over.height + gap;
    }
    if (y !== box.y) shift(id, y - box.y, placing);
    placed.push({ ...box, y });
  }
}

const childrenOf = (group: string, { items, groups }: Placing): string[] => [...groups, ...items].filter((one) => one.group === group).map(({ id }) => id);

function around({ header, room }: LayoutGroup, children: readonly string[], boxes: ReadonlyMap<string, Box>): Box {
  const held = children.map((id) => boxes.get(id) as Box);
  const x = Math.min(...held.map((box) => box.x)) - room;
  const y = Math.min(...held.map((box) => box.y)) - header;
  const right = Math.max(...held.map((box) => box.x + box.width)) + room;
  const bottom = Math.max(...held.map((box) => box.y + box.height)) + room;
  return { x, y, width: right - x, height: bottom - y };
}

/** Sideways boxes may come close, the layers see to that. */
const overlaps = (a: Box, b: Box, gap: number): boolean =>
  a.x < b.x + b.width + 8 && b.x < a.x + a.width + 8 && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

function shift(id: string, by: number, placing: Placing): void {
  const box = placing.boxes.get(id) as Box;
  placing.boxes.set(id, { ...box, y: box.y + by });
  for (const child of childrenOf(id, placing)) shift(child, by, placing);
}
