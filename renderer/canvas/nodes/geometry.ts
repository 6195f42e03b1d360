/**
 * Sizes of nodes on the canvas, in flow pixels; multiples of the 4 px grid. Every node but a broker's frame has one fixed
 * size, so live numbers can be drawn at known places without measuring the page.
 */
import type { Point } from '../../document/edits.ts';

export const GRID = 8;
export const snap = (n: number): number => Math.round(n / GRID) * GRID;
export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 112;
/** Inside a node, left empty by its component: the flow layer draws live numbers here. */
export const LIVE_AREA = { x: 12, y: 68, width: 184, height: 36 } as const;

/** Diameter of a connection point; its middle lies on the node's side. */
export const HANDLE_SIZE = 12;

export const BROKER_WIDTH = 272;
export const BROKER_HEIGHT = 208;
export const BROKER_MIN_WIDTH = NODE_WIDTH + 4 * GRID;
export const BROKER_MIN_HEIGHT = 176;
/** The strip at the top of a frame that carries its name; destinations lie below it. */
export const BROKER_HEADER = 40;
/** Inside a frame's header, at its right end: the broker's live figures. */
export const BROKER_LIVE_WIDTH = 96;

/** Where edges leave and arrive, from a node's top left corner. */
export const sourcePoint = (at: Point): Point => ({ x: at.x + NODE_WIDTH, y: at.y + NODE_HEIGHT / 2 });
export const targetPoint = (at: Point): Point => ({ x: at.x, y: at.y + NODE_HEIGHT / 2 });

/** Showing everything leaves this part of the view free, and does not blow up a small design. */
export const FIT = { padding: 0.07, maxZoom: 1.1 } as const;
