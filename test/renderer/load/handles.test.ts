import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import type { LoadDoc, Model } from '../../../core/scenario/scenario.ts';
import { validate } from '../../../core/scenario/validate.ts';
import { convertLoad, LOAD_KINDS } from '../../../renderer/inspector/convert.ts';
import { curveOf } from '../../../renderer/load/curve.ts';
import { comingHandles, handlesOf, moveHandle } from '../../../renderer/load/handles.ts';

const S = 1_000_000;
const END = 60 * S;
const loadOf = (kind: LoadDoc['kind']): LoadDoc | undefined => convertLoad({ kind: 'constant', rate: '80/s' }, kind, END);
const shaped = LOAD_KINDS.filter((kind) => {
  const load = loadOf(kind);
  return load !== undefined && handlesOf(load, END).length > 0;
});
const withLoad = (load: LoadDoc): Model => ({
  seed: 1,
  horizon: '60s',
  nodes: { p: { ...newNode('producer', 'p'), load } as never, q: newNode('queue', 'q') },
  edges: { e: { from: 'p', to: 'q', latency: '1ms', share: 1 } },
  faults: [],
  objectives: [],
});

test('all shapes of lines and waves can be taken hold of', () => {
  expect(shaped).toEqual(['constant', 'ramp', 'steps', 'spike', 'flashSale', 'sine', 'diurnal', 'cyclic', 'drawn']);
});

describe.each(shaped)('the points of a %s load', (kind) => {
  const load = loadOf(kind)!;

  test('lie on its curve, but for what marks a half', () => {
    const curve = curveOf(load)!;
    for (const { atUs, rate, moves } of handlesOf(load, END)) {
      if (moves === 'time' || kind === 'flashSale') continue;
      // At a jump either side is on the curve.
      const near = [curve.profile.rate(atUs), curve.profile.rate(Math.max(0, atUs - 0.01))];
      expect(Math.min(...near.map((on) => Math.abs(on - rate)))).toBeLessThan(1e-3);
    }
  });

  test('dragged anywhere leave a sound load whose points are in order', () => {
    const count = handlesOf(load, END).length;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(count - 1), fc.integer({ min: -END, max: 3 * END }), fc.integer({ min: -50, max: 5_000 })), { minLength: 1, maxLength: 12 }),
        (moves) => {
          const next = moves.reduce((now, [index, atUs, rate]) => moveHandle(now, index, { atUs, rate }, END), load);
          const times = handlesOf(next, END).map(({ atUs }) => atUs);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          // A peak below its base is told in place, as it is when typed.
          expect(validate(withLoad(next)).filter(({ code, severity }) => severity === 'error' && !['load.order', 'load.noCycle'].includes(code))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('let go where they were taken up change nothing', () => {
    handlesOf(load, END).forEach((handle, i) => {
      const next = moveHandle(load, i, handle, END);
      expect(handlesOf(next, END)).toEqual(handlesOf(load, END));
    });
  });
});

test('a corner of a spike moves alone, its foot takes it all along', () => {
  const spike: LoadDoc = { kind: 'spike', base: '10/s', peak: '100/s', at: '10s', rise: '2s', hold: '10s', fall: '5s' };
  expect(moveHandle(spike, 1, { atUs: 15 * S, rate: 200 }, END)).toEqual({ ...spike, peak: '200/s', rise: '5s', hold: '7s' });
  expect(moveHandle(spike, 0, { atUs: 5 * S, rate: 10 }, END)).toEqual({ ...spike, at: '5s' });
});

test('a step begins later: the one before lasts longer, the one after begins as before', () => {
  const steps: LoadDoc = { kind: 'steps', steps: ['1/s', '2/s', '3/s'].map((rate) => ({ rate, for: '10s' })) };
  const next = moveHandle(steps, 1, { atUs: 14 * S, rate: 7 }, END);
  expect(next).toEqual({
    kind: 'steps',
    steps: [
      { rate: '1/s', for: '14s' },
      { rate: '7/s', for: '6s' },
      { rate: '3/s', for: '10s' },
    ],
  });
});

test('a wave never swings below nothing', () => {
  const sine: LoadDoc = { kind: 'sine', mean: '50/s', amplitude: '40/s', period: '20s' };
  expect(moveHandle(sine, 1, { atUs: 5 * S, rate: 500 }, END)).toMatchObject({ amplitude: '50/s' });
  expect(moveHandle(sine, 0, { atUs: 0, rate: 20 }, END)).toMatchObject({ mean: '20/s', amplitude: '20/s' });
});

describe('while a run is under way', () => {
  const steps: LoadDoc = { kind: 'steps', steps: ['1/s', '2/s', '3/s'].map((rate) => ({ rate, for: '10s' })) };

  test('the step that holds now is at hand, up and down only; what is over is not', () => {
    expect(comingHandles(steps, END, 12 * S).map(({ index, moves, rate }) => [index, moves, rate])).toEqual([
      [1, 'rate', 2],
      [2, 'both', 3],
    ]);
  });

  test('past its last point a drawn curve holds that one’s rate', () => {
    const drawn: LoadDoc = {
      kind: 'drawn',
      points: [
        { at: '0s', rate: '5/s' },
        { at: '10s', rate: '9/s' },
      ],
    };
    expect(comingHandles(drawn, END, 5 * S).map(({ index }) => index)).toEqual([1]);
    expect(comingHandles(drawn, END, 20 * S)).toMatchObject([{ index: 1, moves: 'rate', rate: 9, atUs: 20 * S + END / 50 }]);
  });

  test('a steady load is held in the middle of what is left', () => {
    expect(comingHandles({ kind: 'constant', rate: '5/s' }, END, 20 * S)).toMatchObject([{ atUs: 40 * S, moves: 'rate' }]);
  });
});
