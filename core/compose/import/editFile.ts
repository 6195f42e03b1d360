/**
 * Puts other values into a file where scalars stand. YAML is written by its own rules and read again: a scalar that does not say what it
 * should is quoted, and if it still does not the file keeps it. Env files have rules of their own; in any other file the text itself
 * is put there.
 */
import { writeEnvValue } from './envWrite.ts';
import type { SourceFile, Span } from './imported.ts';
import { interpolate } from './interpolate.ts';
import { quoted, requoted, writeScalar } from './scalarWrite.ts';
import type { ScalarValue, Value } from './value.ts';
import { readYaml } from './yamlFile.ts';

export interface ScalarEdit {
  readonly at: Span;
  readonly says: string;
  /** What it said, as whoever wants the edit reads it. */
  readonly was: string;
}

export interface EditedFile {
  readonly text: string;
  /** Places that could not be written. */
  readonly failed: readonly Span[];
}

interface Splice {
  readonly edit: ScalarEdit;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What a YAML scalar there has to say; undefined: it is not one. */
  readonly raw: string | undefined;
}

/** `hasVariables`: a dollar in a value is doubled, since Compose would take it for one. */
export function editFile(file: SourceFile, edits: readonly ScalarEdit[], hasVariables: boolean): EditedFile {
  const isYaml = /\.ya?ml$/i.test(file.path);
  const scalars = isYaml ? scalarsOf(file) : new Map<number, ScalarValue>();
  const escape = (text: string): string => (hasVariables ? text.replaceAll('$', '$$$$') : text);
  const failed: Span[] = [];
  let splices: Splice[] = [];
  for (const edit of edits) {
    const splice = spliceOf(file, edit, scalars, escape);
    if (splice === undefined) failed.push(edit.at);
    else splices.push(splice);
  }
  splices.sort((a, b) => a.start - b.start || a.end - b.end);
  splices = splices.filter((splice, i) => {
    const isFree = i === 0 || splice.start >= (splices[i - 1]?.end ?? 0);
    if (!isFree) failed.push(splice.edit.at);
    return isFree;
  });
  if (!isYaml) return { text: spliced(file.text, splices), failed };
  const wrong = misread(file, splices);
  const mended = splices.map((splice) =>
    wrong.has(splice) && splice.raw !== undefined ? { ...splice, text: requoted(file.text.slice(splice.start, splice.end), splice.raw) } : splice,
  );
  const stillWrong = wrong.size === 0 ? new Set<Splice>() : misread(file, mended);
  for (const splice of stillWrong) failed.push(splice.edit.at);
  return {
    text: spliced(
      file.text,
      mended.filter((splice) => !stillWrong.has(splice)),
    ),
    failed,
  };
}

function spliceOf(
  { path, text }: SourceFile,
  edit: ScalarEdit,
  scalars: ReadonlyMap<number, ScalarValue>,
  escape: (text: string) => string,
): Splice | undefined {
  const { at, says } = edit;
  if (at.instead !== undefined) {
    const { offset, indent, form, key } = at.instead;
    const lineEnd = text.slice(0, offset + 2).includes('\r\n') ? '\r\n' : '\n';
    const name = /^[A-Za-z_][\w.-]*$/.test(key) ? key : quoted(key);
    const entry = form === 'map' ? `${name}: ${quoted(escape(says))}` : `- ${quoted(`${key}=${escape(says)}`)}`;
    return { edit, start: offset, end: offset, text: `${lineEnd}${indent}${entry}`, raw: undefined };
  }
  const { start, end } = at;
  const source = text.slice(start, end);
  const scalar = scalars.get(start);
  if (scalar !== undefined && scalar.at.end === end) {
    // Over a variable nothing is written: it means all that use it.
    if (!scalar.isPlain || (escape('$') !== '$' && interpolate(scalar.raw, () => undefined).isVariable)) return;
    const raw = escape((at.before ?? '') + says);
    return { edit, start, end, text: writeScalar(source, scalar.raw, raw), raw };
  }
  const isEnv = /(?:^|[/.])env$|\.env\.[^/]*$/i.test(path);
  return { edit, start, end, text: isEnv ? writeEnvValue(source, says) : says, raw: undefined };
}

function spliced(text: string, splices: readonly Splice[]): string {
  let from = 0;
  let out = '';
  for (const splice of splices) {
    out += text.slice(from, splice.start) + splice.text;
    from = splice.end;
  }
  return out + text.slice(from);
}

/** The splices whose scalar says something else when the file is read again; all, when it cannot be. */
function misread(file: SourceFile, splices: readonly Splice[]): Set<Splice> {
  const scalars = scalarsOf({ path: file.path, text: spliced(file.text, splices) });
  const wrong = new Set<Splice>();
  let shift = 0;
  for (const splice of splices) {
    const read = scalars.get(splice.start + shift);
    if (splice.raw === undefined ? scalars.size === 0 : read?.raw !== splice.raw) wrong.add(splice);
    shift += splice.text.length - (splice.end - splice.start);
  }
  return wrong;
}

/** By where they begin; none when the file cannot be read. */
function scalarsOf(file: SourceFile): Map<number, ScalarValue> {
  const read = readYaml(file);
  const found = new Map<number, ScalarValue>();
  const seen = new Set<Value>();
  const walk = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === 'list') value.items.forEach(walk);
    else if (value.kind === 'map') for (const entry of value.entries.values()) walk(entry.value);
    else if (value.isPlain || !found.has(value.at.start)) found.set(value.at.start, value);
  };
  if (read.isOk) read.documents.forEach(walk);
  return found;
}
