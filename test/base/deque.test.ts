import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deque } from '#core/base/deque.ts';

type What = 'push' | 'unshift' | 'shift' | 'clear';

/** What each side answers to one step. */
const onDeque = (deque: Deque<number>, what: What, n: number): unknown => (what === 'push' || what === 'unshift' ? deque[what](n) : deque[what]());
function onArray(twin: number[], what: What, n: number): unknown {
  if (what === 'shift') return twin.shift();
  if (what === 'push') twin.push(n);
  else if (what === 'unshift') twin.unshift(n);
  else twin.length = 0;
  return undefined;
}

describe('deque', () => {
  it('does as an array does', () => {
    const what = fc.oneof(
      { weight: 40, arbitrary: fc.constantFrom<What>('push', 'push', 'unshift', 'shift') },
      { weight: 1, arbitrary: fc.constant<What>('clear') },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(what, fc.nat()), { maxLength: 300 }), (steps) => {
        const deque = new Deque<number>(2);
        const twin: number[] = [];
        for (const [step, n] of steps) {
          expect(onDeque(deque, step, n)).toBe(onArray(twin, step, n));
          expect([deque.length, deque.peek()]).toEqual([twin.length, twin[0]]);
        }
        for (let i = 0; i <= twin.length; i++) expect(deque.at(i)).toBe(twin[i]);
      }),
    );
  });

  it('keeps no reference to what was taken', () => {
    const deque = new Deque<object>();
    deque.push({});
    deque.shift();
    expect([deque.at(0), deque.peek(), deque.shift()]).toEqual([undefined, undefined, undefined]);
  });
});
