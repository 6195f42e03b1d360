/** What a word of a script comes to: quotes gone, variables replaced where their values are known. */

/** Where a word's text stands as it is, so that another one could be written there. */
export interface Origin<Of = unknown> {
  readonly of: Of;
  readonly start: number;
  readonly end: number;
}

export interface Value {
  /** Undefined: something of it is not known. */
  readonly text: string | undefined;
  readonly origin?: Origin | undefined;
}

export interface Variables {
  readonly named: ReadonlyMap<string, readonly Value[]>;
  /** $1, $2 … */
  readonly positional: readonly Value[];
}

const UNKNOWN: Value = { text: undefined };
/** A dollar before anything else is one. */
const REPLACED = /\$[\w{(@*#?!$-]|`/;

/** A word becomes any number of fields: `"$@"`, or a variable without quotes that holds several. */
export function fieldsOf(raw: string, variables: Variables, origin: Origin | undefined): readonly Value[] {
  const whole = wholeVariable(raw);
  if (whole !== undefined) {
    const values = lookUp(whole.name, variables);
    return whole.isQuoted ? values : values.flatMap(split);
  }
  if (!REPLACED.test(raw.replaceAll(/'[^']*'/g, ''))) {
    const text = withoutQuotes(raw);
    return [{ text, origin: origin && literalOrigin(raw, text, origin) }];
  }
  return [{ text: substituted(raw, variables) }];
}

/** The text of a word without variables; the origin is what lies within its quotes. */
function literalOrigin(raw: string, text: string, origin: Origin): Origin | undefined {
  const at = raw.indexOf(text);
  return at === -1 ? undefined : { of: origin.of, start: origin.start + at, end: origin.start + at + text.length };
}

export function withoutQuotes(raw: string): string {
  return raw.replaceAll(/'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\\r?\n|\\([\s\S])/g, (_, single?: string, double?: string, escaped?: string) => {
    if (double !== undefined) return double.replaceAll(/\\\r?\n/g, '').replaceAll(/\\(["\\$`])/g, '$1');
    return single ?? escaped ?? '';
  });
}

const WHOLE = /^("?)\$(?:(\w+|@|\*)|\{(\w+|@|\*)(?:\[[@*]\])?\}|\{(@:\d+)\}|\{(\w+:?-[^{}]*)\})\1$/;

function wholeVariable(raw: string): { readonly name: string; readonly isQuoted: boolean } | undefined {
  const found = WHOLE.exec(raw);
  if (found === null) return undefined;
  return { name: found[2] ?? found[3] ?? found[4] ?? found[5] ?? '', isQuoted: found[1] === '"' };
}

function lookUp(name: string, { named, positional }: Variables): readonly Value[] {
  if (name === '@' || name === '*') return positional;
  const from = /^@:(\d+)$/.exec(name)?.[1];
  if (from !== undefined) return positional.slice(Math.max(0, Number(from) - 1));
  const [plain = '', fallback] = name.split(/:?-/, 2);
  const values = /^\d+$/.test(plain) ? positional.slice(Number(plain) - 1, Number(plain)) : named.get(plain);
  const isEmpty = values === undefined || values.every(({ text }) => text === '');
  if (isEmpty && fallback !== undefined) return [{ text: withoutQuotes(fallback) }];
  return values ?? [UNKNOWN];
}

/** Without quotes a value is cut at its spaces; one piece keeps where it stands. */
function split(value: Value): readonly Value[] {
  if (value.text === undefined || !/\s/.test(value.text)) return [value];
  const pieces = Array.from(value.text.matchAll(/\S+/g));
  return pieces.map((piece) => {
    const { origin } = value;
    const start = (origin?.start ?? 0) + piece.index;
    return { text: piece[0], origin: origin && { of: origin.of, start, end: start + piece[0].length } };
  });
}

const VARIABLE = /\$(?:(\w+)|\{(\w+(?::?-[^{}$]*)?)\})/g;

/** A text with variables in it; undefined as soon as one is not known or the word does more than put a value in. */
function substituted(raw: string, variables: Variables): string | undefined {
  let isKnown = true;
  const text = raw.replaceAll(/'[^']*'|[^']+/g, (piece) => {
    if (piece.startsWith("'")) return piece;
    return piece.replaceAll(VARIABLE, (_, plain?: string, braced?: string) => {
      const values = lookUp(plain ?? braced ?? '', variables);
      const [value] = values;
      if (values.length !== 1 || value?.text === undefined) isKnown = false;
      return value?.text ?? '';
    });
  });
  return isKnown && !REPLACED.test(text) ? withoutQuotes(text) : undefined;
}
