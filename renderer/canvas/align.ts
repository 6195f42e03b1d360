/** Boxes put in line, or at even distances. Pure: from boxes to the places of their top left corners. */
import type { Point } from '../document/edits.ts';
import { type Box, boxAround } from './box.ts';

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];
export type Axis = 'x' | 'y';
export type Boxes = ReadonlyMap<string, Box>;
export type Places = Readonly<Record<string, Point>>;

/** All on one line of the box around them. */
export function aligned(boxes: Boxes, how: Alignment): Places {
  const around = boxAround([...boxes.values()]);
  if (around === undefined) return {};
  const place = ({ x, y, width, height }: Box): Point => {
    switch (how) {
      case 'left':
        return { x: around.x, y };
      case 'centre':
        return { x: Math.round(around.x + (around.width - width) / 2), y };
      case 'right':
        return { x: around.x + around.width - width, y };
      case 'top':
        return { x, y: around.y };
      case 'middle':
        return { x, y: Math.round(around.y + (around.height - height) / 2) };
      default:
        return { x, y: around.y + around.height - height };
    }
  };
  return Object.fromEntries([...boxes].map(([id, box]) => [id, place(box)]));
}

/** The outer two stay; between neighbours there is the same room everywhere, less than none where they do not fit. */
export function distributed(boxes: Boxes, axis: Axis): Places {
  const length = axis === 'x' ? 'width' : 'height';
  const sorted = [...boxes].sort(([, a], [, b]) => a[axis] + a[length] / 2 - (b[axis] + b[length] / 2));
  const around = boxAround(sorted.map(([, box]) => box));
  if (around === undefined || sorted.length < 3) return {};
  const taken = sorted.reduce((sum, [, box]) => sum + box[length], 0);
  const gap = (around[length] - taken) / (sorted.length - 1);
  let at = around[axis];
  return Object.fromEntries(
    sorted.map(([id, box]) => {
      const place = { x: box.x, y: box.y, [axis]: Math.round(at) };
      at += box[length] + gap;
      return [id, place];
    }),
  );
}
