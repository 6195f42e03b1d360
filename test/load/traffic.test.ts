import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { SECOND } from '#core/base/units.ts';
import { loadPlan } from '#core/compile/loads.ts';
import { Arrivals } from '#core/load/arrivals.ts';
import { profileOfRun } from '#core/load/loadProfile.ts';
import { Run } from '#core/run/run.ts';
import type { LoadDoc, Model } from '#core/scenario/scenario.ts';
import { modelOf, node, planOf } from '../support/design.ts';

const CURVES: readonly LoadDoc[] = [
  { kind: 'flashSale', base: '20/s', countdown: '3s', at: '5s', peak: '900/s', decay: '700ms', retryShare: 0.4, retryAfter: '3s' },
  { kind: 'diurnal', low: '5/s', high: '200/s', day: '12s' },
  { kind: 'cyclic', min: '0/s', max: '150/s', up: '1s', hold: '2s', down: '500ms', rest: '1500ms' },
  { kind: 'bursts', rates: ['5/s', '300/s', '0/s'], holds: ['2s', '1s', '500ms'] },
  {
    kind: 'drawn',
    points: [
      { at: '2s', rate: '10/s' },
      { at: '6s', rate: '400/s' },
      { at: '6s', rate: '50/s' },
      { at: '15s', rate: '0/s' },
    ],
  },
  {
    kind: 'replayRates',
    points: [
      { at: '1s', rate: '30/s' },
      { at: '2500ms', rate: '0/s' },
      { at: '7s', rate: '222/s' },
    ],
  },
];
const design = (load: LoadDoc, arrivals: 'even' | 'poisson'): Model =>
  modelOf({ p: node('producer', { load, arrivals }), q: node('queue') }, ['p>q'], { horizon: '20s', seed: 6 });
const offered = (run: Run): number => run.world.producers[0]!.fanOut.offered;

describe('a run', () => {
  it.each(CURVES)('[LD1] of a $kind load has sent what the curve on screen is worth, within one at every instant', (load) => {
    const run = new Run(planOf(design(load, 'even')));
    const profile = profileOfRun(loadPlan(load), 6, 'p');
    for (let t = 100_003; t < 20 * SECOND; t += 100_003) {
      run.advance(t, Number.POSITIVE_INFINITY);
      expect(Math.abs(offered(run) - profile.cumulative(t))).toBeLessThanOrEqual(1);
    }
    expect(offered(run)).toBeGreaterThan(100);
  });

  it.each(CURVES)('of a $kind load with Poisson arrivals stays inside 3σ of it', (load) => {
    const profile = profileOfRun(loadPlan(load), 6, 'p');
    const expected = profile.cumulative(20e6);
    const counts = Array.from({ length: 20 }, (_, seed) => {
      const arrivals = new Arrivals(profile, 'poisson', createRandom(seed));
      let count = 0;
      for (; arrivals.peek() <= 20e6; arrivals.advance()) count++;
      return count;
    });
    const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
    expect(Math.abs(mean - expected)).toBeLessThan(3 * Math.sqrt(expected / counts.length));
    for (const count of counts) expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('[LD10] follows a point that is dragged from that instant on', () => {
    const curve = (rate: string): LoadDoc => ({
      kind: 'drawn',
      points: [
        { at: '0s', rate: '100/s' },
        { at: '10s', rate: '100/s' },
        { at: '20s', rate },
      ],
    });
    const run = new Run(planOf(design(curve('100/s'), 'even')));
    run.advance(15 * SECOND, Number.POSITIVE_INFINITY);
    expect(offered(run)).toBe(1_500);
    run.world.apply({ kind: 'patch', plan: planOf(design(curve('900/s'), 'even')) }, run.world.kernel.now());
    const next = profileOfRun(loadPlan(curve('900/s')), 6, 'p');
    for (let t = 15.25 * SECOND; t < 20 * SECOND; t += 250_000) {
      run.advance(t, Number.POSITIVE_INFINITY);
      expect(Math.abs(offered(run) - 1_500 - (next.cumulative(t) - next.cumulative(15e6)))).toBeLessThanOrEqual(1);
    }
  });

  it('[LD6] of a recording sends its rows with their keys, and the same again for the same seed', () => {
    const rows = Array.from({ length: 500 }, (_, i) => `${i * 7}ms,${i % 3 === 0 ? `order-${i % 5}` : ''},${i % 2 === 0 ? '100B' : ''}`);
    const load: LoadDoc = { kind: 'replayMessages', rows };
    const model = modelOf(
      { p: node('producer', { load, keys: { kind: 'hotKey', count: 9, share: 0.5 } }), t: node('topic', { partitions: 4 }), c: node('consumer') },
      ['p>t', 't>c'],
    );
    const runs = [new Run(planOf(model)), new Run(planOf(model))];
    for (const run of runs) run.advance(10 * SECOND, Number.POSITIVE_INFINITY);
    expect(runs.map(offered)).toEqual([500, 500]);
    expect(runs[0]!.report().traceHash).toBe(runs[1]!.report().traceHash);
  });
});
