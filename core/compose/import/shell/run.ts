/**
 * Which commands a script would come to, without running any: assignments and functions are followed, loops over known words
 * are gone through, every branch is taken once. What depends on more than that stays unknown.
 */
import { type Token, tokens } from './tokens.ts';
import { fieldsOf, type Origin, type Value, type Variables } from './words.ts';

export interface Script<Of = unknown> {
  readonly text: string;
  /** What the script is written in, and from where on; undefined: its words cannot be written back. */
  readonly origin: { readonly of: Of; readonly start: number } | undefined;
}

/** A command and its arguments. */
export type Command = readonly Value[];

const COMMANDS_MAX = 5_000;
/** Statements of one script, gone through in all: loops in loops come to an end. */
const STEPS_MAX = 50_000;
/** Loops in loops and calls in calls. */
const DEPTH_MAX = 12;
/** Words of one list. */
const LIST_MAX = 1_000;
/** Words before a command that change nothing of what it is about. */
const PREFIXES = new Set(['exec', 'command', 'nohup', 'time', 'sudo', '!', 'then', 'do', 'else', 'if', 'elif', 'while', 'until', '{', '}', 'done', 'fi']);
const DECLARING = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);
const ASSIGNMENT = /^(\w+)\+?=/;

export function commandsOf(script: Script, environment: ReadonlyMap<string, Value>): readonly Command[] {
  const named = new Map<string, readonly Value[]>();
  for (const [name, value] of environment) named.set(name, [value]);
  const found: Command[] = [];
  new Runner(script, found).run(tokens(script.text), { named, positional: [] }, 0);
  return found;
}

interface Scope {
  readonly named: Map<string, readonly Value[]>;
  positional: readonly Value[];
}

class Runner {
  readonly found: Command[];
  readonly #steps: { left: number };
  readonly #functions = new Map<string, readonly Token[]>();
  readonly #script: Script;

  constructor(script: Script, found: Command[], steps = { left: STEPS_MAX }) {
    this.#script = script;
    this.found = found;
    this.#steps = steps;
  }

  run(list: readonly Token[], scope: Scope, depth: number): void {
    for (let at = 0; at < list.length && this.found.length < COMMANDS_MAX && this.#steps.left-- > 0; ) at = this.#statement(list, at, scope, depth);
  }

  /** Gives where the next one begins. */
  #statement(list: readonly Token[], at: number, scope: Scope, depth: number): number {
    const token = list[at]!;
    if (token.kind === 'operator') return at + 1;
    if (token.raw === 'for') return this.#loop(list, at, scope, depth);
    if (token.raw === 'case') return endOf(list, at, 'case', 'esac') + 1;
    const named = functionAt(list, at);
    if (named !== undefined) {
      this.#functions.set(named.name, list.slice(named.start, named.end));
      return named.end + 1;
    }
    if (PREFIXES.has(token.raw)) return at + 1;
    let end = at;
    while (end < list.length && list[end]!.kind === 'word') {
      // NAME=( … ): a list of words.
      const opening = list[end + 1];
      if (opening?.kind === 'operator' && opening.text === '(' && opening.start === list[end]!.end && /^\w+\+?=$/.test(rawOf(list[end]!))) {
        const close = list.findIndex((t, i) => i > end && t.kind === 'operator' && t.text === ')');
        const last = close === -1 ? list.length : close;
        this.#assignList(rawOf(list[end]!), list.slice(end + 2, last), scope);
        return last + 1;
      }
      end++;
    }
    this.#command(list.slice(at, end), scope, depth);
    return end;
  }

