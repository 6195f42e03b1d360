/** Short ways to a project for the tests of the import. */
import { readProject } from '#core/compose/import/readProject.ts';
import type { ComposeService, ComposeSource } from '#core/compose/import/project.ts';
import { must } from '#core/base/assert.ts';

export const filesOf = (files: Readonly<Record<string, string>>): { path: string; text: string }[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

/** Of one text or of files by path. */
export function projectOf(files: string | Readonly<Record<string, string>>): ComposeSource {
  const read = readProject(filesOf(typeof files === 'string' ? { 'compose.yaml': files } : files));
  if (!read.isOk) throw new Error(read.faults.map((f) => `${f.place.file}:${f.place.line}:${f.place.column} ${f.text.en}`).join('\n'));
  return read.source;
}
export function faultsOf(files: string | Readonly<Record<string, string>>): string[] {
  const read = readProject(filesOf(typeof files === 'string' ? { 'compose.yaml': files } : files));
  return read.isOk ? [] : read.faults.map((f) => `${f.place.file}:${f.place.line}:${f.place.column} ${f.text.en}`);
}
export const serviceOf = (source: ComposeSource, name: string): ComposeService =>
  must(
    source.services.find((s) => s.name === name),
    name,
  );
export const envOf = (source: ComposeSource, name: string): Record<string, string> =>
  Object.fromEntries([...serviceOf(source, name).environment].map(([key, text]) => [key, text.value]));
export const notesOf = (source: ComposeSource): string[] => source.notes.map((n) => `${n.code} ${n.place.file}:${n.place.line}`);
