/** Words, numbers, strings and symbols of a JMS message selector (Jakarta Messaging 3.1, section 3.8). */
import { err, ok, type Result } from '../result.ts';

/** What keeps a text from being a selector. `at` is the character it is about, from 1; `found` is what stands there. */
export interface SelectorFault {
  /**
   * `unexpected`: nothing like that can stand there. `unfinished`: the text ends too early. `type`: what stands there has the
   * wrong type. `tooDeep`: brackets within brackets beyond the limit.
   */
  readonly code: 'unexpected' | 'unfinished' | 'type' | 'tooDeep';
  readonly at: number;
  readonly found: string;
}

export interface Token {
  readonly kind: 'name' | 'keyword' | 'number' | 'string' | 'symbol' | 'end';
  /** A keyword in capitals, a string without its quotes, anything else as written. */
  readonly text: string;
  readonly at: number;
}

const KEYWORDS = new Set(['NULL', 'TRUE', 'FALSE', 'NOT', 'AND', 'OR', 'BETWEEN', 'LIKE', 'IN', 'IS', 'ESCAPE']);

/** One token at the place looked at: space, number, name, string, symbol. Java identifiers; '' within a string is one quote. */
const TOKEN =
  /(?<space>[ \t\f\r\n]+)|(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[lL]?)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|'(?<string>(?:[^']|'')*)'|(?<symbol><>|<=|>=|[=<>+\-*/(),])/uy;

export function selectorTokens(text: string): Result<readonly Token[], SelectorFault> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    // A quote that no other closes runs to the end of the text.
    if (found === null) {
      const rest = text.slice(at, at + 20);
      return err({ code: rest.startsWith("'") ? 'unfinished' : 'unexpected', at: at + 1, found: rest });
    }
    const token = toToken(found.groups ?? {}, at + 1);
    if (token !== undefined) tokens.push(token);
    at = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', at: text.length + 1 });
  return ok(tokens);
}

function toToken({ number, name, string, symbol }: Readonly<Record<string, string | undefined>>, at: number): Token | undefined {
  if (name !== undefined) {
    const keyword = name.toUpperCase();
    return KEYWORDS.has(keyword) ? { kind: 'keyword', text: keyword, at } : { kind: 'name', text: name, at };
  }
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (string !== undefined) return { kind: 'string', text: string.replaceAll("''", "'"), at };
  return symbol === undefined ? undefined : { kind: 'symbol', text: symbol, at };
}
