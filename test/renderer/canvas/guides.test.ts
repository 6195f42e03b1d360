import { expect, test } from 'vitest';
import { snapToOthers } from '../../../renderer/canvas/guides.ts';

const other = { x: 100, y: 100, width: 200, height: 100 };

test('a side within reach of another’s is drawn to it, with a line along both', () => {
  const { dx, dy, lines } = snapToOthers({ x: 104, y: 400, width: 80, height: 40 }, [other]);
  expect([dx, dy]).toEqual([-4, 0]);
  expect(lines).toEqual([{ axis: 'x', at: 100, from: 100, to: 440 }]);
});

test('a middle meets a middle, and both axes are seen to', () => {
  const { dx, dy, lines } = snapToOthers({ x: 163, y: 204, width: 80, height: 40 }, [other]);
  expect([dx, dy]).toEqual([-3, -4]);
  expect(lines.map(({ axis, at }) => [axis, at])).toEqual([
    ['x', 200],
    ['y', 200],
  ]);
});

test('out of reach nothing moves and no line is drawn', () => {
  expect(snapToOthers({ x: 107, y: 207, width: 33, height: 33 }, [other])).toEqual({ dx: 0, dy: 0, lines: [] });
});

test('of two as near, the one beside it', () => {
  const far = { x: 96, y: 5_000, width: 10, height: 10 };
  expect(snapToOthers({ x: 98, y: 300, width: 70, height: 40 }, [far, other]).dx).toBe(2);
});
