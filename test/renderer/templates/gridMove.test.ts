import { expect, test } from 'vitest';
import { moveInGrid } from '../../../renderer/templates/gridMove.ts';

/** Two rows of three and two, then another group with one row of two. */
const cards = [
  { left: 0, top: 0 },
  { left: 100, top: 0 },
  { left: 200, top: 0 },
  { left: 0, top: 80 },
  { left: 100, top: 80 },
  { left: 0, top: 200 },
  { left: 100, top: 200 },
];

test('sideways goes on to the next row, and stops at the ends', () => {
  expect(moveInGrid(cards, 2, 'ArrowRight')).toBe(3);
  expect(moveInGrid(cards, 6, 'ArrowRight')).toBe(6);
  expect(moveInGrid(cards, 0, 'ArrowLeft')).toBe(0);
  expect(moveInGrid(cards, 4, 'Home')).toBe(0);
  expect(moveInGrid(cards, 0, 'End')).toBe(6);
});

test('up and down keep to the column as far as there is one', () => {
  expect(moveInGrid(cards, 1, 'ArrowDown')).toBe(4);
  expect(moveInGrid(cards, 2, 'ArrowDown')).toBe(4);
  expect(moveInGrid(cards, 3, 'ArrowDown')).toBe(5);
  expect(moveInGrid(cards, 6, 'ArrowDown')).toBe(6);
  expect(moveInGrid(cards, 6, 'ArrowUp')).toBe(4);
  expect(moveInGrid(cards, 0, 'ArrowUp')).toBe(0);
});

test('other keys and an empty list move nowhere', () => {
  expect(moveInGrid(cards, 0, 'a')).toBeUndefined();
  expect(moveInGrid([], -1, 'ArrowDown')).toBeUndefined();
});
