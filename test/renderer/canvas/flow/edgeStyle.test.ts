import { expect, it } from 'vitest';
import { edgeMode, edgeWidth, trainSpeed } from '../../../../renderer/canvas/flow/edgeStyle.ts';

it('draws single messages up to 30 a second on screen, whatever the pace', () => {
  expect(edgeMode(30, 1)).toBe('dots');
  expect(edgeMode(31, 1)).toBe('train');
  expect(edgeMode(300, 0.1)).toBe('dots');
  expect(edgeMode(5, 10)).toBe('train');
  expect(edgeMode(0, 1)).toBe('still');
  expect(edgeMode(Number.NaN, 1)).toBe('still');
});

it('keeps its look near the limit', () => {
  expect(edgeMode(33, 1, 'dots')).toBe('dots');
  expect(edgeMode(38, 1, 'dots')).toBe('train');
  expect(edgeMode(27, 1, 'train')).toBe('train');
  expect(edgeMode(23, 1, 'train')).toBe('dots');
});

it('grows wider and faster with the rate, within bounds', () => {
  const rates = [1, 10, 100, 1_000, 10_000];
  const widths = rates.map(edgeWidth);
  expect([...widths].sort((a, b) => a - b)).toEqual(widths);
  expect(edgeWidth(1e9)).toBe(10);
  expect(edgeWidth(0)).toBe(0);
  expect(trainSpeed(1e9)).toBe(190);
});
