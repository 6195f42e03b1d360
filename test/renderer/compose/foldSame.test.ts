import { expect, test } from 'vitest';
import { foldSame } from '../../../renderer/compose/foldSame.ts';
import { lineDiff } from '../../../renderer/compose/lineDiff.ts';

const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);

test('three lines around a change are shown, what is further away is folded', () => {
  const changed = lines.with(10, 'another');
  expect(foldSame(lineDiff(lines, changed))).toEqual([
    { from: 0, to: 7, isFolded: true },
    { from: 7, to: 15, isFolded: false },
    { from: 15, to: 21, isFolded: true },
  ]);
});

test('a single line is not folded, and of no change all is', () => {
  expect(foldSame(lineDiff(lines, lines.with(4, 'another')))[0]).toEqual({ from: 0, to: 1, isFolded: false });
  expect(foldSame(lineDiff(lines, lines))).toEqual([{ from: 0, to: 20, isFolded: true }]);
  expect(foldSame([])).toEqual([]);
});
