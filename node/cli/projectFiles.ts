/**
 * Files to import, from the command line: files by name, or folders in which only known names are looked for. No symbolic link is
 * followed out of a folder, and nothing of it is run. More and larger files than an import takes are left out, and said.
 */
import { type Dirent } from 'node:fs';
import { lstat, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { LIMITS } from '#core/base/limits.ts';
import type { SourceFile } from '#core/compose/import/imported.ts';
import { readText } from './readFile.ts';
import { complain } from './loadScenario.ts';
import type { Terminal } from './terminal.ts';
import { word } from './words.ts';

/** What compose projects consist of and an import reads. */
const KNOWN =
  /^(?:(?:docker-)?compose[^/]*\.ya?ml|\.env(?:\..*)?|.*\.env|definitions[^/]*\.json|rabbitmq\.conf|enabled_plugins|(?:broker|activemq|artemis)\.xml|asyncapi[^/]*\.(?:ya?ml|json)|.*\.(?:sh|properties|conf)|topics\.txt)$/i;
const SKIPPED = new Set(['node_modules', '.git', '.svn', '.hg']);
const DEPTH_MAX = 8;
/** Entries of folders that are looked at. */
const ENTRIES_MAX = 20_000;

/** Undefined if one of them cannot be read; it has been said then. Paths are from the folder all of them are in. */
export async function projectFiles(given: readonly string[], terminal: Terminal): Promise<readonly SourceFile[] | undefined> {
  const found: string[] = [];
  for (const one of given) {
    const inside = one === '-' ? [one] : await filesOf(one);
    if (inside.length === 0) {
      complain(terminal, one, word(terminal.language, 'nothingKnown'));
      return undefined;
    }
    found.push(...inside);
  }
  // Nearest to the top first: what is left out is deepest.
  const all = [...new Set(found)];
  const kept = given.length === 1 ? all.sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1)).slice(0, LIMITS.importFiles) : all;
  for (const one of all.slice(kept.length)) complain(terminal, one, word(terminal.language, 'tooManyFiles', { max: LIMITS.importFiles }));
  const folder = commonFolder(kept.filter((one) => one !== '-'));
  const files: SourceFile[] = [];
  for (const one of kept) {
    const read = await readText(one, terminal.stdin, LIMITS.importFileBytes);
    if (read.ok) files.push({ path: one === '-' ? 'stdin' : path.relative(folder, path.resolve(one)).split(path.sep).join('/'), text: read.value });
    else {
      const { error } = read;
      const said =
        error.kind === 'tooLarge'
          ? word(terminal.language, 'fileTooLarge', { max: LIMITS.importFileBytes })
          : word(terminal.language, error.word, { reason: error.reason });
      complain(terminal, one, said);
      // A file of a folder nobody asked for by name is no reason to stop.
      if (given.includes(one)) return undefined;
    }
  }
  return files;
}

async function filesOf(given: string): Promise<readonly string[]> {
  const about = await lstat(given).catch(() => undefined);
  const root = about?.isSymbolicLink() === true ? await realpath(given).catch(() => given) : given;
  const isFolder = about?.isSymbolicLink() === true ? (await lstat(root).catch(() => undefined))?.isDirectory() : about?.isDirectory();
  return isFolder === true ? within(root) : [given];
}

/** Level by level; links are entries that are neither files nor folders. */
async function within(root: string): Promise<string[]> {
  const found: string[] = [];
  let level = [root];
  let seen = 0;
  for (let depth = 0; depth < DEPTH_MAX && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (++seen > ENTRIES_MAX) return found;
        const full = path.join(folder, entry.name);
        if (entry.isDirectory() && !SKIPPED.has(entry.name)) next.push(full);
        else if (entry.isFile() && KNOWN.test(entry.name)) found.push(full);
      }
    }
    level = next;
  }
  return found;
}

const depthOf = (file: string): number => file.split(path.sep).length;

function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => path.dirname(path.resolve(file)));
  return others.reduce((common, folder) => {
    let shared = common;
    while (folder !== shared && !folder.startsWith(shared === path.sep ? shared : shared + path.sep)) shared = path.dirname(shared);
    return shared;
  }, first);
}
