import { describe, expect, it } from 'vitest';
import { createRandom } from '#core/base/random.ts';
import { drawExponential, drawNormal } from '#core/base/variates.ts';
import { halfWidth99, kolmogorovSmirnov, moments, normalCdf } from './measure.ts';

const N = 200_000;
function draws(draw: typeof drawNormal, seed: number): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length: N }, () => draw(random));
}

describe('variates', () => {
  it('drawExponential is exponential with mean 1, wedges and tail included', () => {
    const xs = draws(drawExponential, 11);
    expect(kolmogorovSmirnov(xs, (x) => 1 - Math.exp(-x))).toBeLessThan(1.95);
    const { mean, variance } = moments(xs);
    expect(Math.abs(mean - 1)).toBeLessThan(halfWidth99(1, N));
    // The fourth central moment of Exp(1) is 9, so its sample variance has variance (9 − 1)/n.
    expect(Math.abs(variance - 1)).toBeLessThan(halfWidth99(8, N));
    // Beyond the ziggurat's last layer: e^−7.697 of all draws, within four standard deviations.
    const expected = N * Math.exp(-7.69711747013105);
    expect(Math.abs(xs.filter((x) => x > 7.69711747013105).length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  it('drawNormal is standard normal', () => {
    const xs = draws(drawNormal, 12);
    expect(kolmogorovSmirnov(xs, normalCdf)).toBeLessThan(1.95);
    const { mean, variance } = moments(xs);
    expect(Math.abs(mean)).toBeLessThan(halfWidth99(1, N));
    expect(Math.abs(variance - 1)).toBeLessThan(halfWidth99(2, N));
  });
});
