/** Where the pointer is over the canvas, in window pixels; undefined when it is elsewhere, or a finger. */
import type { PointerEvent } from 'react';
import type { Point } from '../document/edits.ts';

let last: Point | undefined;

export const pointerOnCanvas = (): Point | undefined => last;

export const trackPointer = {
  onPointerMove: ({ pointerType, clientX: x, clientY: y }: PointerEvent): void => {
    last = pointerType === 'touch' ? undefined : { x, y };
  },
  onPointerLeave: (): void => {
    last = undefined;
  },
};
