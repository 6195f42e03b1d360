/**
 * The diagram as a picture of its own, drawn from the document: frames, components with their settings, wires with what they are
 * bound by, notes, and where asked for the figures of a run at the instant shown. Shapes and letters, no page: it is sharp at
 * any size, in any program, with the reader's own Chinese fonts.
 */
import { kindShape } from '#core/report/kindShapes.ts';
import { escapeMarkup } from '#core/base/markup.ts';
import { byId } from '#core/scenario/lookup.ts';
import type { EdgeDoc, EdgeId, NodeDoc, NodeId, NoteDoc, NoteId, Scenario } from '#core/scenario/scenario.ts';
import type { Language } from '../charts/format.ts';
import { edgeLabel, edgeLook } from '../canvas/edges/edgeLabel.ts';
import { edgePath, edgePoints } from '../canvas/edges/edgePath.ts';
import { brokerOf, positionOf, sizeOf } from '../canvas/frames.ts';
import { BROKER_HEADER, BROKER_LIVE_WIDTH, LIVE_AREA, NODE_HEIGHT, NODE_WIDTH, sourcePoint, targetPoint } from '../canvas/nodes/geometry.ts';
import { summaryOf } from '../canvas/nodes/summary.ts';
import { localText, type Translate } from '../i18n/i18n.ts';
import { kindIcon } from './kindMarkup.ts';
import { noteSvg } from './noteSvg.ts';
import { FONT, type PictureColors } from './pictureColors.ts';
import { fit, round, textSvg, textWidth } from './svgText.ts';

export interface PictureOf {
  readonly scenario: Scenario;
  /** These components and notes alone, with the wires between them; left out: all. */
  readonly only?: { readonly nodes: readonly NodeId[]; readonly notes?: readonly NoteId[] } | undefined;
  readonly t: Translate;
  readonly language: Language;
  readonly colors: PictureColors;
  /** Drawn on the canvas' ground, or on nothing. */
  readonly hasGround: boolean;
  /** What is drawn over wires and components: the figures of a run. */
  readonly overlay?: ((shown: Shown) => string) | undefined;
  /** Kept within, so that the picture can be opened as the design it is of. */
  readonly source?: string | undefined;
}

export interface Shown {
  readonly nodes: readonly (readonly [NodeId, NodeDoc])[];
  readonly edges: readonly (readonly [EdgeId, EdgeDoc])[];
}

export interface Drawn {
  readonly svg: string;
  /** Of the canvas, in its pixels: where the picture begins, and how large it is. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
const BADGE = { width: 30, height: 22, depth: 6 } as const;
const LABEL_BELOW = 22;
const DASHES = { plain: '', binding: '', deadLetters: ' stroke-dasharray="6 4"', alternate: ' stroke-dasharray="2 4"' } as const;

/** Undefined where there is nothing to draw. */
export function canvasSvg(picture: PictureOf): Drawn | undefined {
  const { scenario, only, colors, overlay, source } = picture;
  const nodes = byId(scenario.model.nodes).filter(([id]) => only?.nodes.includes(id) ?? true);
  const there = new Set(nodes.map(([id]) => id));
  const edges = byId(scenario.model.edges).filter(([, { from, to }]) => there.has(from) && there.has(to));
  const notes = Object.entries(scenario.view.notes ?? {}).filter(([id]) => only === undefined || only.notes?.includes(id) === true);
  const area = areaOf([...nodes.map(([id]) => ({ ...positionOf(scenario, id), ...sizeOf(scenario, id) })), ...notes.map(([, note]) => note)]);
  if (area === undefined) return undefined;
  const { left, top, width, height } = area;
  const sheets = (kind: NoteDoc['kind']) =>
    notes.filter(([, note]) => note.kind === kind).map(([, note]) => noteSvg(note, localText(note.text, picture.language), colors));
  const isFrame = ([, doc]: readonly [NodeId, NodeDoc]) => doc.kind === 'broker';
  const parts = [
    source === undefined ? '' : `<metadata>${escapeMarkup(source)}</metadata>`,
    `<title>${escapeMarkup(localText(scenario.view.title, picture.language))}</title>`,
    picture.hasGround ? `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colors.canvas}"/>` : '',
    ...sheets('frame'),
    ...nodes.filter(isFrame).map(([id, doc]) => frame(picture, id, doc)),
    ...edges.map(([, edge]) => wire(picture, edge)),
    ...nodes.filter((one) => !isFrame(one)).map(([id, doc]) => component(picture, id, doc)),
    overlay === undefined ? '' : overlay({ nodes, edges }),
    ...sheets('note'),
  ];
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="${escapeMarkup(FONT)}">`;
  return { svg: `${head}\n${parts.filter((part) => part !== '').join('\n')}\n</svg>\n`, left, top, width, height };
}

type Placed = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

function areaOf(boxes: readonly Placed[]): Pick<Drawn, 'left' | 'top' | 'width' | 'height'> | undefined {
  if (boxes.length === 0) return undefined;
  const least = (of: (box: Placed) => number) => Math.floor(boxes.reduce((n, box) => Math.min(n, of(box)), Number.POSITIVE_INFINITY));
  const most = (of: (box: Placed) => number) => Math.ceil(boxes.reduce((n, box) => Math.max(n, of(box)), Number.NEGATIVE_INFINITY));
  const [left, top] = [least((box) => box.x) - MARGIN, least((box) => box.y) - MARGIN];
  return { left, top, width: most((box) => box.x + box.width) + MARGIN - left, height: most((box) => box.y + box.height) + MARGIN - top };
}

function frame({ scenario, t, colors }: PictureOf, id: NodeId, doc: NodeDoc): string {
  const { x, y } = positionOf(scenario, id);
  const { width, height } = sizeOf(scenario, id);
  const color = colors['kind-broker'];
  const room = width - 46 - BROKER_LIVE_WIDTH - 20;
  const about = { size: 11, color: colors['text-3'] } as const;
  const name = { size: 13, color: colors.text, weight: 600 } as const;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${color}" fill-opacity="0.06" stroke="${colors['border-strong']}" stroke-dasharray="4 3"/>`,
    badge('broker', x + 8, y + (BROKER_HEADER - BADGE.height) / 2, color),
    textSvg(fit(doc.name, room, name), x + 46, y + 17, name),
    textSvg(fit(summaryOf(doc, undefined, t).join(' · '), room, about), x + 46, y + 32, about),
  ].join('');
}

