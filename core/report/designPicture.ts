/**
 * Where everything of a design lies in a picture of it: frames, components and wires, from the document's own positions; a
 * component without one is put below the rest. Whoever draws decides what with: a report's SVG, a template's thumbnail.
 */
import { byId } from '../scenario/lookup.ts';
import type { EdgeId, NodeId, NodeKind, View } from '../scenario/scenario.ts';

/** As much of a document as a picture needs: a file that leaves out what has its default is enough. */
export interface Sketch {
  readonly model: {
    readonly nodes: Readonly<Record<NodeId, { readonly kind: NodeKind; readonly name: string }>>;
    readonly edges: Readonly<Record<EdgeId, { readonly from: NodeId; readonly to: NodeId }>>;
  };
  readonly view: Pick<View, 'positions' | 'sizes'>;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface PictureNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name: string;
  readonly box: Box;
}
export interface PictureWire {
  readonly id: EdgeId;
  readonly path: string;
  /** Half way between its ends. */
  readonly middle: { readonly x: number; readonly y: number };
}
export interface Picture {
  /** Around everything. */
  readonly bounds: Box;
  readonly frames: readonly PictureNode[];
  readonly wires: readonly PictureWire[];
  readonly nodes: readonly PictureNode[];
}

const PICTURE_WIDTH = 208;
const FRAME = { width: 272, height: 208 };
const GAP = 40;
const MARGIN = 24;
const PER_ROW = 4;

/** `height` of a component's box. Undefined for a design without components. */
export function pictureOf({ model, view }: Sketch, height: number): Picture | undefined {
  const placed = place(model, view, height);
  if (placed.length === 0) return undefined;
  const boxes = new Map(placed.map(({ id, box }) => [id, box]));
  const all = [...boxes.values()];
  const x = Math.min(...all.map((b) => b.x)) - MARGIN;
  const y = Math.min(...all.map((b) => b.y)) - MARGIN;
  const right = Math.max(...all.map((b) => b.x + b.width)) + MARGIN;
  const bottom = Math.max(...all.map((b) => b.y + b.height)) + MARGIN;
  const wires = byId(model.edges).flatMap(([id, { from, to }]) => {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    return a === undefined || b === undefined ? [] : [{ id, ...wire(a, b) }];
  });
  return {
    bounds: { x, y, width: right - x, height: bottom - y },
    frames: placed.filter(({ kind }) => kind === 'broker'),
    wires,
    nodes: placed.filter(({ kind }) => kind !== 'broker'),
  };
}

function place({ nodes }: Sketch['model'], { positions, sizes }: Sketch['view'], height: number): PictureNode[] {
  const known = Object.values(positions);
  const bottom = known.length === 0 ? 0 : Math.max(...known.map(({ y }) => y)) + FRAME.height;
  let lost = 0;
  return byId(nodes).map(([id, { kind, name }]) => {
    const size = kind === 'broker' ? (sizes?.[id] ?? FRAME) : { width: PICTURE_WIDTH, height };
    const own = Object.hasOwn(positions, id) ? positions[id] : undefined;
    const at = own ?? { x: (lost % PER_ROW) * (FRAME.width + GAP), y: bottom + Math.floor(lost / PER_ROW) * (FRAME.height + GAP) };
    if (own === undefined) lost++;
    return { id, kind, name, box: { x: at.x, y: at.y, width: size.width, height: size.height } };
  });
}

/** From the right side to the left side; what leads back bends below. */
function wire(a: Box, b: Box): Pick<PictureWire, 'path' | 'middle'> {
  const [x1, y1] = [a.x + a.width, a.y + a.height / 2];
  const [x2, y2] = [b.x, b.y + b.height / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  return { path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 } };
}
