import { describe, expect, it } from 'vitest';
import { createIntegerSampler, createSampler, type Distribution } from '#core/base/distribution.ts';
import { createRandom } from '#core/base/random.ts';
import { erf, fingerprint, halfWidth99, kolmogorovSmirnov, moments, normalCdf } from './measure.ts';

const N = 100_000;
/** The seed is fixed, so a 99 % interval either always holds or never; one seed in a hundred would miss it. */
function draws(d: Distribution, n = N, seed = 3): Float64Array {
  const sampler = createSampler(d, createRandom(seed));
  return Float64Array.from({ length: n }, () => sampler.next());
}

/** Log-normal of mean 40, cv 1.5: σ² = log(1 + cv²), μ = log 40 − σ²/2. */
const SIGMA = Math.sqrt(Math.log(3.25));

const CASES: readonly { name: string; d: Distribution; mean: number; variance: number; cdf: (x: number) => number; bits: string }[] = [
  { name: 'uniform', d: { kind: 'uniform', min: 10, max: 30 }, mean: 20, variance: 400 / 12, cdf: (x) => (x - 10) / 20, bits: 'b7c26e4c' },
  { name: 'exponential', d: { kind: 'exponential', mean: 250 }, mean: 250, variance: 62_500, cdf: (x) => 1 - Math.exp(-x / 250), bits: '8f234227' },
  {
    name: 'log-normal',
    d: { kind: 'logNormal', mean: 40, cv: 1.5 },
    mean: 40,
    variance: 3600,
    cdf: (x) => normalCdf((Math.log(x / 40) + (SIGMA * SIGMA) / 2) / SIGMA),
    bits: '22007d5f',
  },
  // Erlang of 3 stages of mean 2: 1 − e^−y (1 + y + y²/2).
  { name: 'gamma, shape 3', d: { kind: 'gamma', mean: 6, shape: 3 }, mean: 6, variance: 12, cdf: (x) => 1 - Math.exp(-x / 2) * (1 + x / 2 + (x * x) / 8), bits: '49f08a1c' },
  { name: 'gamma, shape 1', d: { kind: 'gamma', mean: 5, shape: 1 }, mean: 5, variance: 25, cdf: (x) => 1 - Math.exp(-x / 5), bits: '49a66b1e' },
  // Shape ½ is half a squared normal: P(X ≤ x) = erf √(x / (mean · 2)).
  { name: 'gamma, shape 0.5', d: { kind: 'gamma', mean: 5, shape: 0.5 }, mean: 5, variance: 50, cdf: (x) => erf(Math.sqrt(x / 10)), bits: '584a43b5' },
];

describe.each(CASES)('$name', ({ d, mean, variance, cdf, bits }) => {
  it('has the mean, the variance and the shape of its formula', () => {
    const xs = draws(d);
    const seen = moments(xs);
    expect(createSampler(d, createRandom(1)).mean).toBe(mean);
    expect(Math.abs(seen.mean - mean)).toBeLessThan(halfWidth99(variance, N));
    const fourth = xs.reduce((sum, x) => sum + (x - seen.mean) ** 4, 0) / N;
    expect(Math.abs(seen.variance - variance)).toBeLessThan(halfWidth99(fourth - variance * variance, N));
    expect(kolmogorovSmirnov(xs, cdf)).toBeLessThan(1.95);
    expect(xs.every((x) => x >= 0)).toBe(true);
  });

  it('gives the committed draws', () => {
    expect(fingerprint(draws(d, 10_000, 77))).toBe(bits);
  });
});

describe('empirical', () => {
  const d: Distribution = { kind: 'empirical', values: [5, 100, 20], weights: [6, 1, 3] };
  it('draws each value as often as its weight says', () => {
    const xs = draws(d);
    [0.6, 0.1, 0.3].forEach((p, i) => {
      const share = xs.filter((x) => x === d.values[i]).length / N;
      expect(Math.abs(share - p)).toBeLessThan(halfWidth99(p * (1 - p), N));
    });
    expect(createSampler(d, createRandom(1)).mean).toBeCloseTo(19, 12);
    expect(fingerprint(draws(d, 10_000, 77))).toBe('59e4c990');
  });
});

describe('createSampler', () => {
  it('gives a constant without drawing', () => {
    const random = createRandom(4);
    const sampler = createSampler({ kind: 'constant', value: 12.5 }, random);
    expect([sampler.next(), sampler.next(), sampler.mean]).toEqual([12.5, 12.5, 12.5]);
    expect(random.u32()).toBe(createRandom(4).u32());
  });

  it('allows the edges: zero means, no spread, one value', () => {
    const edges: Distribution[] = [
      { kind: 'exponential', mean: 0 },
      { kind: 'logNormal', mean: 0, cv: 1 },
      { kind: 'gamma', mean: 0, shape: 0.3 },
      { kind: 'uniform', min: 0, max: 0 },
      { kind: 'constant', value: 0 },
    ];
    for (const d of edges) expect(draws(d, 100)).toEqual(new Float64Array(100));
    expect(new Set(draws({ kind: 'logNormal', mean: 8, cv: 0 }, 100))).toEqual(new Set([8]));
    expect(new Set(draws({ kind: 'empirical', values: [3], weights: [2] }, 100))).toEqual(new Set([3]));
  });

  it('refuses what no distribution is', () => {
    const wrong: Distribution[] = [
      { kind: 'constant', value: -1 },
      { kind: 'exponential', mean: NaN },
      { kind: 'uniform', min: 2, max: 1 },
      { kind: 'gamma', mean: 1, shape: 0 },
      { kind: 'logNormal', mean: 1, cv: -1 },
      { kind: 'empirical', values: [], weights: [] },
      { kind: 'empirical', values: [1, 2], weights: [1] },
    ];
    for (const d of wrong) expect(() => createSampler(d, createRandom(1))).toThrow();
  });
});

describe('createIntegerSampler', () => {
  it('leaves whole constants whole', () => {
    const sampler = createIntegerSampler({ kind: 'constant', value: 7 }, createRandom(1));
    for (let i = 0; i < 100; i++) expect(sampler.next()).toBe(7);
  });

  it('keeps its running sum within half a unit of the exact one', () => {
    for (const d of [{ kind: 'constant', value: 0.3 }, { kind: 'exponential', mean: 0.8 }, { kind: 'uniform', min: 0, max: 3 }] satisfies Distribution[]) {
      const exact = createSampler(d, createRandom(9));
      const whole = createIntegerSampler(d, createRandom(9));
      let ahead = 0;
      for (let i = 0; i < 10_000; i++) {
        const n = whole.next();
        expect(Number.isInteger(n) && n >= 0).toBe(true);
        ahead += n - exact.next();
        expect(Math.abs(ahead)).toBeLessThanOrEqual(0.5 + 1e-9);
      }
    }
  });
});
