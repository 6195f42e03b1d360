/**
 * Reads a YAML file into values with places. It gives values or says why not, whatever the text: size, lines, depth and what aliases
 * would make of it are bounded (LIMITS.import…), and the depth is watched while the text is cut into tokens, before anything recurs.
 * A key that stands twice in a map is refused, as Compose v2 does; a merge key may.
 */
import {
  Composer,
  type CST,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { LIMITS } from '../../base/limits.ts';
import { utf8 } from '../../base/utf8.ts';
import type { BothTexts, ImportFault, Room, SourceFile, Span } from './imported.ts';
import { isNothingText, plainScalar } from './plainScalar.ts';
import { spansOf } from './places.ts';
import type { ListValue, MapEntry, MapValue, Value } from './value.ts';
import { yamlFault } from './yamlFaults.ts';

export type YamlFile =
  /** One value of each document in the file; empty documents have none. */
  { readonly isOk: true; readonly documents: readonly Value[] } | { readonly isOk: false; readonly faults: readonly ImportFault[] };

export function readYaml(file: SourceFile): YamlFile {
  const span = spansOf(file);
  const refused = (at: Span, text: BothTexts): YamlFile => ({ isOk: false, faults: [{ place: at, text }] });
  const place = (offset: number): Span => span(...bounds([offset, offset], file.text));
  const start = place(0);
  if (file.text.length > LIMITS.importFileBytes || utf8(file.text).length > LIMITS.importFileBytes) return refused(start, yamlFault.bytes());
  if (span(file.text.length, file.text.length).line > LIMITS.importLines) return refused(start, yamlFault.lines());
  const nul = file.text.indexOf('\0');
  if (nul >= 0) return refused(span(nul, nul + 1), yamlFault.nul());
  try {
    const cut = tokensOf(file.text);
    if ('text' in cut) return refused(place(cut.at), cut.text);
    const composer = new Composer({ uniqueKeys: false, merge: false, schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
    const syntax = firstError(composer);
    const documents = [...composer.compose(cut.tokens, false, file.text.length)] as Document.Parsed[];
    for (const { errors } of documents) for (const { code, pos } of errors) syntax.first ??= { code, at: pos[0] };
    if (syntax.first !== undefined) return refused(place(syntax.first.at), yamlFault.syntax(syntax.first.code));
    const faults: ImportFault[] = [];
    const values = documents.flatMap((d) => (d.contents === null ? [] : [new Reader(span, file.text, cut.aliases, faults).document(d.contents)]));
    return faults.length > 0 ? { isOk: false, faults: faults.slice(0, 3) } : { isOk: true, documents: values };
  } catch {
    // The library throws on some texts that it should report.
    return refused(start, yamlFault.unreadable());
  }
}

interface Syntax {
  readonly code: ErrorCode;
  readonly at: number;
}
type Source = number | readonly [number, number] | { readonly offset: number };
/**
 * The library collects errors by this callback of the composer, which its types hide. The first is enough: what follows it means little,
 * and to make one for each of 50,000 lines takes seconds.
 */
function firstError(composer: object): { first: Syntax | undefined } {
  const found: { first: Syntax | undefined } = { first: undefined };
  Object.assign(composer, {
    onError(source: Source, code: ErrorCode, _message: string, isWarning?: boolean) {
      if (isWarning === true) return;
      found.first ??= { code, at: typeof source === 'number' ? source : 'offset' in source ? source.offset : source[0] };
    },
  });
  return found;
}

/** Aliases may bring so many values: what a hundred of a thousand values each do. */
const MOST_BROUGHT = LIMITS.importAliases * 1_000;
const TOO_MANY = yamlFault.aliases(MOST_BROUGHT);

const bounds = ([from, to]: readonly [number, number], text: string): [number, number] => [Math.min(from, text.length), Math.min(to, text.length)];

/** A file of 40,000 short lines has so many; 500,000 brackets in a line take the library seconds. */
const MOST_TOKENS = 5 * LIMITS.importLines;

type Cut = { readonly tokens: CST.Token[]; readonly aliases: ReadonlySet<string> } | { readonly at: number; readonly text: BothTexts };

/** The tokens and the names aliases use; or where it is too much or no YAML. */
function tokensOf(text: string): Cut {
  const tokens: CST.Token[] = [];
  const aliases = new Set<string>();
  const parser = new Parser();
  let count = 0;
  let documents = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > MOST_TOKENS) return { at: 0, text: yamlFault.tokens(MOST_TOKENS) };
    if (lexeme.startsWith('*')) aliases.add(lexeme.slice(1));
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') return { at: token.offset, text: yamlFault.syntax('UNEXPECTED_TOKEN') };
      if (token.type === 'document' && ++documents > LIMITS.importFiles) return { at: token.offset, text: yamlFault.documents(LIMITS.importFiles) };
      tokens.push(token);
    }
    if (parser.stack.length > LIMITS.importDepth + 1) return { at: parser.offset, text: yamlFault.depth() };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, aliases };
}

