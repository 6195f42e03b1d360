import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MinHeap } from '#core/load/minHeap.ts';

it('a heap gives its numbers in order, whatever is put in and taken out between', () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant('pop' as const), fc.constant('drop' as const), fc.constant('map' as const));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const heap = new MinHeap();
      let list: number[] = [];
      let told: readonly number[] = [];
      for (const what of steps) {
        if (what === 'pop') {
          heap.pop();
          list.shift();
        } else if (what === 'drop') {
          told = [heap.dropLast(2), Math.min(2, list.length)];
          list = list.slice(0, Math.max(0, list.length - 2));
        } else if (what === 'map') {
          heap.map((value) => 2 * value);
          list = list.map((value) => 2 * value);
        } else {
          heap.push(what);
          list = [...list, what].sort((a, b) => a - b);
        }
        expect(told[0]).toBe(told[1]);
        expect([heap.length, heap.least]).toEqual([list.length, list[0] ?? Infinity]);
      }
    }),
  );
});
