/** A note or a frame in a picture. What a note marks as bold, code or list is shown by its words. */
import type { NoteDoc } from '#core/scenario/scenario.ts';
import type { PictureColors } from './pictureColors.ts';
import { fit, textSvg, wrap } from './svgText.ts';

const LINE = 17;
const INSET = 10;

export function noteSvg({ kind, color, x, y, width, height }: NoteDoc, text: string, colors: PictureColors): string {
  const [sheet, line] = [colors[`note-${color}`], colors[`note-${color}-line`]];
  if (kind === 'frame') {
    const name = { size: 13, color: colors.text, weight: 600 } as const;
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${sheet}" fill-opacity="0.35" stroke="${line}" stroke-width="2"/>${textSvg(fit(text, width - 24, name), x + 12, y + 21, name)}`;
  }
  const lines = text.split('\n').flatMap((one) => linesOf(one, width - 2 * INSET));
  const shown = lines.slice(0, Math.max(1, Math.floor((height - 2 * INSET) / LINE)));
  const written = shown.map((one, i) => textSvg(one.text, x + INSET, y + INSET + 13 + i * LINE, { size: one.size, weight: one.weight, color: colors.text }));
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${sheet}" stroke="${line}"/>${written.join('')}`;
}

interface Line {
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 600;
}

/** The lines one line of the text takes; a heading is larger, an item has its dot. */
function linesOf(source: string, width: number): Line[] {
  const heading = /^#{1,3}\s+(.*)$/.exec(source);
  const style = heading === null ? ({ size: 12, weight: 400 } as const) : ({ size: 14, weight: 600 } as const);
  const plain = (heading?.[1] ?? source)
    .replace(/^\s*[-*•]\s+/, '• ')
    .replaceAll(/\*\*([^*]+)\*\*|`([^`]+)`/g, '$1$2')
    .replaceAll(/\[([^[\]]+)\]\([^()\s]+\)/g, '$1');
  const lines = wrap(plain, width, style);
  return (lines.length === 0 ? [''] : lines).map((text) => ({ text, ...style }));
}
