import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import type { FlashSaleSpec, LoadSpec } from '#core/base/workload.ts';
import { Arrivals } from '#core/load/arrivals.ts';
import { createLoadProfile, type LoadProfile } from '#core/load/loadProfile.ts';
import { HOURS } from '#core/load/cycles.ts';
import { cornersOf, plainSpecs } from './specs.ts';

/** The slow twin: the area under the rate, by trapezia between every instant at which a line may begin. */
function area(profile: LoadProfile, corners: readonly number[], tUs: number): number {
  let sum = 0;
  const cuts = [...new Set([0, ...corners.filter((c) => c > 0 && c < tUs), tUs])].sort((a, b) => a - b);
  for (const [i, end] of cuts.slice(1).entries()) {
    const start = cuts[i]!;
    // Inside a line two rates say all, and its ends are where jumps are.
    const [a, b] = [profile.rate(start + (end - start) * 0.25), profile.rate(start + (end - start) * 0.75)];
    sum += ((a + b) / 2) * ((end - start) / 1e6);
  }
  return sum;
}
const grid = (stepUs: number, endUs: number): number[] => Array.from({ length: Math.floor(endUs / stepUs) + 1 }, (_, i) => i * stepUs);

describe('arrivals of every plain load', () => {
  it('[LD1] are within one of the integral of the rate at every sample', () => {
    fc.assert(
      fc.property(plainSpecs, (spec) => {
        const profile = createLoadProfile(spec);
        // Slow it down to some thousands of messages.
        const endUs = profile.inverse(2_000) ?? 20e6;
        const horizon = Math.min(20e6, endUs);
        const arrivals = new Arrivals(profile, 'even', createRandom(1));
        let count = 0;
        let summed = 0;
        let last = 0;
        const corners = cornersOf(spec, horizon).toSorted((a, b) => a - b);
        let corner = 0;
        // A sine bends everywhere, and a stretch as long as its period would see one of its rates only.
        const parts = spec.kind === 'sine' ? Math.max(50, Math.ceil(horizon / 400 / (spec.periodUs / 16))) : 2;
        for (const t of grid(horizon / 400, horizon).slice(1)) {
          for (; arrivals.peek() <= t; arrivals.advance()) count++;
          // Midpoints of many short stretches, apart from any closed form; none of them reaches over a corner.
          while (last < t) {
            while (corner < corners.length && corners[corner]! <= last) corner++;
            const end = Math.min(t, corners[corner] ?? t);
            for (let i = 0; i < parts; i++) summed += (profile.rate(last + ((end - last) * (i + 0.5)) / parts) * (end - last)) / (parts * 1e6);
            last = end;
          }
          const slack = 2e-3 * (1 + summed);
          expect(Math.abs(count - summed)).toBeLessThanOrEqual(1 + slack + 1e-9);
          expect(Math.abs(count - profile.cumulative(t))).toBeLessThanOrEqual(0.5 + 1e-9 + 1e-6 * (1 + count) + profile.rate(t) * 1e-6);
        }
      }),
      // A sale of a few milliseconds: midpoints that know no corner see more of it than there is.
      {
        numRuns: 60,
        examples: [
          [{ kind: 'flashSale', base: 0, peak: 2097.2234055287413, countdownUs: 0, atUs: 805_399, decayUs: 1_019, retryShare: 0, retryAfterUs: 1_000 }],
        ],
      },
    );
  });

  it('[LD10] go on at the same instant of another curve', () => {
    fc.assert(
      fc.property(plainSpecs, plainSpecs, fc.integer({ min: 1, max: 2_000_000 }), (before, after, nowUs) => {
        const arrivals = new Arrivals(createLoadProfile(before), 'even', createRandom(1));
        for (let i = 0; arrivals.peek() <= nowUs && i < 30_000; i++) arrivals.advance();
        if (arrivals.peek() <= nowUs) return;
        const next = createLoadProfile(after);
        arrivals.retarget(nowUs, next, 1);
        expect(arrivals.peek()).toBeGreaterThanOrEqual(nowUs);
        for (let i = 1; i <= 20 && arrivals.peek() < Infinity; i++) {
          const owed = next.cumulative(arrivals.peek()) - next.cumulative(nowUs);
          expect(Math.abs(owed - (i - 0.5))).toBeLessThanOrEqual(0.5 + 1e-6 * (1 + next.cumulative(nowUs)) + next.rate(arrivals.peek()) * 1e-6);
          arrivals.advance();
        }
      }),
    );
  });
});

