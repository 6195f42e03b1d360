import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type NoteBlock, parseNoteText, parseSpans } from '../../core/report/noteText.ts';

const shown = (blocks: readonly NoteBlock[]): string =>
  blocks
    .flatMap((block) => (block.kind === 'list' ? block.items : [block.spans]))
    .flat()
    .map((span) => span.text)
    .join('');

test('headings, paragraphs, lists, bold, code and links', () => {
  expect(parseNoteText('# Why\nfirst\nline\n\n- **one**\n- `two`\n1. three [doc](https://kafka.apache.org)')).toEqual([
    { kind: 'heading', spans: [{ kind: 'text', text: 'Why' }] },
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'first\nline' }] },
    { kind: 'list', isNumbered: false, items: [[{ kind: 'bold', text: 'one' }], [{ kind: 'code', text: 'two' }]] },
    {
      kind: 'list',
      isNumbered: true,
      items: [
        [
          { kind: 'text', text: 'three ' },
          { kind: 'link', text: 'doc', address: 'https://kafka.apache.org' },
        ],
      ],
    },
  ]);
});

test('markup of a page is text like any other, and so are marks that do not end', () => {
  const text = '<b onclick="x">**bold `code [name](';
  expect(parseSpans(text)).toEqual([{ kind: 'text', text }]);
});

test('no text is lost but marks', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const kept = shown(parseNoteText(text));
      for (const c of kept) expect(text).toContain(c);
      expect(/[`*[\]#\-•\d\s]/.test(text) || kept === text).toBe(true);
    }),
  );
});
