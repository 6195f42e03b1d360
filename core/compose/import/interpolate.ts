/**
 * Compose's variables in a text: `$X`, `${X}`, `${X:-d}` and `${X-d}` (instead of an unset one; with the colon of an empty one too),
 * `${X:?e}` and `${X?e}` (must be set), `${X:+a}` and `${X+a}` (instead of a set one), `$$` for a dollar. What stands behind the
 * operator may have variables itself. Source: Compose file reference, "Interpolation".
 */
export type Lookup = (name: string) => string | undefined;

export interface Interpolated {
  readonly text: string;
  /** A variable is in it. */
  readonly isVariable: boolean;
  /** Variables nobody set and nothing stands in for. */
  readonly unset: readonly string[];
  /** Of these the ones that have to be set, with what is said then. */
  readonly required: ReadonlyMap<string, string>;
  /** A dollar that begins nothing: it is kept. */
  readonly isBroken: boolean;
}

/** Variables within what stands in for variables; deeper ones are kept as they are. */
const DEEPEST = 16;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /:?[-?+]/y;

export function interpolate(text: string, lookup: Lookup): Interpolated {
  if (!text.includes('$')) return { text, isVariable: false, unset: [], required: new Map(), isBroken: false };
  const reader = new Reader(lookup);
  const value = reader.expand(text, 0);
  return { text: value, isVariable: reader.isVariable, unset: [...reader.unset], required: reader.required, isBroken: reader.isBroken };
}

class Reader {
  isVariable = false;
  isBroken = false;
  readonly unset = new Set<string>();
  readonly required = new Map<string, string>();
  readonly #lookup: Lookup;

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  expand(text: string, depth: number): string {
    let out = '';
    let from = 0;
    const closes = depth < DEEPEST ? closings(text) : new Map<number, number>();
    for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', from)) {
      out += text.slice(from, dollar);
      const name = match(NAME, text, dollar + 1);
      const close = closes.get(dollar);
      const braced = close === undefined ? undefined : this.#braced(text, dollar + 2, close, depth);
      if (text[dollar + 1] === '$') [out, from] = [`${out}$`, dollar + 2];
      else if (name !== '') [out, from] = [out + this.#value(name), dollar + 1 + name.length];
      else if (braced !== undefined) [out, from] = [out + braced.text, braced.end];
      else {
        this.isBroken = true;
        [out, from] = [`${out}$`, dollar + 1];
      }
    }
    return out + text.slice(from);
  }

  #value(name: string): string {
    this.isVariable = true;
    const value = this.#lookup(name);
    if (value === undefined) this.unset.add(name);
    return value ?? '';
  }

  #braced(text: string, start: number, end: number, depth: number): { readonly text: string; readonly end: number } | undefined {
    const name = match(NAME, text, start);
    const operator = match(OPERATOR, text, start + name.length);
    const from = start + name.length + operator.length;
    if (name === '' || end < from || (operator === '' && end !== from)) return;
    const word = text.slice(from, end);
    return { text: operator === '' ? this.#value(name) : this.#choose(name, operator, word, depth), end: end + 1 };
  }

  #choose(name: string, operator: string, word: string, depth: number): string {
    this.isVariable = true;
    const value = this.#lookup(name);
    const isThere = value !== undefined && (operator.length === 1 || value !== '');
    const kind = operator.at(-1);
    if (kind === '+') return isThere ? this.expand(word, depth + 1) : '';
    if (isThere) return value;
    if (kind === '-') return this.expand(word, depth + 1);
    this.required.set(name, this.expand(word, depth + 1));
    return '';
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** For every `${` the brace that closes it, where one does. */
function closings(text: string): Map<number, number> {
  const open: number[] = [];
  const closes = new Map<number, number>();
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '$' && text[at + 1] === '$') at++;
    else if (text[at] === '$' && text[at + 1] === '{') open.push(at);
    else if (text[at] === '}') {
      const start = open.pop();
      if (start !== undefined) closes.set(start, at);
    }
  }
  return closes;
}
