import { expect, it } from 'vitest';
import { importedDoc, sourceFiles } from '#core/compose/import/importedDoc.ts';

it('gives back every byte, whatever ends the lines', () => {
  const files = ['', '\n', 'a', 'a\n', 'a\r\nb\r\n', 'a\rb', '\n\na\n\n'].map((text, i) => ({ path: `${i}.yml`, text }));
  const doc = importedDoc('compose', files);
  expect(sourceFiles(doc)).toEqual(files);
  expect(doc.files.map(({ lines }) => lines.length)).toEqual([0, 1, 1, 1, 2, 1, 4]);
});
