/**
 * Draws the numbers: figures inside nodes, rates on edges. Text on a canvas holds the frame rate where changing page text does
 * not. Below half size only one figure per node stays, drawn larger; from where names cannot be read it takes their place, as
 * large as one can read; where not even that fits, a node is as full as it is busy.
 */
import { formatRate, type Language } from '../../charts/format.ts';
import { BROKER_HEADER, BROKER_LIVE_WIDTH, LIVE_AREA } from '../nodes/geometry.ts';
import type { Scene, SceneEdge, SceneNode } from './flowScene.ts';
import type { FlowTheme } from './flowTheme.ts';
import type { Cell, FigureLabel, NodeFigure } from './nodeFigures.ts';
import { type Box, overlaps } from './polyline.ts';

export interface FiguresFrame {
  readonly scene: Scene;
  readonly theme: FlowTheme;
  readonly view: Box;
  readonly zoom: number;
  /** By index of the scene's nodes; undefined: nothing measured. */
  readonly figures: readonly (NodeFigure | undefined)[];
  /** By index of the scene's edges. */
  readonly rates: Float64Array;
  readonly words: Readonly<Record<FigureLabel, string>>;
  readonly language: Language;
}

/** Zoom below which text of normal size cannot be read, and below which none is drawn. */
const NEAR = 0.5;
/** Below it a node's own text cannot be read, and below the next not even four characters fit it. */
const FAR = 0.35;
const VERY_FAR = 0.135;
/** Screen pixels of what is read from far. */
const FAR_TEXT = 10;
const GAP = 8;

export function paintFigures(ctx: CanvasRenderingContext2D, frame: FiguresFrame): void {
  ctx.textBaseline = 'middle';
  if (frame.zoom >= NEAR) frame.scene.edges.forEach((edge, i) => paintRate(ctx, frame, edge, frame.rates[i] ?? 0));
  frame.scene.nodes.forEach((node, i) => {
    const figure = frame.figures[i];
    if (figure === undefined || !overlaps(node.box, frame.view)) return;
    if (node.doc.kind === 'broker') return frame.zoom < NEAR ? undefined : paintBroker(ctx, frame, node, figure);
    if (frame.zoom < FAR) paintFar(ctx, frame, node, figure);
    else if (frame.zoom >= NEAR) paintNode(ctx, frame, node, figure);
    else paintHeadline(ctx, frame, node, figure);
  });
}

function paintNode(ctx: CanvasRenderingContext2D, frame: FiguresFrame, node: SceneNode, figure: NodeFigure): void {
  const left = node.box.left + LIVE_AREA.x;
  const top = node.box.top + LIVE_AREA.y;
  const width = (LIVE_AREA.width - GAP) / 2;
  // Without a bar below them the rows keep to the middle.
  const firstY = top + (figure.bar === undefined ? 9 : 7);
  figure.cells.forEach((cell, i) => paintCell(ctx, frame, cell, left + (i % 2) * (width + GAP), firstY + (i >> 1) * 16, width));
  if (figure.bar !== undefined) paintBar(ctx, frame, figure.bar, left, top + LIVE_AREA.height - 3, LIVE_AREA.width, 3);
}

/** Label at the left, value at the right of its half row: digits stay in place as they change. */
function paintCell(ctx: CanvasRenderingContext2D, { theme, words }: FiguresFrame, cell: Cell, x: number, y: number, width: number): void {
  ctx.textAlign = 'left';
  ctx.font = `400 11px ${theme.font}`;
  ctx.fillStyle = theme.label;
  ctx.fillText(words[cell.label], x, y);
  ctx.textAlign = 'right';
  ctx.font = `600 12px ${theme.font}`;
  ctx.fillStyle = theme.tones[cell.tone];
  ctx.fillText(cell.value, x + width, y);
}

function paintBar(
  ctx: CanvasRenderingContext2D,
  { theme }: FiguresFrame,
  bar: NonNullable<NodeFigure['bar']>,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  ctx.fillStyle = theme.track;
  ctx.fillRect(x, y, width, height);
  ctx.fillStyle = theme.bars[bar.tone];
  ctx.fillRect(x, y, width * bar.share, height);
}

function paintHeadline(ctx: CanvasRenderingContext2D, frame: FiguresFrame, node: SceneNode, figure: NodeFigure): void {
  const left = node.box.left + LIVE_AREA.x;
  const top = node.box.top + LIVE_AREA.y;
  ctx.textAlign = 'left';
  ctx.font = `600 22px ${frame.theme.font}`;
  ctx.fillStyle = figure.isHot ? frame.theme.tones.bad : frame.theme.text;
  ctx.fillText(figure.headline, left, top + 14);
  if (figure.bar !== undefined) paintBar(ctx, frame, figure.bar, left, top + LIVE_AREA.height - 7, LIVE_AREA.width, 6);
}

/** Over the node's own text, which is but a smudge from here. */
function paintFar(ctx: CanvasRenderingContext2D, { theme, zoom }: FiguresFrame, { box }: SceneNode, figure: NodeFigure): void {
  const [left, top, width, height] = [box.left + 8, box.top + 4, box.right - box.left - 12, box.bottom - box.top - 8];
  ctx.fillStyle = theme.surface;
  ctx.fillRect(left, top, width, height);
  if (figure.bar !== undefined) {
    ctx.globalAlpha = figure.bar.tone === 'good' ? 0.18 : 0.4;
    ctx.fillStyle = theme.bars[figure.bar.tone];
    ctx.fillRect(left, top, width * figure.bar.share, height);
    ctx.globalAlpha = 1;
  }
  if (zoom < VERY_FAR) return;
  ctx.textAlign = 'center';
  ctx.font = `600 ${FAR_TEXT / zoom}px ${theme.font}`;
  ctx.fillStyle = figure.isHot ? theme.tones.bad : theme.text;
  ctx.fillText(figure.short, left + width / 2, top + height / 2);
}

/** At the right end of the frame's header: requests per second over how busy its threads are. */
function paintBroker(ctx: CanvasRenderingContext2D, frame: FiguresFrame, node: SceneNode, figure: NodeFigure): void {
  const right = node.box.right - LIVE_AREA.x;
  const middle = node.box.top + BROKER_HEADER / 2;
  ctx.textAlign = 'right';
  ctx.font = `600 12px ${frame.theme.font}`;
  ctx.fillStyle = frame.theme.text;
  const share = figure.cells[1];
  ctx.fillText(share === undefined || figure.bar === undefined ? figure.headline : `${figure.headline} · ${share.value}`, right, middle - 3);
  if (figure.bar !== undefined) paintBar(ctx, frame, figure.bar, right - BROKER_LIVE_WIDTH, middle + 7, BROKER_LIVE_WIDTH, 3);
}

/** Half way along its edge, on a small plate so that the line does not cross the digits. */
function paintRate(ctx: CanvasRenderingContext2D, frame: FiguresFrame, edge: SceneEdge, rate: number): void {
  if (!(rate > 0) || edge.length < 70 || !overlaps(edge.box, frame.view)) return;
  const { theme } = frame;
  const middle = edge.points.length / 2;
  const x = edge.points[middle - (middle % 2)] as number;
  const y = edge.points[middle - (middle % 2) + 1] as number;
  const text = formatRate(rate, frame.language);
  ctx.font = `500 11px ${theme.font}`;
  ctx.textAlign = 'center';
  const width = ctx.measureText(text).width + 10;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - 9, width, 18, 9);
  ctx.fillStyle = theme.surface;
  ctx.fill();
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.fillText(text, x, y + 0.5);
}
