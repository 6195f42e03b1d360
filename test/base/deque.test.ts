import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Deque } from '#core/base/deque.ts';

type Step = readonly ['push' | 'unshift' | 'shift' | 'clear', number];

describe('deque', () => {
  it('does as an array does', () => {
    const step = fc.tuple(fc.constantFrom('push' as const, 'push' as const, 'unshift' as const, 'shift' as const, 'clear' as const), fc.nat());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps: Step[]) => {
        const deque = new Deque<number>(2);
        const twin: number[] = [];
        for (const [what, n] of steps) {
          if (what === 'push') deque.push(n), twin.push(n);
          else if (what === 'unshift') deque.unshift(n), twin.unshift(n);
          else if (what === 'shift') expect(deque.shift()).toBe(twin.shift());
          else if (n % 7 === 0) deque.clear(), (twin.length = 0);
          expect(deque.length).toBe(twin.length);
          expect(deque.peek()).toBe(twin[0]);
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