describe('a flash sale', () => {
  const sale: FlashSaleSpec = {
    kind: 'flashSale',
    base: 100,
    countdownUs: 10e6,
    atUs: 30e6,
    peak: 1100,
    decayUs: 2e6,
    retryShare: 0,
    retryAfterUs: 5e6,
  };
  const ratesAt = (spec: LoadSpec, seconds: readonly number[]) => seconds.map((s) => Math.round(createLoadProfile(spec).rate(s * 1e6) * 1e6) / 1e6);

  it('[LD3] warms up over the countdown, jumps, and halves', () => {
    expect(ratesAt(sale, [0, 20, 25, 29.999999, 30, 31, 32, 34, 44, 45, 46, 99])).toEqual([
      100, 100, 200, 299.99998, 1100, 850, 600, 350, 107.8125, 103.90625, 100, 100,
    ]);
  });

  it('[LD3] sends those who got nothing again, wave upon wave, down to a hundredth', () => {
    const waves = { ...sale, base: 0, peak: 1000, retryShare: 0.1, decayUs: 500_000 };
    expect(ratesAt(waves, [30, 35, 40, 45])).toEqual([1000, 100, 10, 0]);
    // A wave is worth its area: 2⁰ … 2⁻⁷ in trapezia of half a second, the last to nothing.
    const wave = 1000 * 0.5 * (0.75 * (2 - 2 ** -6) + 2 ** -8);
    const profile = createLoadProfile(waves);
    expect(profile.cumulative(60e6) - profile.cumulative(30e6)).toBeCloseTo(wave * 1.11, 6);
  });

  it('[LD3] adds waves that overlap', () => {
    const profile = createLoadProfile({ ...sale, base: 0, peak: 1000, retryShare: 0.5, retryAfterUs: 2e6 });
    expect(profile.rate(32e6)).toBeCloseTo(1000, 9);
    expect(profile.rate(34e6)).toBeCloseTo(250 + 250 + 250, 9);
  });

  it('[LD3] has begun to rise before the run if its countdown is longer', () => {
    expect(ratesAt({ ...sale, countdownUs: 60e6 }, [0, 15])).toEqual([200, 250]);
  });
});

describe('cycles', () => {
  it('[LD4] a day goes from hour to hour of its table, and comes again', () => {
    const day = createLoadProfile({ kind: 'diurnal', low: 100, high: 1100, dayUs: 24e6 });
    for (const [hour, level] of HOURS.entries()) for (const d of [0, 3]) expect(day.rate((d * 24 + hour) * 1e6)).toBeCloseTo(100 + 1000 * level, 9);
    expect([3, 20, 23.5].map((h) => Math.round(day.rate(h * 1e6)))).toEqual([100, 1100, 390]);
    const mean = HOURS.reduce((a, b) => a + b, 0) / HOURS.length;
    expect(day.cumulative(72e6)).toBeCloseTo(72 * (100 + 1000 * mean), 6);
  });

  it('[LD4] a cycle goes up, holds, goes down and rests', () => {
    const cycle = createLoadProfile({ kind: 'cyclic', min: 0, max: 100, upUs: 2e6, holdUs: 3e6, downUs: 1e6, restUs: 4e6 });
    expect([0, 1, 2, 4, 5.5, 6, 9, 11].map((s) => cycle.rate(s * 1e6))).toEqual([0, 50, 100, 100, 50, 0, 0, 50]);
    expect([10, 20, 30].map((s) => cycle.cumulative(s * 1e6))).toEqual([450, 900, 1350]);
    // A count reached before the rest is reached there, not after it.
    expect([450, 900].map(cycle.inverse)).toEqual([6e6, 16e6]);
  });
});

describe('drawn curves and replayed rates', () => {
  it('[LD2] begin each line at exactly its instant, jumps included', () => {
    const drawn = createLoadProfile({
      kind: 'drawn',
      points: [
        { atUs: 1_000_001, rate: 10 },
        { atUs: 2_000_003, rate: 20 },
        { atUs: 2_000_003, rate: 50 },
        { atUs: 4_000_007, rate: 0 },
      ],
    });
    expect([0, 1_000_001, 2_000_003, 4_000_007, 9e6].map(drawn.rate)).toEqual([10, 10, 50, 0, 0]);
    expect(drawn.rate(2_000_002.999)).toBeCloseTo(20, 6);
  });

  it('[LD2] rates hold until the next row; nothing before the first, the last goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 999_983 }), fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 300 }), (steps) => {
        let atUs = 0;
        const points = steps.map(([gap, rate]) => ({ atUs: (atUs += gap), rate }));
        const replay = createLoadProfile({ kind: 'replayRates', points });
        let before = 0;
        for (const point of points) {
          expect([replay.rate(point.atUs - 1), replay.rate(point.atUs)]).toEqual([before, point.rate]);
          before = point.rate;
        }
        const end = atUs + 1e6;
        expect(replay.cumulative(end)).toBeCloseTo(
          area(
            replay,
            points.map((p) => p.atUs),
            end,
          ),
          6,
        );
      }),
      { numRuns: 50 },
    );
  });
});
