import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { drawExponential } from '#core/base/variates.ts';
import type { LoadSpec } from '#core/base/workload.ts';
import { Arrivals } from '#core/load/arrivals.ts';
import { createLoadProfile } from '#core/load/loadProfile.ts';
import { halfWidth99, kolmogorovSmirnov } from '../base/measure.ts';

const at = (rate: number) => createLoadProfile({ kind: 'constant', rate });
const even = (spec: LoadSpec, startUs?: number) => new Arrivals(createLoadProfile(spec), 'even', createRandom(1), startUs);
function take(arrivals: Arrivals, n: number): number[] {
  return Array.from({ length: n }, () => {
    const next = arrivals.peek();
    arrivals.advance();
    return next;
  });
}
function takeUntil(arrivals: Arrivals, endUs: number): number[] {
  const taken: number[] = [];
  for (; arrivals.peek() <= endUs; arrivals.advance()) taken.push(arrivals.peek());
  return taken;
}

describe('Arrivals, even', () => {
  it('puts the first at half a unit and the rest a unit apart', () => {
    expect(take(even({ kind: 'constant', rate: 1000 }), 4)).toEqual([500, 1500, 2500, 3500]);
    expect(take(even({ kind: 'constant', rate: 1000 }, 7_000), 2)).toEqual([7500, 8500]);
  });

  it('peeks without consuming', () => {
    const arrivals = even({ kind: 'constant', rate: 10 });
    expect([arrivals.peek(), arrivals.peek()]).toEqual([50_000, 50_000]);
  });

  it('has not drifted after ten million arrivals at a rate that divides no microsecond', () => {
    const arrivals = even({ kind: 'constant', rate: 3_000_007 });
    for (let i = 0; i < 1e7; i++) arrivals.advance();
    expect(arrivals.peek()).toBe(Math.round(((1e7 + 0.5) * 1e6) / 3_000_007));
  });

  it('matches the records a curve owes, to one, at any instant', () => {
    const spec: LoadSpec = { kind: 'spike', base: 20, peak: 400, atUs: 1e6, riseUs: 5e5, holdUs: 1e6, fallUs: 2e6 };
    const profile = createLoadProfile(spec);
    const taken = takeUntil(even(spec), 8e6);
    for (let end = 0; end <= 8e6; end += 250_000) {
      const count = taken.filter((t) => t <= end).length;
      expect(Math.abs(count - profile.cumulative(end))).toBeLessThanOrEqual(0.5 + 1e-3);
    }
  });

  it('ends with a curve that ends, and never starts at rate 0', () => {
    expect(even({ kind: 'constant', rate: 0 }).peek()).toBe(Infinity);
    const ending = even({
      kind: 'steps',
      steps: [
        { rate: 10, forUs: 1e6 },
        { rate: 0, forUs: 1 },
      ],
    });
    expect(take(ending, 10).at(-1)).toBe(950_000);
    expect(ending.peek()).toBe(Infinity);
    expect(() => ending.advance()).toThrow('last arrival');
  });
});

describe('Arrivals, Poisson', () => {
  it('has exponential gaps at the given rate', () => {
    const times = take(new Arrivals(at(2000), 'poisson', createRandom(5)), 50_001);
    const gaps = Float64Array.from({ length: 50_000 }, (_, i) => (times[i + 1] ?? 0) - (times[i] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    expect(Math.abs(mean - 500)).toBeLessThan(halfWidth99(500 * 500, gaps.length));
    // Gaps are whole µs: half of one is taken off where the steps of the sample stand.
    expect(kolmogorovSmirnov(gaps, (gap) => 1 - Math.exp(-gap / 500))).toBeLessThan(1.95);
  });

  it('follows a curve: the counts of its stretches are Poisson with the integral as mean', () => {
    const spec: LoadSpec = { kind: 'ramp', from: 0, to: 4000, overUs: 10e6 };
    const times = takeUntil(new Arrivals(createLoadProfile(spec), 'poisson', createRandom(6)), 20e6);
    const profile = createLoadProfile(spec);
    for (let second = 0; second < 20; second++) {
      const expected = profile.cumulative((second + 1) * 1e6) - profile.cumulative(second * 1e6);
      const count = times.filter((t) => t > second * 1e6 && t <= (second + 1) * 1e6).length;
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  it('places the same targets whatever the curve, so a faster one only brings them nearer', () => {
    const slow = take(new Arrivals(at(100), 'poisson', createRandom(7)), 100);
    const fast = take(new Arrivals(at(1000), 'poisson', createRandom(7)), 100);
    slow.forEach((t, i) => expect(Math.abs(t / 10 - (fast[i] ?? 0))).toBeLessThan(1));
  });

  it('does not drift from its targets over a million arrivals', () => {
    const random = createRandom(8);
    const arrivals = new Arrivals(at(999_983), 'poisson', createRandom(8));
    let target = drawExponential(random);
    for (let i = 0; i < 1e6; i++) {
      arrivals.advance();
      target += drawExponential(random);
    }
    expect(Math.abs(arrivals.peek() - (target * 1e6) / 999_983)).toBeLessThan(1);
  });
});

describe('Arrivals.retarget', () => {
  it('keeps the part of the waiting already done', () => {
    const arrivals = even({ kind: 'constant', rate: 1 });
    take(arrivals, 1);
    // The next was due at 1.5 s. At 1 s half of it is done; the other half takes 50 ms at ten per second.
    arrivals.retarget(1_000_000, at(10), 1);
    expect(take(arrivals, 3)).toEqual([1_050_000, 1_150_000, 1_250_000]);
  });

  it('multiplies a curve, and waits out a factor of 0', () => {
    const arrivals = even({ kind: 'constant', rate: 10 });
    take(arrivals, 10);
    arrivals.retarget(1_000_000, at(10), 0);
    expect(arrivals.peek()).toBe(Infinity);
    arrivals.retarget(5_000_000, at(10), 2);
    expect(take(arrivals, 3)).toEqual([5_025_000, 5_075_000, 5_125_000]);
  });

  it('goes on from the same place of the new curve, not from its beginning', () => {
    const arrivals = even({ kind: 'constant', rate: 10 });
    take(arrivals, 10);
    arrivals.retarget(
      1_000_000,
      createLoadProfile({
        kind: 'steps',
        steps: [
          { rate: 999, forUs: 1e6 },
          { rate: 2, forUs: 1e6 },
        ],
      }),
      1,
    );
    expect(take(arrivals, 3)).toEqual([1_250_000, 1_750_000, 2_250_000]);
  });

  it('changes nothing when the curve is the same, at any moment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('even' as const, 'poisson' as const),
        fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 10 }),
        (kind, moments) => {
          const profile = createLoadProfile({ kind: 'sine', mean: 40, amplitude: 30, periodUs: 700_000 });
          const plain = new Arrivals(profile, kind, createRandom(3));
          const moved = new Arrivals(profile, kind, createRandom(3));
          for (const now of moments.toSorted((a, b) => a - b)) {
            for (; plain.peek() <= now; plain.advance()) {
              expect(Math.abs(moved.peek() - plain.peek())).toBeLessThanOrEqual(1);
              moved.advance();
            }
            moved.retarget(now, profile, 1);
            expect(moved.peek()).toBeGreaterThanOrEqual(now);
          }
        },
      ),
    );
  });

  it('never schedules before now, and brings forward what is due', () => {
    const arrivals = even({ kind: 'constant', rate: 1000 });
    arrivals.retarget(600, at(1000), 1);
    expect(arrivals.peek()).toBe(600);
  });
});
