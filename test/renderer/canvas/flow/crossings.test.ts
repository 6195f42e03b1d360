import { expect, it } from 'vitest';
import { crossings } from '../../../../renderer/canvas/flow/crossings.ts';
import { seriesOf } from '../../../support/series.ts';

/** Ten records a second over the edge, for ten seconds. */
const series = seriesOf(100, 100_000, [['edge', 'records', (row) => row + 1]]);
const shares = (nowUs: number, travelUs: number, limit = 100): number[] => {
  const out: number[] = [];
  crossings(series, 1, nowUs, travelUs, limit, (share) => out.push(share));
  return out;
};

it('shows each record that went over within the travel time, once', () => {
  expect(shares(5_000_000, 1_000_000).length).toBe(10);
  expect(shares(5_000_000, 250_000).length).toBe(3);
});

it('moves them on at an even speed', () => {
  const before = shares(5_000_000, 1_000_000);
  const after = shares(5_020_000, 1_000_000);
  before.slice(0, 9).forEach((share, i) => expect(after[i]).toBeCloseTo(share + 0.02, 9));
});

it('keeps shares within the way, the newest first', () => {
  const all = shares(4_987_654, 900_000);
  expect([...all].sort((a, b) => a - b)).toEqual(all);
  expect(all.every((share) => share >= 0 && share <= 1)).toBe(true);
});

it('stops at its limit', () => {
  expect(shares(5_000_000, 5_000_000, 7).length).toBe(7);
});

it('lets the last ones arrive after the data ends, then shows none', () => {
  expect(shares(10_500_000, 1_000_000).length).toBe(5);
  expect(shares(11_500_000, 1_000_000)).toEqual([]);
});

it('shows nothing before the first row', () => {
  expect(crossings(seriesOf(0, 100_000, [['edge', 'records', () => 0]]), 1, 0, 1_000, 10, () => {})).toBe(0);
});
