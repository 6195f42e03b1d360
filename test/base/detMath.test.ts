import { describe, expect, it } from 'vitest';
import { detCos, detExp, detLog, detPow, detSin } from '#core/base/detMath.ts';
import { createRandom } from '#core/base/random.ts';
import { fingerprint } from './measure.ts';

const float = new Float64Array(1);
const integer = new BigInt64Array(float.buffer);
const bitsOf = (x: number): bigint => {
  float[0] = x;
  return integer[0] as bigint;
};
/** Distance of two doubles of one sign in units of the last place. */
const ulps = (a: number, b: number): number => (a === b ? 0 : Math.abs(Number(bitsOf(a) - bitsOf(b))));

function inputs(from: number, to: number, n = 20_000, seed = 1): number[] {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => from + (to - from) * (random.unit() + random.unit() * 2 ** -32));
}
const worst = (xs: number[], ours: (x: number) => number, theirs: (x: number) => number) => xs.reduce((most, x) => Math.max(most, ulps(ours(x), theirs(x))), 0);

// Math.* is itself off by up to 1 ulp, so agreement is asked within 2.
describe('detMath', () => {
  it('detLog follows Math.log near 1, over all exponents and among subnormals', () => {
    expect(worst(inputs(0.4, 2.5), detLog, Math.log)).toBeLessThanOrEqual(2);
    expect(
      worst(
        inputs(-1074, 1024).map((k) => 2 ** k),
        detLog,
        Math.log,
      ),
    ).toBeLessThanOrEqual(2);
    expect(detLog(Number.MIN_VALUE)).toBe(Math.log(Number.MIN_VALUE));
    // ε − ε²/2 is the double just below ε = 2^−52.
    expect(detLog(1 + 2 ** -52)).toBe(2 ** -52 - 2 ** -105);
  });

  it('detExp follows Math.exp to both ends of the range', () => {
    expect(worst(inputs(-2, 2), detExp, Math.exp)).toBeLessThanOrEqual(2);
    expect(worst(inputs(-745, 709.7), detExp, Math.exp)).toBeLessThanOrEqual(2);
    expect(detExp(709.782712893384)).toBeCloseTo(1.797693134862273e308, -295);
    expect(detExp(-745.13)).toBe(Number.MIN_VALUE);
  });

  it('detSin and detCos follow Math within the allowed angles', () => {
    for (const [ours, theirs] of [
      [detSin, Math.sin],
      [detCos, Math.cos],
    ] as const) {
      expect(worst(inputs(-10, 10), ours, theirs)).toBeLessThanOrEqual(2);
      for (const x of inputs(-(2 ** 20), 2 ** 20)) expect(Math.abs(ours(x) - theirs(x))).toBeLessThan(2 ** -52);
    }
    expect(() => detSin(2 ** 21)).toThrow('angle');
  });

  it('detPow is right to the last places, where rounding the logarithm first would lose ten bits', () => {
    // Integer powers computed exactly with BigInt, and rounded once by Number.
    for (let base = 3n; base < 60n; base += 2n) {
      for (let power = 1n; base ** power < 10n ** 300n; power += 7n)
        expect(ulps(detPow(Number(base), Number(power)), Number(base ** power))).toBeLessThanOrEqual(1);
    }
    for (let k = -1074; k < 1024; k++) expect(detPow(2, k)).toBe(2 ** k);
    expect(inputs(0, 1e6).every((x) => ulps(detPow(x, 0.5), Math.sqrt(x)) <= 1)).toBe(true);
    expect(inputs(1, 1e6).every((x) => ulps(detPow(x, -1), 1 / x) <= 1)).toBe(true);
  });

  it('knows the special values', () => {
    expect([detLog(1), detLog(0), detLog(-0), detLog(Infinity), detLog(-1), detLog(NaN)]).toEqual([0, -Infinity, -Infinity, Infinity, NaN, NaN]);
    expect([detExp(0), detExp(-Infinity), detExp(Infinity), detExp(-746), detExp(710), detExp(NaN)]).toEqual([1, 0, Infinity, 0, Infinity, NaN]);
    expect([detSin(0), detCos(0), detSin(NaN)]).toEqual([0, 1, NaN]);
    expect([detPow(0, 2), detPow(0, -2), detPow(Infinity, 1.5), detPow(Infinity, -1), detPow(NaN, 0), detPow(1, 1e300)]).toEqual([
      0,
      Infinity,
      Infinity,
      0,
      1,
      1,
    ]);
    expect([detPow(-2, 2), detPow(2, NaN), detPow(2, 1e300), detPow(2, -1e300), detPow(0.5, Infinity)]).toEqual([NaN, NaN, Infinity, 0, 0]);
  });

  it('never falls where the function rises, across the seams of its reductions', () => {
    const seams = { log: [Math.SQRT1_2, Math.SQRT2, 1, 2 * Math.SQRT2], exp: [0, 0.5 * Math.LN2, 1.5 * Math.LN2, -0.5 * Math.LN2] };
    const rises = (f: (x: number) => number, around: number) => {
      for (let i = -2000, last = -Infinity; i <= 2000; i++) {
        const y = f(around + i * 2 ** -52);
        expect(y).toBeGreaterThanOrEqual(last);
        last = y;
      }
    };
    for (const x of seams.log) rises(detLog, x);
    for (const x of seams.exp) rises(detExp, x);
    rises(detSin, Math.PI / 4);
    rises((x) => -detCos(x), Math.PI / 4);
  });

  it('gives the committed bits', () => {
    const xs = inputs(0, 50, 50_000, 99);
    expect({
      log: fingerprint(xs.map(detLog)),
      exp: fingerprint(xs.map((x) => detExp(x - 25))),
      sin: fingerprint(xs.map(detSin)),
      cos: fingerprint(xs.map(detCos)),
      pow: fingerprint(xs.map((x) => detPow(x, 1.7 - x / 9))),
    }).toEqual({ log: '3ef786b7', exp: 'dcae4cab', sin: '4ef85404', cos: 'f716cd1b', pow: 'b7be7ccd' });
  });
});
