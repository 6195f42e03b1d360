import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALIGNMENTS, aligned, distributed } from '../../../renderer/canvas/align.ts';
import type { Box } from '../../../renderer/canvas/box.ts';

const boxes = new Map<string, Box>([
  ['a', { x: 0, y: 0, width: 100, height: 40 }],
  ['b', { x: 200, y: 80, width: 50, height: 20 }],
  ['c', { x: 120, y: 300, width: 80, height: 60 }],
]);

test('each alignment puts that side, or the middle, of all of them on one line', () => {
  expect(aligned(boxes, 'left')).toEqual({ a: { x: 0, y: 0 }, b: { x: 0, y: 80 }, c: { x: 0, y: 300 } });
  expect(aligned(boxes, 'right')).toEqual({ a: { x: 150, y: 0 }, b: { x: 200, y: 80 }, c: { x: 170, y: 300 } });
  expect(aligned(boxes, 'centre')).toEqual({ a: { x: 75, y: 0 }, b: { x: 100, y: 80 }, c: { x: 85, y: 300 } });
  expect(aligned(boxes, 'top')).toEqual({ a: { x: 0, y: 0 }, b: { x: 200, y: 0 }, c: { x: 120, y: 0 } });
  expect(aligned(boxes, 'middle')).toEqual({ a: { x: 0, y: 160 }, b: { x: 200, y: 170 }, c: { x: 120, y: 150 } });
  expect(aligned(boxes, 'bottom')).toEqual({ a: { x: 0, y: 320 }, b: { x: 200, y: 340 }, c: { x: 120, y: 300 } });
});

test('distributed, there is the same room between all, and the outer two stay', () => {
  expect(distributed(boxes, 'x')).toEqual({ a: { x: 0, y: 0 }, c: { x: 110, y: 300 }, b: { x: 200, y: 80 } });
  expect(distributed(boxes, 'y')).toEqual({ a: { x: 0, y: 0 }, b: { x: 200, y: 160 }, c: { x: 120, y: 300 } });
  expect(distributed(new Map([...boxes].slice(0, 2)), 'x')).toEqual({});
});

const box = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 1, max: 300 }),
  height: fc.integer({ min: 1, max: 300 }),
});

test('aligning twice is aligning once, and moves along one axis only', () => {
  fc.assert(
    fc.property(fc.array(box, { minLength: 2, maxLength: 12 }), fc.constantFrom(...ALIGNMENTS), (list, how) => {
      const before = new Map(list.map((one, i) => [`n${i}`, one]));
      const once = aligned(before, how);
      const after = new Map([...before].map(([id, one]) => [id, { ...one, ...once[id] }]));
      const upright = how === 'left' || how === 'centre' || how === 'right';
      for (const [id, one] of before) expect(once[id]?.[upright ? 'y' : 'x']).toBe(one[upright ? 'y' : 'x']);
      if (how === 'centre' || how === 'middle') return;
      for (const [id, place] of Object.entries(aligned(after, how))) expect(place).toEqual(once[id]);
    }),
  );
});