class Reader {
  readonly #span: (start: number, end: number) => Span;
  readonly #text: string;
  /** Anchors somebody refers to: what stands there is said in more than one place. */
  readonly #aliases: ReadonlySet<string>;
  readonly #faults: ImportFault[];
  readonly #anchors = new Map<string, Value | 'open'>();
  /** How many values a value is made of with its aliases written out. */
  readonly #sizes = new WeakMap<Value, number>();
  readonly #shared = new WeakMap<Value, Value>();
  /** Values that aliases brought so far. */
  #brought = 0;

  constructor(span: (start: number, end: number) => Span, text: string, aliases: ReadonlySet<string>, faults: ImportFault[]) {
    this.#span = span;
    this.#text = text;
    this.#aliases = aliases;
    this.#faults = faults;
  }

  document(node: ParsedNode): Value {
    return this.#value(node, true);
  }

  #value(node: ParsedNode, isPlain: boolean): Value {
    if (isAlias(node)) return this.#alias(node.source, this.#at(node));
    const anchor = node.anchor;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const value = this.#own(node, isPlain && (anchor === undefined || !this.#aliases.has(anchor)));
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #own(node: ParsedNode, isPlain: boolean): Value {
    const at = this.#at(node);
    const tag = node.tag === '!reset' ? 'reset' : node.tag === '!override' ? 'override' : undefined;
    if (isSeq(node)) {
      const items = node.items.map((item) => this.#value(item as ParsedNode, isPlain));
      return this.#sized({ kind: 'list', at, isPlain, tag, room: isPlain && node.flow !== true ? this.#room(at, 'list') : undefined, items }, items);
    }
    if (isMap(node)) return this.#map(node as YAMLMap.Parsed, at, isPlain, tag);
    return { ...this.#scalar(node as Scalar.Parsed), kind: 'scalar', at, isPlain, tag };
  }

  #scalar(node: Scalar.Parsed): { raw: string; text: string; isNull: boolean } {
    const isUnquoted = node.type === 'PLAIN' && node.tag !== 'tag:yaml.org,2002:str';
    const raw = isUnquoted ? node.source : String(node.value);
    return { raw, text: isUnquoted ? plainScalar(raw) : raw, isNull: isUnquoted && isNothingText(raw) };
  }

