/**
 * The text of a note, as blocks: headings, paragraphs and lists with bold, code and links in them. A small part of Markdown, read
 * so that any text is one: what is no mark stays what it is. Whoever shows it writes text, never markup.
 */
export interface NoteSpan {
  readonly kind: 'text' | 'bold' | 'code' | 'link';
  readonly text: string;
  /** Links only: named, not followed. */
  readonly address?: string;
}

export type NoteBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly spans: readonly NoteSpan[] }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly (readonly NoteSpan[])[] };

const ITEM = /^\s*(?:([-*•])|\d{1,3}[.)])\s+(.*)$/;
const HEADING = /^#{1,3}\s+(.*)$/;
/** No mark holds a mark: each pattern ends at the first end it meets, so reading takes linear time. */
const MARK = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\[([^[\]\n]+)\]\(([^()\s]+)\)/g;

export function parseNoteText(text: string): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  let isNumbered = false;
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', spans: parseSpans(paragraph.join('\n')) });
    paragraph = [];
  };
  const endList = () => {
    if (items.length > 0) blocks.push({ kind: 'list', isNumbered, items: items.map(parseSpans) });
    items = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const item = ITEM.exec(line);
    const heading = HEADING.exec(line);
    if (item !== null) {
      endParagraph();
      const isNumber = item[1] === undefined;
      if (isNumber !== isNumbered) endList();
      isNumbered = isNumber;
      items.push(item[2] ?? '');
      continue;
    }
    endList();
    if (heading !== null) {
      endParagraph();
      blocks.push({ kind: 'heading', spans: parseSpans(heading[1] ?? '') });
    } else if (line.trim() === '') endParagraph();
    else paragraph.push(line);
  }
  endParagraph();
  endList();
  return blocks;
}

export function parseSpans(text: string): NoteSpan[] {
  const spans: NoteSpan[] = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    const [whole, code, bold, name, address] = match;
    if (match.index > at) spans.push({ kind: 'text', text: text.slice(at, match.index) });
    if (code !== undefined) spans.push({ kind: 'code', text: code });
    else if (bold !== undefined) spans.push({ kind: 'bold', text: bold });
    else if (name !== undefined) spans.push({ kind: 'link', text: name, address: address ?? '' });
    at = match.index + whole.length;
  }
  if (at < text.length) spans.push({ kind: 'text', text: text.slice(at) });
  return spans;
}
