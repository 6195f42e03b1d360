/**
 * Regular expressions of a file, which may be hostile: JavaScript's own would take a lifetime over `(a+)+$`. Here all states are
 * followed at once (Thompson 1968), so the work is at most the length of the text times that of the pattern. Spoken is what the
 * patterns of RabbitMQ's policies are made of: characters, classes, groups, `|`, `*`, `+`, `?`, `{n,m}` and anchors; the rest is refused.
 */
type Test = (c: string) => boolean;
type Node =
  | { readonly kind: 'char'; readonly test: Test }
  | { readonly kind: 'start' | 'end' | 'nothing' }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly min: number; readonly max: number };

/** States a pattern may have, and how deep its groups nest. */
const STATES_MAX = 2_000;
const DEPTH_MAX = 40;

interface State {
  readonly test?: Test;
  readonly anchor?: 'start' | 'end';
  readonly next: number[];
}

/** Whether the pattern is found in a text; undefined: it uses what is not spoken here, or is too large. */
export function readPattern(source: string): ((text: string) => boolean) | undefined {
  const tree = new PatternReader(source).read();
  if (tree === undefined || sizeOf(tree) > STATES_MAX) return undefined;
  const states: State[] = [];
  const goal = add(states, {});
  const start = build(states, tree, goal);
  return (text) => search(states, start, goal, Array.from(text));
}

function search(states: readonly State[], start: number, goal: number, text: readonly string[]): boolean {
  let now = new Set<number>();
  for (let i = 0; i <= text.length; i++) {
    now.add(start);
    // A set is walked in the order it grows, so what is added meanwhile is walked too.
    const then = new Set<number>();
    for (const id of now) {
      if (id === goal) return true;
      const { test, anchor, next } = states[id] as State;
      if (anchor === 'start' && i !== 0) continue;
      if (anchor === 'end' && i !== text.length) continue;
      if (test === undefined) for (const to of next) now.add(to);
      else if (i < text.length && test(text[i] as string)) for (const to of next) then.add(to);
    }
    now = then;
  }
  return false;
}

const add = (states: State[], state: Omit<State, 'next'>, ...next: number[]): number => states.push({ ...state, next }) - 1;

/** Makes the states of a part before `to`, and gives the first of them. */
function build(states: State[], node: Node, to: number): number {
  switch (node.kind) {
    case 'nothing':
      return to;
    case 'char':
      return add(states, { test: node.test }, to);
    case 'start':
    case 'end':
      return add(states, { anchor: node.kind }, to);
    case 'all':
      return node.parts.reduceRight((next, part) => build(states, part, next), to);
    case 'any':
      return add(states, {}, ...node.parts.map((part) => build(states, part, to)));
    case 'repeat':
      return repeat(states, node, to);
  }
}

function repeat(states: State[], { of, min, max }: Extract<Node, { kind: 'repeat' }>, to: number): number {
  let next = to;
  if (max === Infinity) {
    const loop = add(states, {}, to);
    (states[loop] as State).next.push(build(states, of, loop));
    next = loop;
  } else {
    for (let i = min; i < max; i++) next = add(states, {}, to, build(states, of, next));
  }
  for (let i = 0; i < min; i++) next = build(states, of, next);
  return next;
}

/** States the part takes, at most; counted before any is made. */
function sizeOf(node: Node): number {
  if (node.kind === 'repeat') {
    const copies = node.max === Infinity ? node.min + 1 : node.max;
    return (sizeOf(node.of) + 1) * Math.max(1, copies);
  }
  return node.kind === 'all' || node.kind === 'any' ? node.parts.reduce((sum, part) => sum + sizeOf(part), 1) : 1;
}

const isDigit: Test = (c) => c >= '0' && c <= '9';
const isWord: Test = (c) => isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c === '_';
const isSpace: Test = (c) => ' \t\n\r\f\v'.includes(c);
const not =
  (test: Test): Test =>
  (c) =>
    !test(c);
const CLASSES: ReadonlyMap<string, Test> = new Map([
  ['d', isDigit],
  ['D', not(isDigit)],
  ['w', isWord],
  ['W', not(isWord)],
  ['s', isSpace],
  ['S', not(isSpace)],
]);
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

class PatternReader {
  readonly #source: readonly string[];
  #at = 0;
  #isRefused = false;

  constructor(source: string) {
    this.#source = Array.from(source);
  }

  read(): Node | undefined {
    if (this.#source.length > STATES_MAX) return undefined;
    const tree = this.#alternatives(0);
    return this.#isRefused || this.#at < this.#source.length ? undefined : tree;
  }

  get #c(): string | undefined {
    return this.#source[this.#at];
  }

