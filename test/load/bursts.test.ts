import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import type { BurstsSpec } from '#core/base/workload.ts';
import { Arrivals } from '#core/load/arrivals.ts';
import { meanRate } from '#core/load/bursts.ts';
import { profileOfRun } from '#core/load/loadProfile.ts';
import { burstSpecs } from './specs.ts';

const grid = (stepUs: number, endUs: number): number[] => Array.from({ length: Math.floor(endUs / stepUs) + 1 }, (_, i) => i * stepUs);

describe('bursts', () => {
  const spec: BurstsSpec = { kind: 'bursts', rates: [10, 1000], holdsUs: [4e6, 1e6] };

  it('[LD5] follow one path for a seed and a producer, whoever asks in which order', () => {
    fc.assert(
      fc.property(burstSpecs, fc.nat(1000), fc.array(fc.integer({ min: 0, max: 60_000_000 }), { minLength: 1, maxLength: 30 }), (any, seed, times) => {
        const [forward, any2] = [profileOfRun(any, seed, 'p'), profileOfRun(any, seed, 'p')];
        forward.inverse(1000);
        const sorted = times.toSorted((a, b) => a - b);
        const inOrder = new Map(sorted.map((t) => [t, forward.cumulative(t)]));
        for (const t of times) expect(any2.cumulative(t)).toBe(inOrder.get(t));
      }),
      { numRuns: 50 },
    );
    const rates = (seed: number, node: string): number[] => {
      const profile = profileOfRun(spec, seed, node);
      return grid(500_000, 60e6).map((t) => profile.rate(t));
    };
    expect(rates(1, 'p')).not.toEqual(rates(2, 'p'));
    expect(rates(1, 'p')).not.toEqual(rates(1, 'q'));
  });

  it('[LD5] keep their path when a rate is edited', () => {
    const edited = profileOfRun({ ...spec, rates: [20, 3000] }, 7, 'p');
    const plain = profileOfRun(spec, 7, 'p');
    for (const t of grid(100_000, 120e6)) expect(edited.rate(t)).toBe(plain.rate(t) === 10 ? 20 : 3000);
    expect(plain.rate(0)).toBe(10);
  });

  it('[LD5] spend their time in the states as the means say, inside 3σ', () => {
    const three: BurstsSpec = { kind: 'bursts', rates: [0, 100, 700], holdsUs: [2e6, 1e6, 500_000] };
    const profile = profileOfRun(three, 3, 'p');
    const endUs = 20_000e6;
    // Some 5,700 rounds: of each state's time the standard deviation is about mean · √(2n).
    const perState = endUs / 3.5e6;
    const sigma = Math.sqrt(perState) * Math.hypot(...three.rates.map((rate, i) => ((rate - meanRate(three)) * three.holdsUs[i]! * Math.SQRT2) / 1e6));
    expect(Math.abs(profile.cumulative(endUs) - (meanRate(three) * endUs) / 1e6)).toBeLessThan(3 * sigma);
  });

  it('[LD5] send Poisson arrivals at the rate of the state: inside 3σ of the path they follow', () => {
    const profile = profileOfRun(spec, 11, 'p');
    const arrivals = new Arrivals(profile, 'poisson', createRandom(5));
    let count = 0;
    for (; arrivals.peek() <= 300e6; arrivals.advance()) count++;
    const expected = profile.cumulative(300e6);
    expect(Math.abs(count - expected)).toBeLessThan(3 * Math.sqrt(expected));
  });

  it('without any rate never send, and end their path at its mean rate', () => {
    expect(profileOfRun({ ...spec, rates: [0, 0] }, 1, 'p').inverse(1)).toBeUndefined();
    const quick = profileOfRun({ ...spec, holdsUs: [1, 1] }, 1, 'p');
    expect(quick.rate(1e9)).toBe(505);
  });
});
