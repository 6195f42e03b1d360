/**
 * `.env` and `env_file`: a line each, `KEY=value` or `KEY: value`, `export` before it or not, `#` begins a comment at the start of a
 * line or behind a blank. Single quotes take everything as it is; without quotes and in double ones variables are replaced, from what
 * is known already and from the lines above. Quotes may go over several lines. A name without a value comes from the shell: it is not
 * in the result. `raw`: everything behind the first `=` is the value.
 */
import { type Interpolated, interpolate, type Lookup } from './interpolate.ts';
import type { SourceFile, Span } from './imported.ts';
import { spansOf } from './places.ts';

export interface EnvEntry {
  readonly value: string;
  /** The value, quotes included. */
  readonly at: Span;
  readonly isPlain: boolean;
}
export interface EnvFile {
  readonly entries: ReadonlyMap<string, EnvEntry>;
  /** Lines that are none. */
  readonly broken: readonly Span[];
  /** Texts with variables, for whoever tells of those that are not set. */
  readonly variables: readonly { readonly at: Span; readonly of: Interpolated }[];
}

const LINE = /[^\n]*\n?/y;
const HEAD = /^(\s*(?:export\s+)?)([\w.\-[\]]+)([ \t]*[=:][ \t]*)/;
const QUOTED = /'[^']*'|"(?:[^"\\]|\\[^])*"/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

export function readEnvFile(file: SourceFile, lookup: Lookup, isRaw: boolean): EnvFile {
  const span = spansOf(file);
  const entries = new Map<string, EnvEntry>();
  const broken: Span[] = [];
  const variables: { at: Span; of: Interpolated }[] = [];
  const find: Lookup = (name) => lookup(name) ?? entries.get(name)?.value;
  const text = file.text;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    LINE.lastIndex = at;
    const line = LINE.exec(text)?.[0] ?? '';
    const next = at + line.length;
    const head = HEAD.exec(line);
    if (head === null) {
      const bare = line.trim();
      if (bare !== '' && !bare.startsWith('#') && !/^(?:export\s+)?[\w.\-[\]]+$/.test(bare)) broken.push(span(at, at + line.trimEnd().length));
      at = next;
      continue;
    }
    const from = at + head[0].length;
    const quoted = isRaw ? '' : quotedAt(text, from);
    const raw = quoted === '' ? unquoted(line.slice(head[0].length), isRaw) : quoted;
    const place = span(from, from + raw.length);
    const isLiteral = isRaw || raw.startsWith("'");
    const inside = quoted === '' ? raw : raw.slice(1, -1);
    const source = quoted.startsWith('"') ? unescape(inside) : inside;
    const of = interpolate(isLiteral ? '' : source, find);
    if (of.isVariable || of.isBroken) variables.push({ at: place, of });
    entries.set(head[2] as string, { value: isLiteral ? source : of.text, at: place, isPlain: !of.isVariable });
    const end = text.indexOf('\n', from + raw.length);
    at = quoted === '' ? next : end < 0 ? text.length : end + 1;
  }
  return { entries, broken, variables };
}

function quotedAt(text: string, from: number): string {
  QUOTED.lastIndex = from;
  return QUOTED.exec(text)?.[0] ?? '';
}
const unquoted = (rest: string, isRaw: boolean): string => (isRaw ? rest.replace(/\r?\n$/, '') : rest.replace(/(?:^|\s)#[^]*$/, '').trimEnd());
/** `\$` keeps a dollar from being a variable: it becomes the `$$` that interpolation knows. */
const unescape = (text: string): string => text.replace(/\\([^])/g, (whole, c: string) => (c === '$' ? '$$' : (ESCAPES[c] ?? whole)));