  #loop(list: readonly Token[], at: number, scope: Scope, depth: number): number {
    const name = rawOf(list[at + 1]);
    const last = endOf(list, at, 'for', 'done');
    const opening = list.findIndex((token, i) => i > at && i < last && rawOf(token) === 'do');
    if (opening === -1) return last + 1;
    const words = list.slice(at + 3, opening).filter((token) => token.kind === 'word');
    if (depth >= DEPTH_MAX) return last + 1;
    const values = rawOf(list[at + 2]) === 'in' ? words.flatMap((word) => this.#fields(word, scope)) : scope.positional;
    for (const value of values) {
      if (this.found.length >= COMMANDS_MAX || this.#steps.left <= 0) break;
      scope.named.set(name, [value]);
      this.run(list.slice(opening + 1, last), scope, depth + 1);
    }
    return last + 1;
  }

  #command(words: readonly Token[], scope: Scope, depth: number): void {
    let first = 0;
    while (first < words.length && ASSIGNMENT.test(rawOf(words[first]))) first++;
    while (first > 0 && PREFIXES.has(rawOf(words[first]))) first++;
    const rest = words.slice(first);
    const isDeclaring = rest.length > 0 && DECLARING.has(rawOf(rest[0]));
    if (rest.length === 0 || isDeclaring) {
      for (const word of isDeclaring ? rest.slice(1) : words) this.#assign(word, scope);
      return;
    }
    const values = rest.flatMap((word) => this.#fields(word, scope));
    const name = values[0]?.text;
    if (name === 'shift') {
      scope.positional = scope.positional.slice(Number(values[1]?.text ?? 1));
      return;
    }
    const body = name === undefined ? undefined : this.#functions.get(name);
    if (body !== undefined && depth < DEPTH_MAX) {
      this.run(body, { named: scope.named, positional: values.slice(1) }, depth + 1);
      return;
    }
    const inner = innerScript(values);
    if (inner !== undefined && depth < DEPTH_MAX) new Runner({ text: inner, origin: undefined }, this.found, this.#steps).run(tokens(inner), scope, depth + 1);
    else if (values.length > 0) this.found.push(values);
  }

  #assign(word: Token, scope: Scope): void {
    const raw = rawOf(word);
    const found = ASSIGNMENT.exec(raw);
    if (found === null) return;
    const cut = found[0].length;
    const value = { ...word, raw: raw.slice(cut), start: word.start + cut } as Token;
    const fields = found[0].endsWith('+=') ? [{ text: undefined }] : this.#fields(value, scope);
    // Assigned, a value is not cut at its spaces.
    const joined =
      fields.length > 1 ? [{ text: fields.every(({ text }) => text !== undefined) ? fields.map(({ text }) => text).join(' ') : undefined }] : fields;
    scope.named.set(found[1]!, joined.length === 0 ? [{ text: '' }] : joined);
  }

  #assignList(raw: string, words: readonly Token[], scope: Scope): void {
    const name = raw.replace(/\+?=$/, '');
    const before = raw.endsWith('+=') ? (scope.named.get(name) ?? []) : [];
    const added = words.filter((word) => word.kind === 'word').flatMap((word) => this.#fields(word, scope));
    scope.named.set(name, [...before, ...added].slice(0, LIST_MAX));
  }

  #fields(word: Token, scope: Variables): readonly Value[] {
    const { origin } = this.#script;
    const at: Origin | undefined = origin && { of: origin.of, start: origin.start + word.start, end: origin.start + word.end };
    return fieldsOf(rawOf(word), scope, at);
  }
}

const rawOf = (token: Token | undefined): string => (token?.kind === 'word' ? token.raw : '');

/** The closing word of a construct that may hold others of its kind; the last token if there is none. */
function endOf(list: readonly Token[], at: number, open: 'for' | 'case', close: 'done' | 'esac'): number {
  let depth = 0;
  for (let i = at; i < list.length; i++) {
    const raw = rawOf(list[i]);
    if (raw === open || (close === 'done' && (raw === 'while' || raw === 'until'))) depth++;
    else if (raw === close && --depth === 0) return i;
  }
  return list.length - 1;
}

/** `name() {` or `function name {`: its name, and its body from `start` to `end`. */
function functionAt(list: readonly Token[], at: number): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  const hasWord = rawOf(list[at]) === 'function';
  const name = rawOf(list[at + (hasWord ? 1 : 0)]);
  let next = at + (hasWord ? 2 : 1);
  const isOperator = (i: number, text: string): boolean => list[i]?.kind === 'operator' && (list[i] as { text: string }).text === text;
  const hasBrackets = isOperator(next, '(') && isOperator(next + 1, ')');
  if (hasBrackets) next += 2;
  if (name === '' || (!hasWord && !hasBrackets)) return undefined;
  while (isOperator(next, ';')) next++;
  if (rawOf(list[next]) !== '{') return undefined;
  let depth = 0;
  for (let i = next; i < list.length; i++) {
    if (rawOf(list[i]) === '{') depth++;
    else if (rawOf(list[i]) === '}' && --depth === 0) return { name, start: next + 1, end: i };
  }
  return { name, start: next + 1, end: list.length };
}

const SHELL = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/** The script of `sh -c script`. */
function innerScript(values: readonly Value[]): string | undefined {
  if (!SHELL.test(values[0]?.text ?? '')) return undefined;
  const flag = values.findIndex(({ text }, i) => i > 0 && /^-\w*c\w*$/.test(text ?? ''));
  return flag === -1 ? undefined : values[flag + 1]?.text;
}

export const isShell = (text: string): boolean => SHELL.test(text);
