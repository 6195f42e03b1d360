/** A JMS message selector as a tree, and what it says of a message: true, false, or unknown where a property is missing. */
import type { HeaderValue } from '../workload.ts';
import { unreachable } from '../assert.ts';
import { isLike, type LikePattern } from './likePattern.ts';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/';

export type Selector =
  /** `isApproximate`: a number with a point or an exponent, which makes a division one of floats. */
  | { readonly kind: 'literal'; readonly value: HeaderValue; readonly isApproximate: boolean }
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'not'; readonly of: Selector }
  | { readonly kind: 'and' | 'or'; readonly left: Selector; readonly right: Selector }
  | { readonly kind: 'compare'; readonly by: Comparison; readonly left: Selector; readonly right: Selector }
  | { readonly kind: 'arithmetic'; readonly by: Arithmetic; readonly left: Selector; readonly right: Selector }
  | { readonly kind: 'negate'; readonly of: Selector }
  | { readonly kind: 'between'; readonly of: Selector; readonly low: Selector; readonly high: Selector }
  | { readonly kind: 'in'; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: 'like'; readonly name: string; readonly pattern: LikePattern }
  | { readonly kind: 'isNull'; readonly name: string };

/** A property or header field of a message; undefined when it has none of this name. */
export type Lookup = (name: string) => HeaderValue | undefined;

/** A message is selected only when this is true: unknown is not enough. */
export const isSelected = (selector: Selector, lookup: Lookup): boolean => evaluate(selector, lookup) === true;

/** Names of all properties a selector looks at. */
export function propertiesOf(selector: Selector): string[] {
  switch (selector.kind) {
    case 'literal':
      return [];
    case 'property':
    case 'in':
    case 'like':
    case 'isNull':
      return [selector.name];
    case 'not':
    case 'negate':
      return propertiesOf(selector.of);
    case 'between':
      return [selector.of, selector.low, selector.high].flatMap(propertiesOf);
    case 'and':
    case 'or':
    case 'compare':
    case 'arithmetic':
      return [selector.left, selector.right].flatMap(propertiesOf);
    default:
      return unreachable(selector);
  }
}

/** Undefined is unknown: SQL's three-valued logic, tables 3-4 to 3-6 of the specification. */
function evaluate(selector: Selector, lookup: Lookup): HeaderValue | undefined {
  switch (selector.kind) {
    case 'literal':
      return selector.value;
    case 'property':
      return lookup(selector.name);
    case 'not': {
      const value = evaluate(selector.of, lookup);
      return typeof value === 'boolean' ? !value : undefined;
    }
    case 'and':
    case 'or': {
      // The value that decides alone; the other one only together.
      const decisive = selector.kind === 'or';
      const left = evaluate(selector.left, lookup);
      if (left === decisive) return decisive;
      const right = evaluate(selector.right, lookup);
      if (right === decisive) return decisive;
      return left === !decisive && right === !decisive ? !decisive : undefined;
    }
    case 'compare':
      return compare(selector.by, evaluate(selector.left, lookup), evaluate(selector.right, lookup));
    case 'arithmetic':
      return calculate(selector, lookup);
    case 'negate': {
      const value = evaluate(selector.of, lookup);
      return typeof value === 'number' ? -value : undefined;
    }
    case 'between': {
      const value = evaluate(selector.of, lookup);
      const [low, high] = [compare('>=', value, evaluate(selector.low, lookup)), compare('<=', value, evaluate(selector.high, lookup))];
      if (low === false || high === false) return false;
      return low && high;
    }
    case 'in': {
      const value = lookup(selector.name);
      return value === undefined ? undefined : typeof value === 'string' && selector.values.includes(value);
    }
    case 'like': {
      const value = lookup(selector.name);
      return value === undefined ? undefined : typeof value === 'string' && isLike(value, selector.pattern);
    }
    case 'isNull':
      return lookup(selector.name) === undefined;
    default:
      return unreachable(selector);
  }
}

/** Values of unlike types never compare, whatever is asked of them. */
function compare(by: Comparison, left: HeaderValue | undefined, right: HeaderValue | undefined): boolean | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) return false;
  if (by === '=') return left === right;
  if (by === '<>') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  if (by === '<') return left < right;
  if (by === '<=') return left <= right;
  return by === '>' ? left > right : left >= right;
}

/** As Java promotes: whole numbers divide to a whole number, unless one of them was written with a point. */
function calculate({ by, left, right }: Extract<Selector, { kind: 'arithmetic' }>, lookup: Lookup): number | undefined {
  const [a, b] = [evaluate(left, lookup), evaluate(right, lookup)];
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  if (by === '+') return a + b;
  if (by === '-') return a - b;
  if (by === '*') return a * b;
  if (isApproximate(left) || isApproximate(right) || !Number.isInteger(a) || !Number.isInteger(b)) return a / b;
  return b === 0 ? undefined : Math.trunc(a / b);
}

function isApproximate(selector: Selector): boolean {
  if (selector.kind === 'literal') return selector.isApproximate;
  if (selector.kind === 'negate') return isApproximate(selector.of);
  return selector.kind === 'arithmetic' && (isApproximate(selector.left) || isApproximate(selector.right));
}
