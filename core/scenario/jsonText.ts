/**
 * What JSON.parse does not tell: how deep a text nests, before building it, and where a broken one breaks. Engines word
 * and place that differently, so the place is found here, by one pass without recursion.
 */
export interface TextPlace {
  /** Both from 1; a column counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/** Deepest nesting of brackets, up to the first broken string; does not judge the text otherwise. */
export function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const end = endOfString(text, i);
      if (end < 0) return deepest;
      i = end - 1;
    } else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth);
    else if (c === '}' || c === ']') depth--;
  }
  return deepest;
}

/** Where the text stops being JSON; undefined if it is JSON throughout. */
export function firstFault(text: string): TextPlace | undefined {
  const at = faultOffset(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

function faultOffset(text: string): number | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  let i = 0;
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  for (;;) {
    while (i < text.length && ' \t\r\n'.includes(text[i] as string)) i++;
    const c = text[i];
    if (c === undefined) return expected === 'nothing' ? undefined : i;
    const closes = c === '}' ? '{' : c === ']' ? '[' : undefined;
    if (closes !== undefined) {
      const empty = c === '}' ? 'keyOrEnd' : 'valueOrEnd';
      if (open.at(-1) !== closes || (expected !== empty && expected !== 'commaOrEnd')) return i;
      open.pop();
      expected = afterValue();
      i++;
    } else if (expected === 'commaOrEnd') {
      if (c !== ',') return i;
      expected = open.at(-1) === '{' ? 'key' : 'value';
      i++;
    } else if (expected === 'colon') {
      if (c !== ':') return i;
      expected = 'value';
      i++;
    } else if (expected === 'key' || expected === 'keyOrEnd') {
      const end = c === '"' ? endOfString(text, i) : -1;
      if (end < 0) return i;
      expected = 'colon';
      i = end;
    } else if (expected === 'nothing') {
      return i;
    } else if (c === '{' || c === '[') {
      open.push(c);
      expected = c === '{' ? 'keyOrEnd' : 'valueOrEnd';
      i++;
    } else {
      const end = c === '"' ? endOfString(text, i) : Math.max(match(NUMBER, text, i), match(WORD, text, i));
      if (end < 0) return i;
      expected = afterValue();
      i = end;
    }
  }
}

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Offset after the closing quote of the string opening at `at`; −1 if it is broken. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '"') return i + 1;
    if (c < ' ') return -1;
    if (c !== '\\') continue;
    i++;
    if (text[i] === 'u' && match(HEX4, text, i + 1) > 0) i += 4;
    else if (!'"\\/bfnrt'.includes(text[i] ?? '?')) return -1;
  }
  return -1;
}
const HEX4 = /[0-9a-fA-F]{4}/y;
