import { expect, it } from 'vitest';
import { boxOf, lengthOf, overlaps, placeAt } from '../../../../renderer/canvas/flow/polyline.ts';

/** Right 10, then down 10. */
const corner = Float64Array.of(0, 0, 10, 0, 10, 10);

it('finds places along the points, held at both ends', () => {
  const at = (share: number) => ({ ...placeAt(corner, share, { x: 0, y: 0 }) });
  expect(at(0)).toEqual({ x: 0, y: 0 });
  expect(at(0.25)).toEqual({ x: 5, y: 0 });
  expect(at(0.75)).toEqual({ x: 10, y: 5 });
  expect(at(1)).toEqual({ x: 10, y: 10 });
  expect(at(7)).toEqual({ x: 10, y: 10 });
});

it('measures', () => {
  expect(lengthOf(corner)).toBe(20);
  expect(boxOf(corner)).toEqual({ left: 0, top: 0, right: 10, bottom: 10 });
});

it('tells what is on screen', () => {
  const view = { left: 0, top: 0, right: 100, bottom: 100 };
  expect(overlaps(boxOf(corner), view)).toBe(true);
  expect(overlaps({ left: 101, top: 0, right: 120, bottom: 10 }, view)).toBe(false);
});