function component({ scenario, t, colors }: PictureOf, id: NodeId, doc: NodeDoc): string {
  const { x, y } = positionOf(scenario, id);
  const broker = brokerOf(doc);
  const [first, second] = summaryOf(doc, broker === undefined ? undefined : scenario.model.nodes[broker]?.name, t);
  const color = colors[`kind-${doc.kind}`];
  const name = { size: 13, color: colors.text, weight: 600 } as const;
  const about = { size: 11, color: colors['text-2'] } as const;
  const room = NODE_WIDTH - 30;
  return [
    body(doc.kind, x, y, colors),
    badge(doc.kind, x + 12, y + 8, color),
    textSvg(fit(doc.name, NODE_WIDTH - 50 - 14, name), x + 50, y + 23.5, name),
    textSvg(fit(first, room, about), x + 14, y + 44, about),
    textSvg(fit(second, room, about), x + 14, y + 58, { ...about, color: colors['text-3'] }),
    `<path d="M${x + 10} ${y + LIVE_AREA.y - 2}h${NODE_WIDTH - 22}" stroke="${colors.border}" stroke-opacity="0.6"/>`,
  ].join('');
}

/** The shape of its kind, as the canvas has it. */
function body(kind: NodeDoc['kind'], x: number, y: number, colors: PictureColors): string {
  const { outline, solid, lines } = kindShape(kind, { width: NODE_WIDTH, height: NODE_HEIGHT, depth: 12 });
  const color = colors[`kind-${kind}`];
  const parts = [
    `<path d="${outline}" fill="${colors.surface}" stroke="${color}" stroke-opacity="0.55"/>`,
    solid === '' ? '' : `<path d="${solid}" fill="${color}"/>`,
    lines === '' ? '' : `<path d="${lines}" fill="none" stroke="${color}" stroke-width="1.25"/>`,
  ];
  return `<g transform="translate(${x} ${y})">${parts.join('')}</g>`;
}

/** A kind's sign: its icon in its shape, small. */
function badge(kind: NodeDoc['kind'], x: number, y: number, color: string): string {
  const { outline, solid, lines } = kindShape(kind, BADGE);
  const parts = [
    `<path d="${outline}" fill="${color}" fill-opacity="0.12" stroke="${color}" stroke-opacity="0.7"${kind === 'broker' ? ' stroke-dasharray="3 2"' : ''}/>`,
    solid === '' ? '' : `<path d="${solid}" fill="${color}"/>`,
    lines === '' ? '' : `<path d="${lines}" fill="none" stroke="${color}"/>`,
    kindIcon(kind, (BADGE.width - 12) / 2, (BADGE.height - 12) / 2, 12, color),
  ];
  return `<g transform="translate(${x} ${y})">${parts.join('')}</g>`;
}

function wire({ scenario, t, colors }: PictureOf, edge: EdgeDoc): string {
  const [from, to] = [scenario.model.nodes[edge.from], scenario.model.nodes[edge.to]];
  const [source, target] = [sourcePoint(positionOf(scenario, edge.from)), targetPoint(positionOf(scenario, edge.to))];
  const look = edgeLook(edge, from, to);
  const line = colors['border-strong'];
  const drawn = [
    `<path d="${edgePath(source, target).d}" fill="none" stroke="${line}" stroke-width="1.5"${DASHES[look]}/>`,
    `<path d="M${target.x - 8} ${target.y - 4}l8 4l-8 4z" fill="${line}"/>`,
  ];
  const text = edgeLabel(edge, look, from?.kind === 'exchange' ? from.type : undefined, t);
  if (text === undefined || text === '') return drawn.join('');
  const style = { size: 11, color: colors['text-2'], anchor: 'middle' } as const;
  const [, , x = 0, y = 0] = edgePoints(source, target, 3);
  const width = textWidth(text, style) + 8;
  const plate = `<rect x="${round(x - width / 2)}" y="${round(y + LABEL_BELOW - 9)}" width="${round(width)}" height="18" rx="3" fill="${colors.surface}"/>`;
  return [...drawn, plate, textSvg(text, x, y + LABEL_BELOW + 4, style)].join('');
}