  #map(node: YAMLMap.Parsed, at: Span, isPlain: boolean, tag: Value['tag']): MapValue {
    const entries = new Map<string, MapEntry>();
    const merged: Value[] = [];
    for (const pair of node.items) {
      const keyNode = pair.key as ParsedNode;
      const key = this.#value(keyNode, isPlain);
      const value = pair.value === null ? this.#nothing(key.at, isPlain) : this.#value(pair.value, isPlain);
      if (key.kind !== 'scalar') this.#fault(key.at, yamlFault.key());
      else if (key.raw === '<<' && isScalar(keyNode) && keyNode.type === 'PLAIN') merged.push(...this.#mergedMaps(value));
      else if (key.raw === '__proto__') this.#fault(key.at, yamlFault.proto());
      else if (entries.has(key.raw)) this.#fault(key.at, yamlFault.twice(key.raw));
      else entries.set(key.raw, { at: key.at, value });
    }
    const own = [...entries.values()].map((e) => e.value);
    for (const [name, entry] of merged.flatMap((map) => (map.kind === 'map' ? [...map.entries] : [])))
      if (!entries.has(name)) entries.set(name, { at: entry.at, value: this.#share(entry.value) });
    const room = isPlain && node.flow !== true ? this.#room(at, 'map') : undefined;
    return this.#sized({ kind: 'map', at, isPlain, tag, room, entries }, [...own, ...merged]);
  }

  /** Behind the last line of what stands at `at`; its comment stays on it. */
  #room(at: Span, form: Room['form']): Value['room'] {
    const lineStart = this.#text.lastIndexOf('\n', at.start - 1) + 1;
    const indent = this.#text.slice(lineStart, at.start);
    if (!/^ *$/.test(indent)) return;
    const last = this.#text.slice(0, at.end).trimEnd().length;
    const rest = /[^\r\n]*/y;
    rest.lastIndex = last;
    return { file: at.file, offset: last + (rest.exec(this.#text)?.[0].length ?? 0), indent, form };
  }

  #mergedMaps(value: Value): Value[] {
    const maps = value.kind === 'list' ? [...value.items] : [value];
    for (const map of maps) if (map.kind !== 'map') this.#fault(map.at, yamlFault.merge());
    return maps;
  }

  #alias(name: string, at: Span): Value {
    const value = this.#anchors.get(name);
    if (value !== undefined && value !== 'open') {
      this.#brought += this.#size(value);
      if (this.#brought <= MOST_BROUGHT) return this.#share(value);
      if (!this.#faults.some((f) => f.text === TOO_MANY)) this.#fault(at, TOO_MANY);
      return this.#nothing(at, false);
    }
    this.#fault(at, value === 'open' ? yamlFault.cycle(name) : yamlFault.alias(name));
    return this.#nothing(at, false);
  }

  /** The same value once more: it is not written through. Made once of each, so no number of aliases costs more than the file. */
  #share(value: Value): Value {
    if (!value.isPlain) return value;
    const known = this.#shared.get(value);
    if (known !== undefined) return known;
    const shared = this.#sharedCopy(value);
    this.#sizes.set(shared, this.#size(value));
    this.#shared.set(value, shared);
    return shared;
  }

  #sharedCopy(value: Value): Value {
    if (value.kind === 'scalar') return { ...value, isPlain: false };
    if (value.kind === 'list') return { ...value, isPlain: false, room: undefined, items: value.items.map((item) => this.#share(item)) } satisfies ListValue;
    const entries = new Map([...value.entries].map(([key, entry]) => [key, { at: entry.at, value: this.#share(entry.value) }] as const));
    return { ...value, isPlain: false, room: undefined, entries } satisfies MapValue;
  }

  #nothing(at: Span, isPlain: boolean): Value {
    return { kind: 'scalar', raw: '', text: '', isNull: true, at: this.#span(at.end, at.end), isPlain };
  }

  #sized<T extends Value>(value: T, parts: readonly Value[]): T {
    this.#sizes.set(
      value,
      parts.reduce((sum, part) => sum + this.#size(part), 1),
    );
    return value;
  }
  readonly #size = (value: Value): number => this.#sizes.get(value) ?? 1;

  #at(node: ParsedNode): Span {
    const [start, end] = bounds([node.range[0], node.range[1]], this.#text);
    return this.#span(start, end);
  }
  #fault(at: Span, text: BothTexts): void {
    if (this.#faults.length > 3) return;
    this.#faults.push({ place: at, text });
  }
}
