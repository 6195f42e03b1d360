import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadSpec } from '#core/base/workload.ts';
import { createRandom } from '#core/base/random.ts';
import { createLoadProfile } from '#core/load/loadProfile.ts';
import { curveSpecs } from './specs.ts';

const us = fc.integer({ min: 0, max: 5_000_000 });
const profileOf = (spec: LoadSpec) => createLoadProfile(spec, createRandom(4));
/** Room for rounding: nothing here is asked to more than ten digits. */
const near = (n: number) => 1e-9 * (1 + Math.abs(n));

describe('every load profile', () => {
  it('has the rate as the slope of its integral: Simpson over short stretches agrees', () => {
    // A stretch with a corner or a jump inside is off by at most its length times the change of rate.
    fc.assert(
      fc.property(curveSpecs, fc.integer({ min: 0, max: 20_000_000 }), (spec, tUs) => {
        const profile = profileOf(spec);
        // Ten a microsecond: a curve may jump up and down again between the three that Simpson looks at.
        const rates = Array.from({ length: 201 }, (_, i) => profile.rate(tUs + i / 10));
        const [a, m, b] = [rates[0]!, rates[100]!, rates[200]!];
        const gained = profile.cumulative(tUs + 20) - profile.cumulative(tUs);
        const simpson = ((a + 4 * m + b) / 6) * 20e-6;
        const jump = Math.max(...rates) - Math.min(...rates);
        expect(Math.abs(gained - simpson)).toBeLessThanOrEqual(jump * 20e-6 + near(profile.cumulative(tUs)));
      }),
      { numRuns: 1000 },
    );
  });

  it('starts at 0, never falls, and has no negative rate', () => {
    fc.assert(
      fc.property(curveSpecs, us, us, (spec, t, more) => {
        const profile = profileOf(spec);
        expect(profile.cumulative(0)).toBe(0);
        expect(profile.cumulative(t + more)).toBeGreaterThanOrEqual(profile.cumulative(t) - near(profile.cumulative(t)));
        expect(profile.rate(t)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('inverts: the instant of n has n behind it, and none earlier has', () => {
    fc.assert(
      fc.property(curveSpecs, fc.double({ min: 1e-3, max: 100_000, noNaN: true }), (spec, n) => {
        const profile = profileOf(spec);
        // Where n never comes, the latest instant must not have it either.
        const t = profile.inverse(n) ?? 1e15;
        const earlier = Math.max(0, t - 1 - t * 1e-6);
        expect(profile.cumulative(earlier)).toBeLessThan(n + near(n));
        expect(profile.inverse(n) === undefined || Math.abs(profile.cumulative(t) - n) <= near(n)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives 0 for nothing owed', () => {
    fc.assert(
      fc.property(curveSpecs, (spec) => {
        expect(profileOf(spec).inverse(0)).toBe(0);
      }),
    );
  });
});

describe('constant', () => {
  it('is a straight line', () => {
    const profile = createLoadProfile({ kind: 'constant', rate: 250 });
    expect([profile.rate(9), profile.cumulative(2e6), profile.inverse(500)]).toEqual([250, 500, 2e6]);
    expect(createLoadProfile({ kind: 'constant', rate: 0 }).inverse(1)).toBeUndefined();
  });
});

describe('ramp', () => {
  it('sums to the area of its trapezium and goes on at the top', () => {
    const profile = createLoadProfile({ kind: 'ramp', from: 0, to: 100, overUs: 10e6 });
    expect([5e6, 10e6, 12e6].map(profile.cumulative)).toEqual([125, 500, 700]);
    expect([125, 500, 700].map(profile.inverse)).toEqual([5e6, 10e6, 12e6]);
    expect([0, 5e6, 10e6, 99e6].map(profile.rate)).toEqual([0, 50, 100, 100]);
  });

  it('may fall to 0 and then owes no more', () => {
    const profile = createLoadProfile({ kind: 'ramp', from: 100, to: 0, overUs: 10e6 });
    expect([500, 500.001].map(profile.inverse)).toEqual([10e6, undefined]);
  });

  it('of no length is constant', () => {
    const profile = createLoadProfile({ kind: 'ramp', from: 5, to: 100, overUs: 0 });
    expect([profile.rate(0), profile.inverse(50)]).toEqual([100, 5e5]);
  });
});

describe('steps', () => {
  const profile = createLoadProfile({
    kind: 'steps',
    steps: [
      { rate: 10, forUs: 1e6 },
      { rate: 0, forUs: 2e6 },
      { rate: 50, forUs: 1e6 },
    ],
  });
  it('jumps at the beginning of each step and keeps the last', () => {
    expect([0, 999_999, 1e6, 2.5e6, 3e6, 99e6].map(profile.rate)).toEqual([10, 10, 0, 0, 50, 50]);
    expect([1e6, 2e6, 3e6, 5e6].map(profile.cumulative)).toEqual([10, 10, 10, 110]);
  });
  it('reaches a count before a pause that keeps it, and the next after', () => {
    expect([10, 60, 110].map(profile.inverse)).toEqual([1e6, 4e6, 5e6]);
    expect(profile.inverse(10 + 1e-6)).toBeGreaterThanOrEqual(3e6);
  });
  it('needs a step', () => {
    expect(() => createLoadProfile({ kind: 'steps', steps: [] })).toThrow('step');
  });
});

describe('spike', () => {
  const profile = createLoadProfile({ kind: 'spike', base: 100, peak: 2000, atUs: 10e6, riseUs: 2e6, holdUs: 5e6, fallUs: 4e6 });
  it('rises, holds and falls in straight lines', () => {
    expect([0, 10e6, 11e6, 12e6, 17e6, 19e6, 21e6, 60e6].map(profile.rate)).toEqual([100, 100, 1050, 2000, 2000, 1050, 100, 100]);
    expect([10e6, 12e6, 17e6, 21e6].map(profile.cumulative)).toEqual([1000, 3100, 13_100, 17_300]);
  });
  it('without rise and fall is a rectangle', () => {
    const flash = createLoadProfile({ kind: 'spike', base: 0, peak: 10, atUs: 1e6, riseUs: 0, holdUs: 1e6, fallUs: 0 });
    expect([1, 10].map(flash.inverse)).toEqual([1.1e6, 2e6]);
    expect(flash.inverse(10.01)).toBeUndefined();
  });
});

describe('sine', () => {
  it('is worth its mean over whole periods, and peaks a quarter in', () => {
    const profile = createLoadProfile({ kind: 'sine', mean: 100, amplitude: 100, periodUs: 8e6 });
    expect([8e6, 80e6].map(profile.cumulative)).toEqual([800, 8000]);
    expect([0, 2e6, 4e6].map((t) => Math.round(profile.rate(t) * 1e9) / 1e9)).toEqual([100, 200, 100]);
    expect(profile.rate(6e6)).toBeCloseTo(0, 9);
    // Half a period adds 2 · amplitude · P/2π to the mean.
    expect(profile.cumulative(4e6)).toBeCloseTo(400 + (100 * 8) / Math.PI, 9);
  });

  it('inverts even where the rate touches 0', () => {
    const profile = createLoadProfile({ kind: 'sine', mean: 100, amplitude: 100, periodUs: 8e6 });
    const n = profile.cumulative(6e6);
    expect(profile.cumulative(profile.inverse(n) ?? NaN)).toBeCloseTo(n, 9);
    for (let i = 1, last = 0; i < 2000; i++) {
      const t = profile.inverse(i) ?? NaN;
      expect(t).toBeGreaterThan(last);
      last = t;
    }
  });

  it('keeps its precision after a million periods', () => {
    const profile = createLoadProfile({ kind: 'sine', mean: 1000, amplitude: 500, periodUs: 1e6 });
    expect(profile.inverse(1000 * 1e6 + 1000)).toBe((1e6 + 1) * 1e6);
  });

  it('refuses an amplitude above the mean', () => {
    expect(() => createLoadProfile({ kind: 'sine', mean: 1, amplitude: 2, periodUs: 1e6 })).toThrow('amplitude');
  });
});
