/**
 * Draws the messages on the edges, one by one or as a train of dashes. Dots are filled squares: measured several times cheaper
 * than arcs, and at their size nobody sees a corner. Nothing here makes an object: it is done for every dot of every frame.
 */
import type { Series } from '../../engine/series.ts';
import { crossings } from './crossings.ts';
import { DOTS_PER_EDGE, DOTS_PER_FRAME, edgeWidth, TRAIN_GAP, TRAVEL_MS_MIN, trainSpeed } from './edgeStyle.ts';
import type { EdgeLooks } from './flowFigures.ts';
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
  readonly edges: EdgeLooks;
}

const DOT = 5;
/** Screen pixels between two dashes of a train seen from far: fewer would be no train, more would be a wall. */
const FAR_GAP = 14;
const place: Place = { x: 0, y: 0 };

export function paintFlow(ctx: CanvasRenderingContext2D, frame: FlowFrame): void {
  const { scene, series, theme, edges, zoom } = frame;
  // Dots stay visible from far: no smaller than three screen pixels.
  const size = Math.max(DOT, 3 / zoom);
  let budget = DOTS_PER_FRAME;
  let wasHot: boolean | undefined;
  for (let i = 0; i < scene.edges.length && budget > 0; i++) {
    const edge = scene.edges[i] as SceneEdge;
    if (!overlaps(edge.box, frame.view)) continue;
    const isHot = edges.hot[i] === true;
    if (isHot !== wasHot) ctx.fillStyle = isHot ? theme.hot : theme.flow;
    wasHot = isHot;
    if (edges.modes[i] === 'train') {
      budget -= paintTrain(ctx, edge, frame, edges.rates[i] ?? 0, size, budget);
      continue;
    }
    // Also at rate 0: the last messages are still on their way.
    const column = edges.columns[i] ?? -1;
    if (column < 0) continue;
    const travelUs = Math.max(edge.latencyUs, TRAVEL_MS_MIN * frame.usPerMs);
    budget -= crossings(series, column, frame.nowUs, travelUs, Math.min(DOTS_PER_EDGE, budget), (share) => paintDot(ctx, edge, share, size));
  }
}

function paintDot(ctx: CanvasRenderingContext2D, edge: SceneEdge, share: number, size: number): void {
  placeAt(edge.points, share, place);
  ctx.fillRect(place.x - size / 2, place.y - size / 2, size, size);
}

function paintTrain(ctx: CanvasRenderingContext2D, edge: SceneEdge, frame: FlowFrame, rate: number, dot: number, budget: number): number {
  const size = Math.min(dot, Math.max(3, edgeWidth(rate) * 0.7) + 1 / frame.zoom);
  const gap = Math.max(TRAIN_GAP, FAR_GAP / frame.zoom);
  const shift = ((frame.movedMs / 1_000) * trainSpeed(rate)) % gap;
  let drawn = 0;
  for (let at = shift; at < edge.length && drawn < budget; at += gap) {
    paintDot(ctx, edge, at / edge.length, size);
    drawn++;
  }
  return drawn;
}
