/** A run's figures over a picture: what the canvas shows at the instant the series shows. */
import { formatRate, type Language } from '../charts/format.ts';
import { rateWindowUs } from '../charts/rateWindow.ts';
import { edgePath, edgePoints } from '../canvas/edges/edgePath.ts';
import { edgeWidth } from '../canvas/flow/edgeStyle.ts';
import { type Cell, isMeasured, type NodeFigure, nodeFigure } from '../canvas/flow/nodeFigures.ts';
import { BROKER_HEADER, BROKER_LIVE_WIDTH, LIVE_AREA, sourcePoint, targetPoint } from '../canvas/nodes/geometry.ts';
import { positionOf, sizeOf } from '../canvas/frames.ts';
import type { Series } from '../engine/series.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { EdgeDoc, EdgeId, NodeId, Scenario } from '#core/scenario/scenario.ts';
import type { Shown } from './canvasSvg.ts';
import type { PictureColors } from './pictureColors.ts';
import { round, textSvg, textWidth } from './svgText.ts';

export interface FiguresOf {
  readonly scenario: Scenario;
  readonly series: Series;
  readonly t: Translate;
  readonly language: Language;
  readonly colors: PictureColors;
}

const GAP = 8;
const RATE_LENGTH_MIN = 70;

export const figuresSvg =
  (of: FiguresOf) =>
  ({ nodes, edges }: Shown): string => {
    const figures = new Map(
      nodes.flatMap(([id, doc]): [NodeId, NodeFigure][] => (isMeasured(of.series, id) ? [[id, nodeFigure(of.series, id, doc, of.language)]] : [])),
    );
    const isHot = ({ from, to }: EdgeDoc): boolean =>
      figures.get(to)?.isHot === true || (of.scenario.model.nodes[from]?.kind === 'producer' && figures.get(from)?.isHot === true);
    return [
      ...edges.map((edge) => traffic(of, edge, isHot(edge[1]))),
      ...nodes.map(([id, doc]) => {
        const figure = figures.get(id);
        return figure === undefined ? '' : doc.kind === 'broker' ? ofBroker(of, id, figure) : ofNode(of, id, figure);
      }),
    ].join('\n');
  };

/** A line as wide as the rate, and the rate half way along it. */
function traffic({ scenario, series, colors, language }: FiguresOf, [id, edge]: readonly [EdgeId, EdgeDoc], isHot: boolean): string {
  const kind = scenario.model.nodes[edge.from]?.kind;
  const rate = kind === undefined ? 0 : series.rate(series.column(id, 'records'), rateWindowUs(kind));
  if (!(rate > 0)) return '';
  const [source, target] = [sourcePoint(positionOf(scenario, edge.from)), targetPoint(positionOf(scenario, edge.to))];
  const line = `<path d="${edgePath(source, target).d}" fill="none" stroke="${colors[isHot ? 'flow-hot' : 'flow']}" stroke-opacity="0.32" stroke-width="${round(edgeWidth(rate))}"/>`;
  const [, , x = 0, y = 0] = edgePoints(source, target, 3);
  if (Math.hypot(target.x - source.x, target.y - source.y) < RATE_LENGTH_MIN) return line;
  const text = formatRate(rate, language);
  const style = { size: 11, weight: 500, color: colors.text, anchor: 'middle' } as const;
  const width = textWidth(text, style) + 12;
  const plate = `<rect x="${round(x - width / 2)}" y="${round(y - 9)}" width="${round(width)}" height="18" rx="9" fill="${colors.surface}" stroke="${colors.border}"/>`;
  return line + plate + textSvg(text, x, y + 4, style);
}

function ofNode({ scenario, t, colors }: FiguresOf, id: NodeId, { cells, bar }: NodeFigure): string {
  const at = positionOf(scenario, id);
  const [left, top] = [at.x + LIVE_AREA.x, at.y + LIVE_AREA.y];
  const width = (LIVE_AREA.width - GAP) / 2;
  const firstY = top + (bar === undefined ? 9 : 7) + 4;
  const written = cells.map((cell, i) => ofCell(t, colors, cell, left + (i % 2) * (width + GAP), firstY + (i >> 1) * 16, width));
  return written.join('') + (bar === undefined ? '' : barSvg(colors, bar, left, top + LIVE_AREA.height - 3, LIVE_AREA.width));
}

function ofCell(t: Translate, colors: PictureColors, { label, value, tone }: Cell, x: number, y: number, width: number): string {
  const color = { plain: colors.text, good: colors.ok, warn: colors.warn, bad: colors.bad }[tone];
  return (
    textSvg(t(`flow.${label}`), x, y, { size: 11, color: colors['text-2'] }) + textSvg(value, x + width, y, { size: 12, weight: 600, color, anchor: 'end' })
  );
}

function ofBroker({ scenario, colors }: FiguresOf, id: NodeId, { headline, cells, bar }: NodeFigure): string {
  const right = positionOf(scenario, id).x + sizeOf(scenario, id).width - LIVE_AREA.x;
  const middle = positionOf(scenario, id).y + BROKER_HEADER / 2;
  const share = cells[1];
  const text = share === undefined || bar === undefined ? headline : `${headline} · ${share.value}`;
  const written = textSvg(text, right, middle + 1, { size: 12, weight: 600, color: colors.text, anchor: 'end' });
  return written + (bar === undefined ? '' : barSvg(colors, bar, right - BROKER_LIVE_WIDTH, middle + 7, BROKER_LIVE_WIDTH));
}

function barSvg(colors: PictureColors, { share, tone }: NonNullable<NodeFigure['bar']>, x: number, y: number, width: number): string {
  const color = { plain: colors.accent, good: colors.accent, warn: colors.warn, bad: colors.bad }[tone];
  return `<rect x="${x}" y="${y}" width="${width}" height="3" fill="${colors.border}"/><rect x="${x}" y="${y}" width="${round(width * share)}" height="3" fill="${color}"/>`;
}
