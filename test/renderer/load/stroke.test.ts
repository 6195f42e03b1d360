import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pixel } from '../../../renderer/load/scale.ts';
import { simplify, simplifyTo, splice, Stroke } from '../../../renderer/load/stroke.ts';

const line = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 120 }).map((ys) => ys.map((y, x): Pixel => ({ x, y })));

/** Height of a polyline at x. */
function heightAt(points: readonly Pixel[], x: number): number {
  const i = points.findIndex((p) => p.x >= x);
  const [a, b] = [points[Math.max(0, i - 1)]!, points[i]!];
  return b.x === a.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
}

describe('a stroke', () => {
  test('fills the columns a quick hand skips', () => {
    const stroke = new Stroke();
    stroke.add({ x: 10, y: 100 });
    stroke.add({ x: 14, y: 60 });
    expect(stroke.pixels()).toEqual([100, 90, 80, 70, 60].map((y, i) => ({ x: 10 + i, y })));
  });

  test('going back, the last visit of a column counts', () => {
    const stroke = new Stroke();
    for (const [x, y] of [
      [0, 0],
      [4, 0],
      [2, 50],
    ] as const)
      stroke.add({ x, y });
    expect(stroke.pixels().map(({ y }) => y)).toEqual([0, 0, 50, 25, 0]);
  });
});

describe('simplified', () => {
  test('keeps its ends, and lies within the tolerance everywhere', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0, max: 40, noNaN: true }), (run, tolerance) => {
        const kept = simplify(run, tolerance);
        expect(kept[0]).toBe(run[0]);
        expect(kept.at(-1)).toBe(run.at(-1));
        for (const { x, y } of run) expect(Math.abs(heightAt(kept, x) - y)).toBeLessThanOrEqual(tolerance + 1e-9);
      }),
    );
  });

  test('three straight lines are four points', () => {
    const run = Array.from({ length: 91 }, (_, x) => ({ x, y: x < 30 ? 0 : x < 60 ? (x - 30) * 4 : 120 }));
    expect(simplify(run, 0.5).map(({ x }) => x)).toEqual([0, 30, 60, 90]);
  });

  test('is as few as are asked for', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 20 }), (run, most) => {
        expect(simplifyTo(run, 0.5, most).length).toBeLessThanOrEqual(Math.max(2, most));
      }),
    );
  });
});

describe('spliced into a curve', () => {
  const flat = [0, 20, 40, 60].map((s) => ({ atUs: s, rate: 100 }));
  const rateAt = () => 100;

  test('the curve outside stays, and meets the stroke in a step', () => {
    const next = splice(
      flat,
      [30, 50].map((atUs) => ({ atUs, rate: 500 })),
      rateAt,
      1,
      10,
    );
    expect(next.map(({ atUs, rate }) => [atUs, rate])).toEqual([
      [0, 100],
      [20, 100],
      [29, 100],
      [30, 500],
      [50, 500],
      [51, 100],
      [60, 100],
    ]);
  });

  test('a stroke that begins at the curve joins it', () => {
    const next = splice(
      flat,
      [
        { atUs: 30, rate: 105 },
        { atUs: 50, rate: 300 },
      ],
      rateAt,
      1,
      10,
    );
    expect(next.map(({ atUs }) => atUs)).toEqual([0, 20, 30, 50, 51, 60]);
  });

  test('past the last point the stroke says how it goes on', () => {
    const next = splice(
      flat,
      [
        { atUs: 50, rate: 100 },
        { atUs: 90, rate: 300 },
      ],
      rateAt,
      1,
      10,
    );
    expect(next.at(-1)).toEqual({ atUs: 90, rate: 300 });
  });
});
