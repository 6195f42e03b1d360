/**
 * A JMS message selector from its text (Jakarta Messaging 3.1, section 3.8: SQL-92's conditional expressions). Loosest first:
 * OR, AND, NOT, comparison, sum, product, sign. Names are properties of the message; keywords are read without regard to case.
 */
import { LIMITS } from '../limits.ts';
import { err, ok, type Result } from '../result.ts';
import { likePattern } from './likePattern.ts';
import { type SelectorFault, selectorTokens, type Token } from './selectorTokens.ts';
import type { Arithmetic, Comparison, Selector } from './selectorTree.ts';

/** The whole text is one condition; its first fault otherwise. */
export function parseSelector(text: string): Result<Selector, SelectorFault> {
  const tokens = selectorTokens(text);
  if (!tokens.ok) return tokens;
  try {
    return ok(new SelectorParser(tokens.value).whole());
  } catch (thrown) {
    if (thrown instanceof Stop) return err(thrown.fault);
    throw thrown;
  }
}

/** Ends the descent at the first fault; never leaves this file. */
class Stop extends Error {
  readonly fault: SelectorFault;
  constructor(code: SelectorFault['code'], { at, text }: Token) {
    super(code);
    this.fault = { code, at, found: text };
  }
}

type Type = 'boolean' | 'number' | 'string' | 'any';
const COMPARISONS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies Comparison[];

class SelectorParser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Selector {
    const start = this.#peek;
    const selector = this.#typed('boolean', start, this.#or());
    if (this.#peek.kind !== 'end') throw this.#unexpected();
    return selector;
  }

  #or(): Selector {
    if (++this.#depth > LIMITS.selectorDepth) throw new Stop('tooDeep', this.#peek);
    const selector = this.#joined('OR', 'or', () => this.#joined('AND', 'and', () => this.#not()));
    this.#depth--;
    return selector;
  }

  #joined(word: string, kind: 'and' | 'or', operand: () => Selector): Selector {
    const start = this.#peek;
    let left = operand();
    while (this.#takes('keyword', word)) {
      left = this.#typed('boolean', start, left);
      const second = this.#peek;
      left = { kind, left, right: this.#typed('boolean', second, operand()) };
    }
    return left;
  }

  #not(): Selector {
    let times = 0;
    while (this.#takes('keyword', 'NOT')) times++;
    const start = this.#peek;
    let selector = this.#comparison();
    if (times > 0) selector = this.#typed('boolean', start, selector);
    for (; times > 0; times--) selector = { kind: 'not', of: selector };
    return selector;
  }

