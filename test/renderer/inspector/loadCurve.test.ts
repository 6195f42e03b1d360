import { describe, expect, test } from 'vitest';
import { curvePath, loadCurve, rateOf } from '../../../renderer/inspector/loadCurve.ts';

const S = 1_000_000;

describe('the rate of a load', () => {
  test.each([
    ['before the spike', 4.9, 100],
    ['half way up', 6, 550],
    ['at the top', 8, 1_000],
    ['a quarter down', 13, 775],
    ['after it', 20, 100],
  ])('spike: %s', (_, seconds, expected) => {
    const at = rateOf({ kind: 'spike', base: '100/s', peak: '1k/s', at: '5s', rise: '2s', hold: '5s', fall: '4s' });
    expect(at(seconds * S)).toBeCloseTo(expected, 9);
  });

  test('a spike without a rise is a step: no division by zero', () => {
    const at = rateOf({ kind: 'spike', base: '1/s', peak: '9/s', at: '5s', rise: '0s', hold: '1s', fall: '0s' });
    expect([4.999, 5, 5.999, 6].map((s) => at(s * S))).toEqual([1, 9, 9, 1]);
  });

  test('steps: the last one’s rate goes on', () => {
    const at = rateOf({
      kind: 'steps',
      steps: [
        { rate: '1/s', for: '2s' },
        { rate: '5/s', for: '1s' },
      ],
    });
    expect([0, 1.9, 2, 2.9, 3, 100].map((s) => at(s * S))).toEqual([1, 1, 5, 5, 5, 5]);
  });

  test('ramp and wave', () => {
    expect(rateOf({ kind: 'ramp', from: '0/s', to: '100/s', over: '10s' })(2.5 * S)).toBeCloseTo(25, 9);
    expect(rateOf({ kind: 'sine', mean: '50/s', amplitude: '20/s', period: '40s' })(10 * S)).toBeCloseTo(70, 9);
  });
});

test('the curve spans its box and never goes below it, even where a wave would', () => {
  const curve = loadCurve({ kind: 'sine', mean: '10/s', amplitude: '30/s', period: '10s' }, 10 * S, 41);
  expect(curve.rates).toHaveLength(41);
  expect(Math.min(...curve.rates)).toBe(0);
  const path = curvePath(curve, 200, 40);
  expect(path.startsWith('M0.0,')).toBe(true);
  expect(path).toMatch(/L200\.0,[\d.]+$/);
  expect(path).toContain(',0.0');
  expect(path).not.toMatch(/NaN|-/);
});

test('a load of nothing is a flat line', () => {
  expect(curvePath(loadCurve({ kind: 'constant', rate: '0/s' }, S, 3), 100, 10)).toBe('M0.0,10.0L50.0,10.0L100.0,10.0');
});
