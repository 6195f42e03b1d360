/** What part of the diagram is seen. The canvas hands its own over while it is there; without one, nothing moves. */
import type { NodeId } from '#core/scenario/scenario.ts';
import type { Point } from '../document/edits.ts';
import type { Box } from './box.ts';

export interface Viewport {
  /** Shows the whole diagram, or these components; `isGrowing: false` does not come closer than it is. */
  fit(nodes?: readonly NodeId[], options?: { readonly isGrowing: boolean }): void;
  zoomBy(factor: number): void;
  zoomTo(zoom: number): void;
  /** Brings a point of the canvas to the middle, at the zoom there is or one that can be read. */
  centre(at: Point): void;
  /** The middle of what is seen, on the canvas. */
  middle(): Point;
  /** Whether a point of the canvas lies in view. */
  sees(at: Point): boolean;
  /** What is seen, on the canvas. */
  seen(): Box;
  /** Where the diagram stands in the window. */
  onScreen(): DOMRect;
  /** A point of the window, on the canvas. */
  toCanvas(at: Point): Point;
}

let current: Viewport | undefined;

/** Returns what takes it back. */
export function setViewport(viewport: Viewport): () => void {
  current = viewport;
  return () => {
    if (current === viewport) current = undefined;
  };
}

export const viewport = (): Viewport | undefined => current;