  #refuse(): Node {
    this.#isRefused = true;
    this.#at = this.#source.length;
    return { kind: 'nothing' };
  }

  #take(c: string): boolean {
    if (this.#c !== c) return false;
    this.#at++;
    return true;
  }

  #alternatives(depth: number): Node {
    if (depth > DEPTH_MAX) return this.#refuse();
    const parts = [this.#sequence(depth)];
    while (this.#take('|')) parts.push(this.#sequence(depth));
    return { kind: 'any', parts };
  }

  #sequence(depth: number): Node {
    const parts: Node[] = [];
    while (this.#c !== undefined && this.#c !== '|' && this.#c !== ')') parts.push(this.#repeated(this.#atom(depth)));
    return { kind: 'all', parts };
  }

  #atom(depth: number): Node {
    const c = this.#source[this.#at++] as string;
    if (c === '^') return { kind: 'start' };
    if (c === '$') return { kind: 'end' };
    if (c === '.') return { kind: 'char', test: (other) => other !== '\n' };
    if (c === '[') return this.#set();
    if (c === '\\') return this.#escaped();
    if (c === '(') {
      if (this.#take('?') && !this.#take(':')) return this.#refuse();
      const inner = this.#alternatives(depth + 1);
      return this.#take(')') ? inner : this.#refuse();
    }
    return '*+?'.includes(c) ? this.#refuse() : { kind: 'char', test: (other) => other === c };
  }

  #escaped(): Node {
    const c = this.#source[this.#at++];
    const named = CLASSES.get(c ?? '');
    if (named !== undefined) return { kind: 'char', test: named };
    const plain = c === undefined ? undefined : literal(c);
    return plain === undefined ? this.#refuse() : { kind: 'char', test: (other) => other === plain };
  }

  #set(): Node {
    const isNot = this.#take('^');
    const tests: Test[] = [];
    for (let isFirst = true; !this.#isRefused && (isFirst || this.#c !== ']'); isFirst = false) {
      const from = this.#member(tests);
      if (from === undefined) continue;
      if (this.#c !== '-' || this.#source[this.#at + 1] === ']') {
        tests.push((c) => c === from);
        continue;
      }
      this.#at++;
      const to = this.#member(tests);
      if (to === undefined) return this.#refuse();
      tests.push((c) => c >= from && c <= to);
    }
    this.#at++;
    const isIn: Test = (c) => tests.some((test) => test(c));
    return { kind: 'char', test: isNot ? not(isIn) : isIn };
  }

  /** One character of a set; undefined: it was a class, or there is none. */
  #member(tests: Test[]): string | undefined {
    const c = this.#source[this.#at++];
    if (c === undefined || (c === '[' && this.#c === ':')) return this.#refuseSet();
    if (c !== '\\') return c;
    const escaped = this.#source[this.#at++] ?? '';
    const named = CLASSES.get(escaped);
    if (named !== undefined) return void tests.push(named);
    return literal(escaped) ?? this.#refuseSet();
  }

  /** Reading a set goes on to its end: give it one. */
  #refuseSet(): undefined {
    this.#isRefused = true;
    this.#at = this.#source.length;
    return undefined;
  }

  #repeated(of: Node): Node {
    const c = this.#c;
    const range = c === '{' ? this.#range() : c === '*' ? [0, Infinity] : c === '+' ? [1, Infinity] : c === '?' ? [0, 1] : undefined;
    if (range === undefined) return of;
    if (c !== '{') this.#at++;
    const [min = 0, max = 0] = range;
    // Lazy finds the same texts; possessive does not.
    if (!this.#take('?') && this.#c === '+') return this.#refuse();
    return max < min || '*+{'.includes(this.#c ?? ' ') ? this.#refuse() : { kind: 'repeat', of, min, max };
  }

  /** `{n}`, `{n,}`, `{n,m}`; a brace that is none of them is a character. */
  #range(): [number, number] | undefined {
    const found = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(this.#source.slice(this.#at, this.#at + 12).join(''));
    if (found === null) return undefined;
    this.#at += found[0].length;
    const min = Number(found[1]);
    return [min, found[2] === undefined ? min : found[3] === undefined ? Infinity : Number(found[3])];
  }
}

/** An escaped character that means itself; letters and digits would mean something else. */
const literal = (c: string): string | undefined => CONTROLS.get(c) ?? (/[\p{L}\p{N}]/u.test(c) || c === '' ? undefined : c);
