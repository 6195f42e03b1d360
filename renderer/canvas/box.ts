/** Rectangles on the canvas, in flow pixels. */
import type { NodeId, NoteDoc, Scenario } from '#core/scenario/scenario.ts';
import type { Point } from '../document/edits.ts';
import { positionOf, sizeOf } from './frames.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const boxOfNode = (scenario: Scenario, id: NodeId): Box => ({ ...positionOf(scenario, id), ...sizeOf(scenario, id) });
export const boxOfNote = ({ x, y, width, height }: NoteDoc): Box => ({ x, y, width, height });

/** Around all of them; undefined of none. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

export const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** They share more than a side. */
export const meets = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
