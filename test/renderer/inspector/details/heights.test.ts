import { describe, expect, it } from 'vitest';
import { heightsOf, rangesOf } from '../../../../renderer/inspector/details/heights.ts';

describe('bars', () => {
  it('stand against the highest, and small ones stay visible', () => {
    expect(heightsOf([0, 1, 100])).toEqual([0, 0.1, 1]);
    expect(heightsOf([0, 0])).toEqual([0, 0]);
    expect(heightsOf([])).toEqual([]);
  });
});

describe('numbers in short', () => {
  it.each<[readonly number[], string]>([
    [[], ''],
    [[4], '4'],
    [[0, 1], '0, 1'],
    [[0, 1, 2, 5, 7, 8], '0–2, 5, 7, 8'],
  ])('%j as %s', (numbers, text) => expect(rangesOf(numbers)).toBe(text));
});
