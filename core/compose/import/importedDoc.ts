/** Files as a design keeps them, and the other way round: cut behind each line feed, so joined they are the file, byte for byte. */
import type { ImportedDoc, ImportFormat } from '../../scenario/scenario.ts';
import type { SourceFile } from './imported.ts';

export const importedDoc = (format: ImportFormat, files: Iterable<SourceFile>): ImportedDoc => ({
  format,
  files: Array.from(files, ({ path, text }) => ({ path, lines: linesOf(text) })),
});

/** The files of a design as they were given. */
export const sourceFiles = ({ files }: ImportedDoc): SourceFile[] => files.map(({ path, lines }) => ({ path, text: lines.join('') }));

/** Nothing of an empty text. */
const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));
