/** What is on its way from the palette: over the canvas a browser tells its type, and not what it is. */
import type { NodeKind } from '#core/scenario/scenario.ts';

/** Type of the drag data a palette item carries. */
export const DRAG_TYPE = 'application/x-spillway-kind';

/** Components only: nothing else is put into a wire. */
export const draggedKind: { current: NodeKind | undefined } = { current: undefined };
