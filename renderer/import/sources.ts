/**
 * Files for an import, as a person gives them: chosen, dropped, a whole folder, or pasted text. What is too many or too large is
 * not read, and told. Pure but for reading the text of a file.
 */
import { LIMITS } from '#core/base/limits.ts';
import type { SourceFile } from '#core/compose/import/imported.ts';

/** A file before it is read. */
export interface Offered {
  /** From the folder that was given, with '/'. */
  readonly path: string;
  readonly size: number;
  readonly text: () => Promise<string>;
}

export interface Taken {
  readonly files: readonly SourceFile[];
  /** Paths of files larger than LIMITS.importFileBytes. */
  readonly tooLarge: readonly string[];
  /** How many were left out because LIMITS.importFiles was reached. */
  readonly tooMany: number;
}

/** What an import reads: compose files, variables, definitions, configuration, scripts, lists of topics. */
const READ = /(?:^|\/)(?:\.env[\w.-]*|[^/]*\.(?:ya?ml|json|env|conf|properties|sh|txt))$/i;
/** Folders nobody keeps a project's settings in. */
const PASSED_OVER = /(?:^|\/)(?:node_modules|\.git|target|dist|build|vendor|\.idea|\.venv)\//;

const isRead = (path: string): boolean => READ.test(path) && !PASSED_OVER.test(path);
const depthOf = (path: string): number => path.split('/').length;

/** Of a folder those that may say something, those that lie highest first. */
export const ofFolder = (offered: readonly Offered[]): readonly Offered[] =>
  offered.filter(({ path }) => isRead(path)).toSorted((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));

/** Files beside those already there; one of the same path takes the other's place. */
export async function take(offered: readonly Offered[], there: readonly SourceFile[]): Promise<Taken> {
  const files = new Map(there.map((file) => [file.path, file]));
  const tooLarge: string[] = [];
  let tooMany = 0;
  for (const { path, size, text } of offered) {
    if (size > LIMITS.importFileBytes) tooLarge.push(path);
    else if (!files.has(path) && files.size >= LIMITS.importFiles) tooMany++;
    else files.set(path, { path, text: await text() });
  }
  return { files: [...files.values()], tooLarge, tooMany };
}

/** What a pasted text would be called: an export back needs a name for it. */
export function pastedName(text: string): string {
  const start = text.trimStart();
  if (/^(?:Topic:|TopicId:)/m.test(start)) return 'topics.txt';
  if (start.startsWith('{')) return /"asyncapi"\s*:/.test(start) ? 'asyncapi.json' : /"services"\s*:/.test(start) ? 'compose.json' : 'definitions.json';
  if (/^asyncapi\s*:/m.test(text)) return 'asyncapi.yaml';
  // The name of the time of the key `version`.
  return /^version\s*:/m.test(text) ? 'docker-compose.yml' : 'compose.yaml';
}
