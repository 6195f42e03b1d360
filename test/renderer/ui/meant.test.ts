import { expect, test } from 'vitest';
import { meansFocused } from '../../../renderer/ui/meant.ts';

const nothing = { nodes: [], edges: [] };
const selections = [
  { nodes: [], edges: ['wire'] },
  { nodes: ['queue'], edges: [] },
  { nodes: [], edges: [], notes: ['note'] },
];

test('what takes away takes what is selected, whatever has the focus', () => {
  for (const selection of selections) expect(meansFocused(selection, true)).toBe(false);
});

test('with nothing selected it takes what has the focus', () => {
  expect(meansFocused(nothing, true)).toBe(true);
  expect(meansFocused({ ...nothing, notes: [] }, true)).toBe(true);
});

test('everything else is about what has the focus', () => {
  for (const selection of [nothing, ...selections]) expect(meansFocused(selection, false)).toBe(true);
});
