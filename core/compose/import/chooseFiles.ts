/**
 * Which of the given files are the project: as Compose looks for them, compose.yaml before compose.yml before docker-compose.yml, with
 * the override file beside it; in the folder nearest to the top. Without one of these names, every file that looks like one, in the
 * order given.
 */
import type { SourceFile } from './imported.ts';
import { folderOf } from './paths.ts';

const BASES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml'];

export interface Chosen {
  /** By path, in the order they lie over one another. */
  readonly paths: readonly string[];
  /** Compose files beside them that Compose would not read by itself. */
  readonly others: readonly string[];
}

export function chooseFiles(files: ReadonlyMap<string, SourceFile>): Chosen {
  const yaml = [...files.keys()].filter((path) => /\.ya?ml$/i.test(path));
  const folders = [...new Set(yaml.filter((path) => BASES.includes(nameOf(path))).map(folderOf))];
  const folder = folders.sort((a, b) => depthOf(a) - depthOf(b))[0];
  if (folder === undefined) return { paths: looksLikeOne(yaml, files), others: [] };
  const here = (names: readonly string[]): string | undefined => names.map((name) => (folder === '' ? name : `${folder}/${name}`)).find((p) => files.has(p));
  const paths = [here(BASES), here(OVERRIDES)].filter((path) => path !== undefined);
  const others = yaml.filter((path) => /compose[^/]*$/i.test(path) && !paths.includes(path));
  return { paths, others };
}

function looksLikeOne(yaml: readonly string[], files: ReadonlyMap<string, SourceFile>): string[] {
  const all = yaml.length > 0 ? yaml : [...files.keys()];
  if (all.length === 1) return [...all];
  const services = all.filter((path) => /^["']?services["']?\s*:/m.test(files.get(path)?.text ?? ''));
  return services.length > 0 ? services : all.filter((path) => /^[ \t]+(?:image|build):/m.test(files.get(path)?.text ?? ''));
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const depthOf = (folder: string): number => (folder === '' ? 0 : folder.split('/').length);
