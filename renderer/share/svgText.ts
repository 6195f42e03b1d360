/** Text in a picture: cut and broken by estimated widths, for nobody measures it before it is drawn somewhere else. */
import { escapeMarkup } from '#core/base/markup.ts';

export interface TextStyle {
  readonly size: number;
  readonly color: string;
  readonly weight?: 400 | 500 | 600;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** In parts of the font's size: a Chinese character fills its square, others a little more than half of one. */
export function textWidth(text: string, { size, weight = 400 }: Pick<TextStyle, 'size' | 'weight'>): number {
  let ems = 0;
  for (const c of text) ems += isWide(c) ? 1 : "iljtfr.,:;!|'()[] ".includes(c) ? 0.36 : c >= 'A' && c <= 'Z' ? 0.68 : c === 'm' || c === 'w' ? 0.85 : 0.58;
  return ems * size * (weight >= 600 ? 1.05 : 1);
}

const isWide = (c: string): boolean => c > '\u2e7f';

export function fit(text: string, width: number, style: Pick<TextStyle, 'size' | 'weight'>): string {
  if (textWidth(text, style) <= width) return text;
  let kept = '';
  for (const c of text) {
    if (textWidth(`${kept}${c}…`, style) > width) break;
    kept += c;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines no wider than `width`: broken at spaces, and anywhere between Chinese characters. */
export function wrap(text: string, width: number, style: Pick<TextStyle, 'size' | 'weight'>): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    if (line !== '' && textWidth((line + word).trimEnd(), style) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? word.trimStart() : word;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** `y` is the base line. */
export function textSvg(text: string, x: number, y: number, { size, color, weight = 400, anchor = 'start' }: TextStyle): string {
  if (text === '') return '';
  const attributes = `${weight === 400 ? '' : ` font-weight="${weight}"`}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${color}"${attributes}>${escapeMarkup(text)}</text>`;
}

export const round = (value: number): number => Math.round(value * 100) / 100;
