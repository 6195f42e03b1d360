/**
 * Draws each edge as a line as wide as its rate. Rates change ten times a second, so these lines are not drawn at every frame;
 * they may lie over the messages, which have their colour.
 */
import { edgeWidth } from './edgeStyle.ts';
import type { EdgeLooks } from './flowFigures.ts';
import type { Scene, SceneEdge } from './flowScene.ts';
import type { FlowTheme } from './flowTheme.ts';
import { type Box, overlaps } from './polyline.ts';

export interface WiresFrame {
  readonly scene: Scene;
  readonly theme: FlowTheme;
  /** Part of the flow that is on screen. */
  readonly view: Box;
  readonly zoom: number;
  readonly edges: EdgeLooks;
  /** Messages do not move: the lines alone say where some go. */
  readonly isStill: boolean;
}

/** Screen pixels between two points of a line: nobody sees a corner between them. */
const STEP = 6;
const ALPHA = 0.32;

export function paintWires(ctx: CanvasRenderingContext2D, { scene, theme, view, zoom, edges, isStill }: WiresFrame): void {
  ctx.globalAlpha = ALPHA;
  scene.edges.forEach((edge, i) => {
    const mode = edges.modes[i];
    if (mode !== 'train' && !(isStill && mode === 'dots')) return;
    if (!overlaps(edge.box, view)) return;
    ctx.strokeStyle = edges.hot[i] === true ? theme.hot : theme.flow;
    ctx.lineWidth = edgeWidth(edges.rates[i] ?? 0);
    trace(ctx, edge, zoom);
    ctx.stroke();
  });
  ctx.globalAlpha = 1;
}

function trace(ctx: CanvasRenderingContext2D, { points, length }: SceneEdge, zoom: number): void {
  const last = points.length - 2;
  const apart = Math.max(1, Math.floor((STEP * (last / 2)) / Math.max(1, length * zoom)));
  ctx.beginPath();
  ctx.moveTo(points[0] as number, points[1] as number);
  for (let i = 2 * apart; i < last; i += 2 * apart) ctx.lineTo(points[i] as number, points[i + 1] as number);
  ctx.lineTo(points[last] as number, points[last + 1] as number);
}
