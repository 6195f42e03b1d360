/**
 * Draws the messages on the edges: a line as wide as the rate, and on it either the messages one by one or a train of dashes.
 * Dots are filled squares: measured several times cheaper than arcs, and at their size nobody sees a corner.
 */
import type { Series } from '../../engine/series.ts';
import { crossings } from './crossings.ts';
import { DOTS_PER_EDGE, DOTS_PER_FRAME, type EdgeMode, edgeWidth, TRAIN_GAP, TRAVEL_MS_MIN, trainSpeed } from './edgeStyle.ts';
import type { Scene, SceneEdge } from './flowScene.ts';
import type { FlowTheme } from './flowTheme.ts';
import { type Box, overlaps, type Place, placeAt } from './polyline.ts';

export interface FlowFrame {
  readonly scene: Scene;
  readonly series: Series;
  readonly theme: FlowTheme;
  /** Part of the flow that is on screen. */
  readonly view: Box;
  readonly zoom: number;
  /** Instant shown, and virtual µs per host ms. */
  readonly nowUs: number;
  readonly usPerMs: number;
  /** Host time for which trains have been moving. */
  readonly movedMs: number;
  /** Rate of each edge of the scene, by its index, in records per virtual second; refreshed at 10 Hz. */
  readonly rates: Float64Array;
  readonly modeOf: (edge: SceneEdge) => EdgeMode;
  readonly isHot: (edge: SceneEdge) => boolean;
  /** The person asked for less motion: widths only. */
  readonly isStill: boolean;
}

const DOT = 5;
const place: Place = { x: 0, y: 0 };

/** Returns whether anything drawn depends on time: if not, the next frame would look the same. */
export function paintFlow(ctx: CanvasRenderingContext2D, frame: FlowFrame): boolean {
  let budget = DOTS_PER_FRAME;
  let isMoving = false;
  frame.scene.edges.forEach((edge, i) => {
    if (!overlaps(edge.box, frame.view)) return;
    const rate = frame.rates[i] ?? 0;
    const color = frame.isHot(edge) ? frame.theme.hot : frame.theme.flow;
    const mode = frame.modeOf(edge);
    // Dots stay visible from far: no smaller than three screen pixels.
    const size = Math.max(DOT, 3 / frame.zoom);
    if (mode === 'train' || (frame.isStill && mode === 'dots')) paintLine(ctx, edge, color, edgeWidth(rate));
    if (frame.isStill) return;
    ctx.fillStyle = color;
    if (mode === 'train') {
      budget -= paintTrain(ctx, edge, frame, rate, size, budget);
      isMoving = true;
      return;
    }
    // Also at rate 0: the last messages are still on their way.
    const column = frame.series.column(edge.id, 'records');
    if (column < 0) return;
    const travelUs = Math.max(edge.latencyUs, TRAVEL_MS_MIN * frame.usPerMs);
    const drawn = crossings(frame.series, column, frame.nowUs, travelUs, Math.min(DOTS_PER_EDGE, budget), (share) => paintDot(ctx, edge, share, size));
    budget -= drawn;
    isMoving ||= drawn > 0;
  });
  return isMoving;
}

function paintDot(ctx: CanvasRenderingContext2D, edge: SceneEdge, share: number, size: number): void {
  placeAt(edge.points, share, place);
  ctx.fillRect(place.x - size / 2, place.y - size / 2, size, size);
}

function paintLine(ctx: CanvasRenderingContext2D, edge: SceneEdge, color: string, width: number): void {
  const { points } = edge;
  ctx.beginPath();
  ctx.moveTo(points[0] as number, points[1] as number);
  for (let i = 2; i < points.length; i += 2) ctx.lineTo(points[i] as number, points[i + 1] as number);
  ctx.globalAlpha = 0.32;
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function paintTrain(ctx: CanvasRenderingContext2D, edge: SceneEdge, frame: FlowFrame, rate: number, dot: number, budget: number): number {
  const size = Math.min(dot, Math.max(3, edgeWidth(rate) * 0.7) + 1 / frame.zoom);
  const gap = Math.max(TRAIN_GAP, 10 / frame.zoom);
  const shift = ((frame.movedMs / 1_000) * trainSpeed(rate)) % gap;
  let drawn = 0;
  for (let at = shift; at < edge.length && drawn < budget; at += gap) {
    paintDot(ctx, edge, at / edge.length, size);
    drawn++;
  }
  return drawn;
}