  #comparison(): Selector {
    const start = this.#peek;
    const left = this.#sum();
    if (this.#peek.kind === 'symbol' && COMPARISONS.includes(this.#peek.text)) {
      const by = this.#take().text as Comparison;
      const second = this.#peek;
      const right = this.#sum();
      // Only numbers have an order.
      const isOrder = by !== '=' && by !== '<>';
      return { kind: 'compare', by, left: isOrder ? this.#typed('number', start, left) : left, right: isOrder ? this.#typed('number', second, right) : right };
    }
    if (this.#takes('keyword', 'IS')) {
      const isNot = this.#takes('keyword', 'NOT');
      this.#must('keyword', 'NULL');
      return negated(isNot, { kind: 'isNull', name: nameOf(left, start) });
    }
    const isNot = this.#takes('keyword', 'NOT');
    if (this.#takes('keyword', 'BETWEEN')) return negated(isNot, this.#between(this.#typed('number', start, left)));
    if (this.#takes('keyword', 'IN')) return negated(isNot, this.#in(nameOf(left, start)));
    if (this.#takes('keyword', 'LIKE')) return negated(isNot, this.#like(nameOf(left, start)));
    if (isNot) throw this.#unexpected();
    return left;
  }

  #between(of: Selector): Selector {
    const first = this.#peek;
    const low = this.#typed('number', first, this.#sum());
    this.#must('keyword', 'AND');
    const second = this.#peek;
    return { kind: 'between', of, low, high: this.#typed('number', second, this.#sum()) };
  }

  #in(name: string): Selector {
    this.#must('symbol', '(');
    const values: string[] = [];
    do values.push(this.#must('string').text);
    while (this.#takes('symbol', ','));
    this.#must('symbol', ')');
    return { kind: 'in', name, values };
  }

  #like(name: string): Selector {
    const pattern = this.#must('string').text;
    const escape = this.#takes('keyword', 'ESCAPE') ? this.#must('string') : undefined;
    if (escape !== undefined && Array.from(escape.text).length !== 1) throw new Stop('type', escape);
    return { kind: 'like', name, pattern: likePattern(pattern, escape?.text) };
  }

  #sum(): Selector {
    return this.#operated(['+', '-'], () => this.#operated(['*', '/'], () => this.#signed()));
  }

  #operated(symbols: readonly Arithmetic[], operand: () => Selector): Selector {
    const start = this.#peek;
    let left = operand();
    for (;;) {
      const by = symbols.find((symbol) => this.#takes('symbol', symbol));
      if (by === undefined) return left;
      left = this.#typed('number', start, left);
      const second = this.#peek;
      left = { kind: 'arithmetic', by, left, right: this.#typed('number', second, operand()) };
    }
  }

  #signed(): Selector {
    let isNegative = false;
    let isSigned = false;
    for (;;) {
      if (this.#takes('symbol', '-')) isNegative = !isNegative;
      else if (!this.#takes('symbol', '+')) break;
      isSigned = true;
    }
    const start = this.#peek;
    const value = this.#value();
    if (isSigned) this.#typed('number', start, value);
    return isNegative ? { kind: 'negate', of: value } : value;
  }

  #value(): Selector {
    const token = this.#take();
    if (token.kind === 'name') return { kind: 'property', name: token.text };
    if (token.kind === 'string') return literal(token.text);
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text.replace(/l$/i, '')), isApproximate: /[.e]/i.test(token.text) };
    if (token.kind === 'keyword' && (token.text === 'TRUE' || token.text === 'FALSE')) return literal(token.text === 'TRUE');
    if (token.kind !== 'symbol' || token.text !== '(') throw this.#unexpected(token);
    const inner = this.#or();
    this.#must('symbol', ')');
    return inner;
  }

  /** `selector`, which begins at `start`, as something of this type. */
  #typed(type: Type, start: Token, selector: Selector): Selector {
    const has = typeOf(selector);
    if (has !== type && has !== 'any') throw new Stop('type', start);
    return selector;
  }

  get #peek(): Token {
    return this.#tokens[this.#next]!;
  }
  /** The end is never passed. */
  #take(): Token {
    const token = this.#peek;
    if (token.kind !== 'end') this.#next++;
    return token;
  }
  #takes(kind: Token['kind'], text: string): boolean {
    const { kind: has, text: stands } = this.#peek;
    if (has !== kind || stands !== text) return false;
    this.#next++;
    return true;
  }
  #must(kind: Token['kind'], text?: string): Token {
    const token = this.#take();
    if (token.kind !== kind || (text !== undefined && token.text !== text)) throw this.#unexpected(token);
    return token;
  }
  #unexpected(token = this.#peek): Stop {
    return new Stop(token.kind === 'end' ? 'unfinished' : 'unexpected', token);
  }
}

const literal = (value: string | boolean): Selector => ({ kind: 'literal', value, isApproximate: false });
const negated = (isNot: boolean, of: Selector): Selector => (isNot ? { kind: 'not', of } : of);

/** What only a property can be asked. */
function nameOf(selector: Selector, start: Token): string {
  if (selector.kind !== 'property') throw new Stop('type', start);
  return selector.name;
}

function typeOf(selector: Selector): Type {
  switch (selector.kind) {
    case 'property':
      return 'any';
    case 'literal':
      return typeof selector.value === 'string' ? 'string' : typeof selector.value === 'number' ? 'number' : 'boolean';
    case 'arithmetic':
    case 'negate':
      return 'number';
    default:
      return 'boolean';
  }
}
