/**
 * The design as a picture: frames, nodes in the colour of their kind with its name, and arrows with the run's mean rate. Drawn from
 * the document's own positions; a node without one is put below the rest.
 */
import { KIND_NAMES } from '../scenario/issueText.ts';
import { byId } from '../scenario/lookup.ts';
import type { NodeDoc, NodeId, Scenario } from '../scenario/scenario.ts';
import { escapeMarkup } from './markup.ts';
import { kindColor } from './palette.ts';
import type { ReportLanguage } from './words.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 208;
const HEIGHT = 72;
const FRAME = { width: 272, height: 208 };
const GAP = 40;
const MARGIN = 24;
const PER_ROW = 4;

/** `label` gives what an edge carried, as text; '' for none. */
export function designSvg({ model, view }: Scenario, language: ReportLanguage, label: (edge: string) => string): string {
  const entries = byId(model.nodes);
  if (entries.length === 0) return '';
  const boxes = place(entries, view);
  const frames = entries.filter(([, doc]) => doc.kind === 'broker');
  const nodes = entries.filter(([, doc]) => doc.kind !== 'broker');
  const edges = byId(model.edges);
  const all = [...boxes.values()];
  const left = Math.min(...all.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...all.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...all.map((b) => b.x + b.width)) + MARGIN - left;
  const height = Math.max(...all.map((b) => b.y + b.height)) + MARGIN - top;
  const lines = edges.flatMap(([id, { from, to }]) => {
    const [a, b] = [boxes.get(from), boxes.get(to)];
    return a === undefined || b === undefined ? [] : [arrow(a, b, label(id))];
  });
  return [
    `<svg viewBox="${left} ${top} ${width} ${height}" role="img" aria-label="${escapeMarkup(nodes.map(([, doc]) => doc.name).join(', '))}" style="max-width:${Math.round(width)}px">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="var(--text-2)"/></marker></defs>',
    ...frames.map(([id, doc]) => frame(boxes.get(id), doc)),
    ...lines,
    ...nodes.map(([id, doc]) => node(boxes.get(id), doc, language)),
    '</svg>',
  ].join('\n');
}

function place(entries: readonly (readonly [NodeId, NodeDoc])[], { positions, sizes }: Scenario['view']): Map<NodeId, Box> {
  const placed = Object.values(positions);
  const bottom = placed.length === 0 ? 0 : Math.max(...placed.map(({ y }) => y)) + FRAME.height;
  let lost = 0;
  return new Map(
    entries.map(([id, doc]): [NodeId, Box] => {
      const size = doc.kind === 'broker' ? (sizes?.[id] ?? FRAME) : { width: WIDTH, height: HEIGHT };
      const known = Object.hasOwn(positions, id) ? positions[id] : undefined;
      const at = known ?? { x: (lost % PER_ROW) * (FRAME.width + GAP), y: bottom + Math.floor(lost / PER_ROW) * (FRAME.height + GAP) };
      if (known === undefined) lost++;
      return [id, { ...at, ...size }];
    }),
  );
}

function frame(box: Box | undefined, doc: NodeDoc): string {
  if (box === undefined) return '';
  const { x, y, width, height } = box;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="none" stroke="${kindColor('broker')}" stroke-dasharray="6 4"/><text x="${x + 12}" y="${y + 24}" font-weight="600">${escapeMarkup(short(doc.name, width - 24))}</text>`;
}

function node(box: Box | undefined, doc: NodeDoc, language: ReportLanguage): string {
  if (box === undefined) return '';
  const { x, y, width, height } = box;
  const color = kindColor(doc.kind);
  return [
    `<g><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="var(--bg)" stroke="${color}"/>`,
    `<rect x="${x}" y="${y + 8}" width="4" height="${height - 16}" fill="${color}"/>`,
    `<text x="${x + 16}" y="${y + 30}" font-weight="600">${escapeMarkup(short(doc.name, width - 32))}</text>`,
    `<text x="${x + 16}" y="${y + 52}" class="dim">${escapeMarkup(KIND_NAMES[doc.kind][language])}</text></g>`,
  ].join('');
}

/** From the right side to the left side; what leads back bends below. */
function arrow(a: Box, b: Box, text: string): string {
  const [x1, y1] = [a.x + a.width, a.y + a.height / 2];
  const [x2, y2] = [b.x, b.y + b.height / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  const drawn = `<path d="${path}" fill="none" stroke="var(--text-2)" stroke-width="1.5" marker-end="url(#tip)"/>`;
  if (text === '') return drawn;
  return `${drawn}<text x="${(x1 + x2) / 2}" y="${(y1 + y2) / 2 - 6}" text-anchor="middle" class="dim">${escapeMarkup(text)}</text>`;
}

/** Cut where the box would end: a wide character is about 12 px, others 7. */
function short(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const c of text) {
    used += c > '\u2e7f' ? 12 : 7;
    if (used > width) return `${kept}…`;
    kept += c;
  }
  return kept;
}
