import { describe, expect, test } from 'vitest';
import type { LoadDoc } from '../../../core/scenario/scenario.ts';
import { convertLoad } from '../../../renderer/inspector/convert.ts';
import { curveOf, pathOf, samples, totalOf } from '../../../renderer/load/curve.ts';
import { addPoint, drawnDoc, pointAfter, pointsOf, removePoint, strokeOver, thinned, toDrawn } from '../../../renderer/load/drawn.ts';
import type { Scale } from '../../../renderer/load/scale.ts';
import { Stroke } from '../../../renderer/load/stroke.ts';

const S = 1_000_000;
const END = 60 * S;
const OWNER = { node: 'p', seed: 7 };
const scale: Scale = { width: 600, height: 300, endUs: END, topRate: 600 };
const load = (kind: LoadDoc['kind']): LoadDoc => convertLoad({ kind: 'constant', rate: '80/s' }, kind, END)!;

describe('turned into points', () => {
  test.each(['constant', 'ramp', 'steps', 'spike', 'cyclic'] as const)('a %s load has the very same integral', (kind) => {
    const [from, to] = [curveOf(load(kind))!, curveOf(toDrawn(load(kind), END))!];
    for (let s = 0; s <= 60; s += 2.5) expect(to.profile.cumulative(s * S)).toBeCloseTo(from.profile.cumulative(s * S), 2);
  });

  test.each(['sine', 'diurnal', 'flashSale', 'bursts'] as const)('a %s load is the same to the eye, in few points', (kind) => {
    const drawn = toDrawn(load(kind), END, OWNER);
    expect(drawn.points.length).toBeLessThanOrEqual(80);
    const [from, to] = [curveOf(load(kind), OWNER)!, curveOf(drawn)!];
    expect(Math.abs(totalOf(to, END) - totalOf(from, END))).toBeLessThan(0.01 * totalOf(from, END));
  });

  test('corners are where they were', () => {
    expect(toDrawn({ kind: 'spike', base: '10/s', peak: '100/s', at: '10s', rise: '0s', hold: '10s', fall: '5s' }, END).points).toEqual(
      [
        ['0s', '10/s'],
        ['10s', '10/s'],
        ['10s', '100/s'],
        ['20s', '100/s'],
        ['25s', '10/s'],
        ['1m', '10/s'],
      ].map(([at, rate]) => ({ at, rate })),
    );
  });
});

describe('points of a drawn curve', () => {
  const drawn = drawnDoc([0, 20, 40].map((s) => ({ atUs: s * S, rate: 100 + s })));

  test('one is added in its place, after those of its instant', () => {
    expect(addPoint(drawn, { atUs: 30 * S, rate: 5 })).toMatchObject({ index: 2, load: { points: [{}, {}, { at: '30s', rate: '5/s' }, {}] } });
    expect(addPoint(drawn, { atUs: 20 * S, rate: 5 }).index).toBe(2);
  });

  test('a new one goes half way to the next; after the last as far again', () => {
    expect(pointAfter(drawn, 0, scale)).toEqual({ atUs: 10 * S, rate: 110 });
    expect(pointAfter(drawn, 2, scale)).toEqual({ atUs: END, rate: 140 });
  });

  test('the last one stays', () => {
    expect(removePoint(drawn, 1).points).toHaveLength(2);
    const one = drawnDoc([{ atUs: 0, rate: 1 }]);
    expect(removePoint(one, 0)).toBe(one);
  });

  test('too many are thinned out to the same curve', () => {
    const many = drawnDoc(Array.from({ length: 601 }, (_, i) => ({ atUs: i * 100_000, rate: i < 300 ? i : 600 - i })));
    expect(thinned(many, END).points).toEqual([
      { at: '0s', rate: '0/s' },
      { at: '30s', rate: '300/s' },
      { at: '1m', rate: '0/s' },
    ]);
  });
});

test('a stroke takes the place of the curve it passes over, and of nothing else', () => {
  const stroke = new Stroke();
  stroke.add({ x: 200, y: 100 });
  stroke.add({ x: 400, y: 100 });
  const next = strokeOver({ kind: 'constant', rate: '100/s' }, stroke, scale, OWNER);
  const curve = curveOf(next)!;
  expect([10, 19.8, 30, 40.2, 55].map((s) => Math.round(curve.profile.rate(s * S)))).toEqual([100, 100, 400, 100, 100]);
  expect(pointsOf(next).every(({ atUs }) => Number.isInteger(atUs))).toBe(true);
  expect(next.points.every(({ at, rate }) => at.length <= 6 && rate.length <= 6)).toBe(true);
});

describe('a picture of a curve', () => {
  test('has its corners right however few its samples', () => {
    const curve = curveOf({ kind: 'spike', base: '1/s', peak: '9/s', at: '10.001s', rise: '0s', hold: '1ms', fall: '0s' })!;
    const points = samples(curve, END, 5);
    expect(Math.max(...points.map(({ rate }) => rate))).toBe(9);
    expect(pathOf(points, { width: 600, height: 10, endUs: END, topRate: 10 })).toBe(
      'M0,9L100,9L100,9L100,1L100,1L100,1L100,1L100,9L100,9L150,9L300,9L450,9L600,9',
    );
  });

  test('of a cycle repeats its corners to the end', () => {
    const curve = curveOf({ kind: 'cyclic', min: '0/s', max: '9/s', up: '0s', hold: '5s', down: '0s', rest: '5s' })!;
    const highs = samples(curve, END, 2).filter(({ rate }) => rate === 9);
    expect(new Set(highs.map(({ atUs }) => Math.floor(atUs / (10 * S)))).size).toBe(7);
  });

  test('with more corners than pixels is the mean of each pixel', () => {
    const points = Array.from({ length: 60_000 }, (_, i) => ({ at: `${i}ms`, rate: i % 2 === 0 ? '0/s' : '100/s' }));
    const all = samples(curveOf({ kind: 'replayRates', points })!, END, 201);
    expect(all).toHaveLength(201);
    for (const { rate } of all.slice(0, 200)) expect(rate).toBeCloseTo(50, 6);
  });

  test('bursts are those of the very run', () => {
    const bursts = load('bursts');
    expect(samples(curveOf(bursts, OWNER)!, END, 200)).not.toEqual(samples(curveOf(bursts, { ...OWNER, seed: 8 })!, END, 200));
  });

  test('what does not read has none', () => {
    expect(curveOf({ kind: 'constant', rate: 'many' })).toBeUndefined();
    expect(curveOf({ kind: 'sine', mean: '1/s', amplitude: '2/s', period: '5s' })).toBeUndefined();
  });
});
