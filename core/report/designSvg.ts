/**
 * The design as a picture: frames, components in the shape and colour of their kind with their name, and arrows with the run's
 * mean rate.
 */
import { KIND_NAMES } from '../scenario/issueText.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { pictureOf, type PictureNode, type PictureWire } from './designPicture.ts';
import { kindShape } from './kindShapes.ts';
import { escapeMarkup } from '../base/markup.ts';
import { kindColor } from './palette.ts';
import type { ReportLanguage } from './words.ts';

const HEIGHT = 72;
const DEPTH = 12;

/** `label` gives what an edge carried, as text; '' for none. */
export function designSvg(scenario: Scenario, language: ReportLanguage, label: (edge: string) => string): string {
  const picture = pictureOf(scenario, HEIGHT);
  if (picture === undefined) return '';
  const { bounds, frames, wires, nodes } = picture;
  return [
    `<svg viewBox="${bounds.x} ${bounds.y} ${bounds.width} ${bounds.height}" role="img" aria-label="${escapeMarkup(nodes.map(({ name }) => name).join(', '))}" style="max-width:${Math.round(bounds.width)}px">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="var(--text-2)"/></marker></defs>',
    ...frames.map(frame),
    ...wires.map((wire) => arrow(wire, label(wire.id))),
    ...nodes.map((node) => component(node, language)),
    '</svg>',
  ].join('\n');
}

function frame({ name, box: { x, y, width, height } }: PictureNode): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="none" stroke="${kindColor('broker')}" stroke-dasharray="6 4"/><text x="${x + 12}" y="${y + 24}" font-weight="600">${escapeMarkup(short(name, width - 24))}</text>`;
}

function component({ kind, name, box: { x, y, width, height } }: PictureNode, language: ReportLanguage): string {
  const color = kindColor(kind);
  const { outline, solid, lines } = kindShape(kind, { width, height, depth: DEPTH });
  return [
    `<g transform="translate(${x} ${y})"><path d="${outline}" fill="var(--bg)" stroke="${color}"/>`,
    solid === '' ? '' : `<path d="${solid}" fill="${color}"/>`,
    lines === '' ? '' : `<path d="${lines}" fill="none" stroke="${color}"/>`,
    `<text x="18" y="30" font-weight="600">${escapeMarkup(short(name, width - 36))}</text>`,
    `<text x="18" y="52" class="dim">${escapeMarkup(KIND_NAMES[kind][language])}</text></g>`,
  ].join('');
}

function arrow({ path, middle }: PictureWire, text: string): string {
  const drawn = `<path d="${path}" fill="none" stroke="var(--text-2)" stroke-width="1.5" marker-end="url(#tip)"/>`;
  if (text === '') return drawn;
  return `${drawn}<text x="${middle.x}" y="${middle.y - 6}" text-anchor="middle" class="dim">${escapeMarkup(text)}</text>`;
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
