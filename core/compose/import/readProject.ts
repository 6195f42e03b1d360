/**
 * Reads the given files as a compose project, whatever its version: v1 with its services at the root, v2, v3 and the Compose
 * Specification. It gives the project or says why not, and never throws; nothing is fetched or run, and no path is looked for outside
 * the given files.
 */
import { LIMITS } from '../../base/limits.ts';
import { chooseFiles } from './chooseFiles.ts';
import type { Finding, ImportFault, SourceFile } from './imported.ts';
import { Loader } from './loadFiles.ts';
import { folderOf, resolvePath } from './paths.ts';
import type { ComposeService, ComposeSource, Text } from './project.ts';
import { faultAt, readFault, readNote } from './readNotes.ts';
import { readService } from './readService.ts';
import { at, entriesOf, itemsOf, scalarAt, scalarOf, type ScalarValue } from './value.ts';

export type ProjectResult = { readonly isOk: true; readonly source: ComposeSource } | { readonly isOk: false; readonly faults: readonly ImportFault[] };

/** `order`: the paths of the compose files as they lie over one another; left out, they are found as Compose finds them. */
export function readProject(given: readonly SourceFile[], order?: readonly string[]): ProjectResult {
  const top = { file: given[0]?.path ?? '', line: 1, column: 1 };
  if (given.length > LIMITS.importFiles) return refused([faultAt(top, readFault.files(LIMITS.importFiles))]);
  const { files, notes, faults } = byPath(given);
  if (faults.length > 0) return refused(faults);
  const { paths, others } = order === undefined ? chooseFiles(files) : { paths: order.filter((path) => files.has(path)), others: [] };
  const first = paths[0];
  if (first === undefined) return refused([faultAt(top, readFault.noFile())]);

  const loader = new Loader(files);
  const folder = folderOf(first);
  const lookup = loader.variables(folder, () => undefined);
  const root = loader.project(paths, folder, lookup, []);
  if (loader.faults.length > 0) return refused(loader.faults);
  for (const other of others) if (!loader.hasRead(other)) notes.push(readNote.otherFile(other, first)({ file: other, line: 1, column: 1 }));
  const services = at(root, 'services');
  if (root === undefined || services?.kind !== 'map') return refused([faultAt({ file: first, line: 1, column: 1 }, readFault.noServices())]);
  const entries = entriesOf(services);
  if (entries.length > LIMITS.importServices) return refused([faultAt(services.at, readFault.services(LIMITS.importServices))]);

  loader.checkKeys(root, 'file');
  const read = entries.map(([name, entry]) => readService(loader, root, name, entry, lookup));
  const links = linkNames(entries);
  const source: ComposeSource = {
    name: textOf(scalarAt(root, 'name'), 'text'),
    // `version: 3.10` is no number.
    version: textOf(scalarAt(root, 'version'), 'raw'),
    services: read.map((service) => withLinks(service, links.get(service.name) ?? [])),
    files,
    notes: atMost([...notes, ...loader.notes]),
  };
  return { isOk: true, source };
}

const textOf = (scalar: ScalarValue | undefined, as: 'raw' | 'text'): Text | undefined =>
  scalar === undefined ? undefined : { value: scalar[as], at: scalar.at, isPlain: scalar.isPlain };

function atMost(notes: readonly Finding[]): readonly Finding[] {
  const next = notes[LIMITS.issues];
  return next === undefined ? notes : [...notes.slice(0, LIMITS.issues), readNote.more(notes.length - LIMITS.issues)(next.place)];
}

const refused = (faults: readonly ImportFault[]): ProjectResult => ({ isOk: false, faults: faults.slice(0, 10) });

/** Files by the path they have in the folder. What is not inside of it, or is too large to be a part of a project, is left out. */
function byPath(given: readonly SourceFile[]): { files: Map<string, SourceFile>; notes: Finding[]; faults: ImportFault[] } {
  const files = new Map<string, SourceFile>();
  const notes: Finding[] = [];
  const faults: ImportFault[] = [];
  for (const file of given) {
    const place = { file: file.path, line: 1, column: 1 };
    const path = resolvePath('', file.path);
    if (path === undefined || path === '') notes.push(readNote.path(file.path)(place));
    else if (file.text.length > LIMITS.importFileBytes && !/\.ya?ml$/i.test(path)) notes.push(readNote.tooLarge(path)(place));
    else if (files.has(path)) faults.push(faultAt(place, readFault.twice(path)));
    else files.set(path, path === file.path ? file : { ...file, path });
  }
  return { files, notes, faults };
}

/** Names that other services call each by: `links: [db:database]`. */
function linkNames(entries: ReturnType<typeof entriesOf>): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [, entry] of entries)
    for (const link of itemsOf(at(entry.value, 'links'))) {
      const [to = '', alias = ''] = (scalarOf(link)?.text ?? '').split(':');
      if (alias !== '') names.set(to, [...(names.get(to) ?? []), alias].slice(0, LIMITS.importServices));
    }
  return names;
}
const withLinks = (service: ComposeService, names: readonly string[]): ComposeService =>
  names.length === 0 ? service : { ...service, aliases: [...new Set([...service.aliases, ...names])] };
