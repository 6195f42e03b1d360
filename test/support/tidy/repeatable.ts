/**
 * What core must not contain if a run is to repeat bit for bit in every engine: clocks, timers, promises, chance, the
 * locale, and the parts of Math whose last bits differ between engines. An allow-list for Math, so a new function asks first.
 */
import type { ESTree } from 'vite';
import { isUnder, type Source } from './sources.ts';

/** Exact by ECMA-262: integers, rounding, comparison, and the correctly rounded square root. */
const EXACT = ['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'];

const GLOBALS: Readonly<Record<string, string>> = {
  Date: 'The engine has no clock: take the instant from Scheduler.now()',
  performance: 'The engine has no clock: take the instant from Scheduler.now()',
  setTimeout: 'Waiting is an event: Scheduler.after',
  setInterval: 'Waiting is an event: Scheduler.after',
  setImmediate: 'Waiting is an event: Scheduler.after',
  queueMicrotask: 'Waiting is an event: Scheduler.after',
  Promise: 'The engine runs to completion: pass a handler or answer later by an event',
  Intl: 'Locales differ between machines: word things outside core',
  console: 'Return what is to be shown; the host shows it',
  process: 'A host passes in what it has',
  globalThis: 'A host passes in what it has',
  crypto: 'Draw from a base/random stream: a run must repeat exactly',
};
const LOCALE = ['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase'];

export function repeatableFaults(source: Source): string[] {
  if (!isUnder(source.path, 'core')) return [];
  const faults: string[] = [];
  const fault = (node: { start: number }, what: string, instead: string): void => void faults.push(`${source.where(node)}: ${what} in core. ${instead}.`);
  const named = namesOnly(source);
  const isAsync = (node: { start: number; async: boolean }): void => {
    if (node.async) fault(node, 'async', GLOBALS.Promise!);
  };
  source.visit({
    Identifier(node) {
      const instead = Object.hasOwn(GLOBALS, node.name) && !named.has(node.start) ? GLOBALS[node.name] : undefined;
      if (instead !== undefined) fault(node, node.name, instead);
    },
    MemberExpression(node) {
      if (node.computed || node.property.type !== 'Identifier') return;
      const { name } = node.property;
      const isMath = node.object.type === 'Identifier' && node.object.name === 'Math';
      const isConstant = name === name.toUpperCase();
      if (isMath && !isConstant && !EXACT.includes(name)) {
        const instead = name === 'random' ? 'Draw from a base/random stream' : 'Bits differ between engines: use base/detMath or Math.sqrt';
        fault(node, `Math.${name}`, instead);
      }
      if (LOCALE.includes(name)) fault(node, name, 'Locales differ between machines: compare code units');
    },
    BinaryExpression(node) {
      if (node.operator === '**' && !isPowerOfTwo(node)) fault(node, '**', 'Bits differ between engines: use base/detMath; only powers of two are exact');
    },
    FunctionDeclaration: isAsync,
    FunctionExpression: isAsync,
    ArrowFunctionExpression: isAsync,
    AwaitExpression: (node) => fault(node, 'await', GLOBALS.Promise!),
  });
  return faults;
}

/** By a whole number, which is how core uses it, a power of two has one exact value. */
const isPowerOfTwo = (node: ESTree.BinaryExpression): boolean => node.left.type === 'Literal' && [2, 1024].includes(node.left.value as number);

/** Offsets of identifiers that name a property or a key, not the global of that name. */
function namesOnly(source: Source): Set<number> {
  const found = new Set<number>();
  const add = (key: { start: number }, computed: boolean): void => {
    if (!computed) found.add(key.start);
  };
  source.visit({
    MemberExpression: (node) => add(node.property, node.computed),
    Property: (node) => {
      if (!node.shorthand) add(node.key, node.computed);
    },
    PropertyDefinition: (node) => add(node.key, node.computed),
    MethodDefinition: (node) => add(node.key, node.computed),
    TSPropertySignature: (node) => add(node.key, node.computed),
    TSMethodSignature: (node) => add(node.key, node.computed),
  });
  return found;
}
