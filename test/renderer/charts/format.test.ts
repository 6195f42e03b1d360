import { expect, it } from 'vitest';
import { formatClock } from '#core/base/clockText.ts';
import { formatCount, formatDuration, formatExact, formatRate, formatShare } from '../../../renderer/charts/format.ts';

it('writes counts in the reader’s way', () => {
  expect([0, 0.254, 3.14, 9_876, 12_345, 4_600_000].map((n) => formatCount(n, 'en'))).toEqual(['0', '0.25', '3.1', '9,876', '12.3K', '4.6M']);
  expect([9_876, 12_345, 4_600_000].map((n) => formatCount(n, 'zh'))).toEqual(['9,876', '1.2万', '460万']);
  expect(formatExact(1_234_567, 'en')).toBe('1,234,567');
});

it('shows a dash for what was not measured, not a zero', () => {
  expect([formatCount(Number.NaN, 'en'), formatRate(Number.NaN, 'zh'), formatDuration(Number.NaN, 'en'), formatShare(Number.NaN, 'en')]).toEqual([
    '–',
    '–',
    '–',
    '–',
  ]);
});

it('writes rates and shares', () => {
  expect(formatRate(1_234, 'en')).toBe('1,234/s');
  expect(formatRate(0.001, 'en')).toBe('0/s');
  expect(formatShare(0.873, 'en')).toBe('87%');
});

it('chooses the unit of a duration, and never rounds up into a wrong one', () => {
  expect([85, 3_400, 999_499, 999_600, 1_250_000, 59_970_000, 125_000_000, 3_780_000_000].map((us) => formatDuration(us, 'en'))).toEqual([
    '85 µs',
    '3.4 ms',
    '999 ms',
    '1 s',
    '1.25 s',
    '1m',
    '2m 5s',
    '1h 3m',
  ]);
});

it('shows a clock of constant width', () => {
  expect([0, 62_345_678, 3_602_345_000, -5].map(formatClock)).toEqual(['00:00.000', '01:02.345', '1:00:02.345', '00:00.000']);
});
