import { expect, test } from 'vitest';
import { lineDiff } from '../../../renderer/compose/lineDiff.ts';

const shown = (before: string, after: string) =>
  lineDiff(before.split(''), after.split('')).map(({ kind, text }) => `${{ same: '=', gone: '-', new: '+' }[kind]}${text}`);

test('equal texts are the same line by line, with both numbers', () => {
  expect(lineDiff(['a', 'b'], ['a', 'b'])).toEqual([
    { kind: 'same', text: 'a', before: 1, after: 1 },
    { kind: 'same', text: 'b', before: 2, after: 2 },
  ]);
});

test('a changed line goes and comes in its place', () => {
  expect(shown('abc', 'axc')).toEqual(['=a', '-b', '+x', '=c']);
});

test('the shortest way is found: the example of the paper has five changes', () => {
  expect(shown('abcabba', 'cbabac').filter((line) => !line.startsWith('='))).toHaveLength(5);
});

test('lines that come only, or go only', () => {
  expect(shown('', 'ab')).toEqual(['+a', '+b']);
  expect(shown('ab', '')).toEqual(['-a', '-b']);
  expect(shown('ac', 'abc')).toEqual(['=a', '+b', '=c']);
});

test('both texts can be read off again, whatever they are', () => {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const text = () => Array.from({ length: next(40) }, () => 'abcd'[next(4)]!);
  for (let round = 0; round < 200; round++) {
    const [before, after] = [text(), text()];
    const lines = lineDiff(before, after);
    expect(lines.filter(({ kind }) => kind !== 'new').map((one) => one.text)).toEqual(before);
    expect(lines.filter(({ kind }) => kind !== 'gone').map((one) => one.text)).toEqual(after);
  }
});

test('texts with hardly anything in common are one block that goes and one that comes', () => {
  const before = Array.from({ length: 1_500 }, (_, i) => `a${i}`);
  const after = Array.from({ length: 1_500 }, (_, i) => `b${i}`);
  const kinds = lineDiff(before, after).map(({ kind }) => kind);
  expect(kinds.slice(0, 1_500).every((kind) => kind === 'gone')).toBe(true);
  expect(kinds.slice(1_500).every((kind) => kind === 'new')).toBe(true);
});
