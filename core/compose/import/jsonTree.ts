/**
 * JSON with places. Not YAML's reader, which would take it too: that one is a hundred times slower, and with many keys in one map
 * slower yet. The text is judged first, without recursion and in one pass, so the reading below meets JSON only.
 */
import { LIMITS } from '../../base/limits.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { firstFault, nestingOf } from '../../scenario/jsonText.ts';
import type { ImportFault, SourceFile, Span } from './imported.ts';
import { spansOf } from './places.ts';
import type { Tree, TreeEntry } from './tree.ts';

export function readJson(file: SourceFile): Result<Tree, ImportFault> {
  const mark = file.text.startsWith('\uFEFF') ? 1 : 0;
  const json = file.text.slice(mark);
  const depth = nestingOf(json);
  const refuse = (place: { readonly line: number; readonly column: number }, en: string, zh: string) =>
    err({ place: { file: file.path, line: place.line, column: place.column }, text: { en, zh } });
  if (depth > LIMITS.importDepth) {
    const max = LIMITS.importDepth;
    return refuse({ line: 1, column: 1 }, `It nests ${depth} levels deep; at most ${max} are read.`, `嵌套了 ${depth} 层，最多读取 ${max} 层。`);
  }
  const broken = firstFault(json);
  if (broken !== undefined) return refuse(broken, 'This is not JSON from here on.', '从这里起不是 JSON。');
  return ok(new Reader(file.text, spansOf(file), mark).value());
}

const SPACE = /[ \t\r\n]*/y;
const ATOM = /[^\s,\]}:]+/y;

class Reader {
  readonly #text: string;
  readonly #span: (start: number, end: number) => Span;
  #at: number;

  constructor(text: string, span: (start: number, end: number) => Span, at: number) {
    this.#text = text;
    this.#span = span;
    this.#at = at;
  }

  value(): Tree {
    this.#skip(SPACE);
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{') return this.#map(start);
    if (first === '[') return this.#list(start);
    const raw = first === '"' ? this.#string() : this.#skip(ATOM);
    return { kind: 'scalar', at: this.#span(start, this.#at), value: JSON.parse(raw) as string | number | boolean | null };
  }

  #map(start: number): Tree {
    const entries = new Map<string, TreeEntry>();
    this.#at++;
    while (this.#next('}')) {
      const keyStart = this.#at;
      const key = JSON.parse(this.#string()) as string;
      const keyAt = this.#span(keyStart, this.#at);
      this.#skip(SPACE);
      this.#at++;
      entries.set(key, { keyAt, value: this.value() });
    }
    return { kind: 'map', at: this.#span(start, this.#at), entries };
  }

  #list(start: number): Tree {
    const items: Tree[] = [];
    this.#at++;
    while (this.#next(']')) items.push(this.value());
    return { kind: 'list', at: this.#span(start, this.#at), items };
  }

  /** Stands before another entry; else behind the closing bracket. */
  #next(close: string): boolean {
    this.#skip(SPACE);
    if (this.#text[this.#at] === ',') this.#at++;
    this.#skip(SPACE);
    if (this.#text[this.#at] !== close) return true;
    this.#at++;
    return false;
  }

  #string(): string {
    const start = this.#at++;
    while (this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    return this.#text.slice(start, ++this.#at);
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}
