import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration, parseRate } from '../../../core/base/quantity.ts';
import { formatInstant, pixelStep, rateTicks, type Scale, timeTicks, topAbove, toPixel, toPoint } from '../../../renderer/load/scale.ts';
import { instantText, rateShown } from '../../../renderer/load/words.ts';

const S = 1_000_000;
const scale: Scale = { width: 800, height: 260, endUs: 60 * S, topRate: 1_000 };
const anyScale = fc.record({
  width: fc.integer({ min: 50, max: 2_000 }),
  height: fc.integer({ min: 50, max: 600 }),
  endUs: fc.integer({ min: 1_000, max: 1e13 }),
  topRate: fc.double({ min: 0.01, max: 1e7, noNaN: true }),
});

test('a point and its pixel', () => {
  expect(toPixel(scale, { atUs: 30 * S, rate: 250 })).toEqual({ x: 400, y: 195 });
  expect(toPoint(scale, { x: 400, y: 195 })).toEqual({ atUs: 30 * S, rate: 250 });
});

test('what is left of the plot is its start, what is below it no rate, what is above it more than its top', () => {
  expect(toPoint(scale, { x: -30, y: 300 })).toEqual({ atUs: 0, rate: 0 });
  expect(toPoint(scale, { x: 0, y: -26 }).rate).toBe(1_100);
});

test('a pixel picks a value no farther than half a pixel off, and to few digits', () => {
  fc.assert(
    fc.property(anyScale, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (any, a, b) => {
      const { x, y } = { x: a * any.width, y: b * any.height };
      const back = toPixel(any, toPoint(any, { x, y }));
      // Time is whole microseconds.
      expect(Math.abs(back.x - x)).toBeLessThanOrEqual(0.5 + (0.5 * any.width) / any.endUs + 1e-6);
      expect(Math.abs(back.y - y)).toBeLessThanOrEqual(0.5 + 1e-6);
      expect(Number.isInteger(toPoint(any, { x, y }).atUs)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [1, 1],
  [1.9, 1],
  [3.8, 2],
  [7.4e4, 5e4],
  [0.0099, 0.005],
])('of %d per pixel the step is %d', (worth, step) => {
  expect(pixelStep(worth)).toBeCloseTo(step, 12);
});

test('the top of a scale is round and above its peak; the marks lie on it', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e7, noNaN: true }), (peak) => {
      const top = topAbove(peak);
      expect(top).toBeGreaterThan(peak);
      expect(top).toBeLessThanOrEqual(peak * 2.5);
      const ticks = rateTicks(top);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks[0]).toEqual({ value: 0, text: '0/s' });
      expect(ticks.at(-1)!.value).toBeLessThanOrEqual(top);
      for (const { value, text } of ticks) expect(parseRate(text)).toEqual({ ok: true, value: expect.closeTo(value, 6) });
    }),
    { numRuns: 200 },
  );
});

test('marks of time are far enough apart to be read, and say their instant', () => {
  expect(timeTicks(scale).map(({ text }) => text)).toEqual(['0', '10s', '20s', '30s', '40s', '50s', '1m']);
  expect(timeTicks({ ...scale, endUs: 86_400 * S }).map(({ text }) => text)).toEqual(['0', '4h', '8h', '12h', '16h', '20h', '1d']);
  fc.assert(
    fc.property(anyScale, (any) => {
      const ticks = timeTicks(any);
      expect(ticks.length).toBeLessThanOrEqual(any.width / 84 + 1 + 1e-6);
    }),
    { numRuns: 200 },
  );
});

test('instants and rates in words', () => {
  expect([0, 45 * S, 90 * S, 5_400 * S, 90_000 * S, 1_500_000].map(formatInstant)).toEqual(['0', '45s', '1m30s', '1h30m', '1d1h', '1.5s']);
  expect([12_345_678, 61_234_567, 4_321].map(instantText)).toEqual(['12.346s', '61.2s', '4321us']);
  expect([1234.5678, 0.33333, 0].map(rateShown)).toEqual(['1235/s', '0.3333/s', '0/s']);
  expect(parseDuration('61.2s')).toEqual({ ok: true, value: 61.2 * S });
});
