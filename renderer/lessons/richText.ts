/** The little markup a lesson's text has: paragraphs divided by an empty line, `code` in backticks, **bold** in stars. */
export interface TextPiece {
  readonly kind: 'plain' | 'code' | 'bold';
  readonly text: string;
}

const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*/g;

export function parseLine(text: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKED)) {
    if (match.index > from) pieces.push({ kind: 'plain', text: text.slice(from, match.index) });
    const [whole, code, bold] = match;
    pieces.push(code === undefined ? { kind: 'bold', text: bold ?? '' } : { kind: 'code', text: code });
    from = match.index + whole.length;
  }
  return from < text.length ? [...pieces, { kind: 'plain', text: text.slice(from) }] : pieces;
}

/** Lines of a paragraph are one: Chinese, which has no spaces, is written on one line. */
export const parseText = (text: string): readonly (readonly TextPiece[])[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => parseLine(paragraph.trim().replace(/\s*\n\s*/g, ' ')))
    .filter((pieces) => pieces.length > 0);

/** Without the marks: for names read aloud. */
export const plainText = (text: string): string =>
  parseLine(text)
    .map((piece) => piece.text)
    .join('');
