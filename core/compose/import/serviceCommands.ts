/**
 * What a service is told to run, command by command: the words of its entrypoint and command, the script behind `sh -c`, and
 * scripts of the project that it mounts and calls.
 */
import { type ComposeService, isWritable, type Text } from './project.ts';
import type { SourceFile } from './imported.ts';
import { type Command, commandsOf, isShell } from './shell/run.ts';
import { SCRIPT_MAX, tokens } from './shell/tokens.ts';
import { type Value, withoutQuotes } from './shell/words.ts';

type Files = ReadonlyMap<string, SourceFile>;

/** The file of the project that a service sees at a path; undefined: none that was given. */
function mountedFile(service: ComposeService, target: string, files: Files): SourceFile | undefined {
  for (const mount of service.mounts) {
    if (mount.kind !== 'bind') continue;
    const below =
      target === mount.target
        ? ''
        : target.startsWith(`${mount.target.replace(/\/$/, '')}/`)
          ? target.slice(mount.target.replace(/\/$/, '').length)
          : undefined;
    if (below === undefined) continue;
    const file = fileAt(mount.source + below, mount.at.file, files);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Every file of the project that a service sees, with where it sees it. */
export function mountedFiles(service: ComposeService, files: Files): { readonly target: string; readonly file: SourceFile }[] {
  return service.mounts.flatMap((mount) => {
    if (mount.kind !== 'bind') return [];
    const direct = fileAt(mount.source, mount.at.file, files);
    if (direct !== undefined) return [{ target: mount.target, file: direct }];
    const folders = pathsOf(mount.source, mount.at.file).map((path) => (path === '' ? '' : `${path}/`));
    return Array.from(files.values()).flatMap((file) => {
      const folder = folders.find((path) => file.path.startsWith(path));
      return folder === undefined ? [] : [{ target: `${mount.target.replace(/\/$/, '')}/${file.path.slice(folder.length)}`, file }];
    });
  });
}

/** Paths in a compose file are from its folder. */
function fileAt(source: string, composeFile: string, files: Files): SourceFile | undefined {
  return pathsOf(source, composeFile).flatMap((path) => files.get(path) ?? [])[0];
}

function pathsOf(source: string, composeFile: string): string[] {
  const folder = composeFile.split('/').slice(0, -1);
  return [[], folder].map((base) => {
    const parts: string[] = source.startsWith('/') ? [] : [...base];
    for (const part of source.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return parts.join('/');
  });
}

/** Something to run: a script, or one command whose words are known. */
type Told = { readonly script: string; readonly origin: { readonly of: Text; readonly start: number } | undefined } | { readonly words: readonly Value[] };

export interface ServiceCommands {
  readonly commands: readonly Command[];
  /** There is more than is looked at. */
  readonly isTooLong: boolean;
}

/** `budget`: characters of scripts that may still be looked at; one script may be run by many services. */
export function serviceCommands(service: ComposeService, files: Files, budget: { left: number }): ServiceCommands {
  const texts = [...service.entrypoint, ...service.command];
  if (texts.some(({ value }) => value.length > SCRIPT_MAX)) return { commands: [], isTooLong: true };
  const environment = new Map(Array.from(service.environment, ([name, text]): [string, Value] => [name, valueOf(text)]));
  const told = toldTo(service, files);
  if (told === undefined) return { commands: [], isTooLong: false };
  if ('words' in told) return { commands: [told.words], isTooLong: false };
  if (told.script.length > SCRIPT_MAX || told.script.length > budget.left) return { commands: [], isTooLong: true };
  budget.left -= told.script.length;
  return { commands: commandsOf({ text: told.script, origin: told.origin }, environment), isTooLong: false };
}

const valueOf = (text: Text): Value => ({ text: text.value, origin: isWritable(text) ? { of: text, start: 0, end: text.value.length } : undefined });

function toldTo(service: ComposeService, files: Files): Told | undefined {
  const entry = wordsOf(service.entrypoint, false);
  const words = [...entry, ...wordsOf(service.command, endsInShellFlag(entry))];
  if (words.length === 0) return undefined;
  const [first] = words;
  if (first?.text !== undefined && isShell(first.text)) {
    const flag = words.findIndex(({ text }) => text !== undefined && isShellFlag(text));
    const script = flag === -1 ? undefined : words[flag + 1];
    if (script?.text !== undefined) {
      const { origin } = script;
      return { script: script.text, origin: origin && { of: origin.of as Text, start: origin.start } };
    }
  }
  // sh /init.sh, or /init.sh itself.
  const path = words.slice(0, 3).flatMap(({ text }) => (text?.startsWith('/') === true ? (mountedFile(service, text, files) ?? []) : []))[0];
  if (path !== undefined) return { script: path.text, origin: undefined };
  return { words };
}

const isShellFlag = (text: string): boolean => /^-[a-z]*c[a-z]*$/.test(text);
const endsInShellFlag = (words: readonly Value[]): boolean => words.length > 1 && isShell(words[0]?.text ?? '') && isShellFlag(words.at(-1)?.text ?? '');

/** One text with spaces is cut as Compose cuts it, unless a shell takes it whole. */
function wordsOf(texts: readonly Text[], isScript: boolean): Value[] {
  const [only] = texts;
  if (texts.length !== 1 || only === undefined || !/\s/.test(only.value.trim())) return texts.map(valueOf);
  const cut = tokens(only.value).flatMap((token) => (token.kind === 'word' ? [token] : []));
  if (isScript && cut.length !== 1) return [valueOf(only)];
  // Cut only where each word can be told apart: what is more than words is for a shell.
  if (!isScript && cut.length !== tokens(only.value).length)
    return isQuotedShell(only.value) ? quotedShell(only) : [{ text: 'sh' }, { text: '-c' }, valueOf(only)];
  return cut.map(({ raw, start, end }) => ({ text: withoutQuotes(raw), origin: only.isPlain ? originWithin(only, raw, start, end) : undefined }));
}

function originWithin(of: Text, raw: string, start: number, end: number): Value['origin'] {
  const text = withoutQuotes(raw);
  const at = raw.indexOf(text);
  return at === -1 || end - start < text.length ? undefined : { of, start: start + at, end: start + at + text.length };
}

/** A text that begins `sh -c` has its script in quotes; line ends in them are part of it. */
const isQuotedShell = (text: string): boolean => /^\s*\S*sh\s+-[a-z]*c[a-z]*\s/.test(text);

function quotedShell(of: Text): Value[] {
  const found = tokens(of.value).flatMap((token) => (token.kind === 'word' ? [token] : []));
  return found.slice(0, 3).map(({ raw, start, end }) => ({ text: withoutQuotes(raw), origin: of.isPlain ? originWithin(of, raw, start, end) : undefined }));
}
