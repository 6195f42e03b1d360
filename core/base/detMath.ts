/**
 * Logarithm, exponential, power, sine and cosine whose bits are the same in every engine. `Math.log` and its kin differ by
 * a unit in the last place between V8 versions; + − × ÷ and sqrt are fixed by ECMAScript, so everything here is made of
 * those, plus shifting exponents through typed arrays. Results are within 1 ulp of the true value (pow: 2 ulp).
 *
 * Constants come in a high part short enough that multiplying it by a small integer is exact, and a low rest.
 */
import { fail } from './assert.ts';

const LN2_HIGH = 0.6931471804855391; // 33 bits
const LN2_LOW = 7.440617110012397e-11;
const LOG2_E = 1.4426950408889634;
const HALF_PI_1 = 1.570796325802803; // 30 bits each, so products with integers below 2^23 are exact
const HALF_PI_2 = 9.920935791635221e-10;
const HALF_PI_3 = 5.17018297889025e-19;
const TWO_OVER_PI = 0.6366197723675814;
/** Radians; beyond it the three-part reduction would lose digits. */
const ANGLE_MAX = 2 ** 20;

// One double seen as two words. The high word holds sign, 11 exponent bits and the top 20 bits of the fraction.
const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * Splits a positive finite x into m · 2^k with √½ ≤ m < √2 (to a rounding): returns m, leaves k in `exponent`.
 * Keeping m around 1 makes the logarithm's two parts never cancel.
 */
let exponent = 0;
function splitNearOne(x: number): number {
  const isSubnormal = x < 2 ** -1022;
  float[0] = isSubnormal ? x * 2 ** 54 : x;
  const high = words[HIGH] as number;
  // 0x3fe6a09e is the high word of √½. Adding its distance from 1 makes fractions above √2 carry into the exponent.
  const carried = high + (0x3ff00000 - 0x3fe6a09e);
  exponent = (carried >>> 20) - 1023 - (isSubnormal ? 54 : 0);
  words[HIGH] = (carried & 0xfffff) + 0x3fe6a09e;
  return float[0] as number;
}

/** m · 2^k for m near 1; one rounding at most, also where the result is subnormal. */
function scale(m: number, k: number): number {
  if (k > 1023) return m * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1022) return m * powerOfTwo(k + 54) * 2 ** -54;
  return m * powerOfTwo(k);
}
function powerOfTwo(k: number): number {
  words[HIGH ^ 1] = 0;
  words[HIGH] = (k + 1023) << 20;
  return float[0] as number;
}

/**
 * (atanh(s)/s − 1) · 2 = 2·(z/3 + z²/5 + z³/7 + …) with z = s². Here |s| ≤ 0.1716, so eleven terms reach 2^−58. The even and
 * the odd powers are summed apart, which halves the chain of dependent operations.
 */
function atanhTail(z: number): number {
  const w = z * z;
  const odd = 2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23)))));
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21))));
  return z * odd + w * even;
}

/** Natural logarithm. log 0 = −∞; NaN below 0. */
export function detLog(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  // With m = 1 + f and s = f / (2 + f), log m = 2 atanh s. Writing 2s as f − f²/2 + s·f²/2 keeps f, which is exact, in front.
  const f = splitNearOne(x) - 1;
  const k = exponent;
  const s = f / (2 + f);
  const half = 0.5 * f * f;
  const rest = s * (half + atanhTail(s * s));
  return k * LN2_HIGH - (half - (rest + k * LN2_LOW) - f);
}

/** e^x. */
export function detExp(x: number): number {
  return expOfSum(x, 0);
}

/** e^(x + low) for a low of at most an ulp of x: what pow needs. */
function expOfSum(x: number, low: number): number {
  if (x > 709.8) return Infinity;
  if (x < -745.2) return 0;
  if (x !== x) return NaN;
  // x = k·ln 2 + r with |r| ≤ ½ ln 2; `lost` is what rounding took from r.
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const sub = k * LN2_LOW - low;
  const r = high - sub;
  const lost = high - r - sub;
  // The Taylor series; the first term left out is r^14/14! < 2^−57. Even and odd powers again apart.
  const z = r * r;
  const even = 1 / 2 + z * (1 / 24 + z * (1 / 720 + z * (1 / 40320 + z * (1 / 3628800 + z * (1 / 479001600)))));
  const odd = 1 / 6 + z * (1 / 120 + z * (1 / 5040 + z * (1 / 362880 + z * (1 / 39916800 + z * (1 / 6227020800)))));
  return scale(1 + (r + (z * (even + r * odd) + (lost + r * lost))), k);
}

// Sums of two doubles, for pow: a function returns the leading part and leaves the rest in `low`.
let low = 0;
function sumExact(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  low = a - (sum - part) + (b - part);
  return sum;
}
/** Dekker's product: each factor cut in two halves of 26 bits, whose products are exact. */
function productExact(a: number, b: number): number {
  const product = a * b;
  const aCut = a * 134217729;
  const aHigh = aCut - (aCut - a);
  const aLow = a - aHigh;
  const bCut = b * 134217729;
  const bHigh = bCut - (bCut - b);
  const bLow = b - bHigh;
  low = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return product;
}

/** Logarithm of a positive finite x with some 65 good bits: returns the leading double, leaves the rest in `low`. */
function logExtended(x: number): number {
  const f = splitNearOne(x) - 1;
  const k = exponent;
  // s = f / (2 + f), with what rounding the sum and the quotient loses.
  const base = 2 + f;
  const baseLow = f - (base - 2);
  const s = f / base;
  const back = productExact(s, base);
  const sLow = (f - back - low - s * baseLow) / base;
  // log m = 2s·(1 + t), t = z/3 + z²/5 + …; only the first term of t is large enough to need its low part.
  const z = productExact(s, s);
  const zLow = low + 2 * s * sLow;
  const third = z / 3;
  const thirdLow = (z - productExact(third, 3) - low + zLow) / 3;
  const further = 0.5 * atanhTailPastFirst(z);
  const t = sumExact(third, further);
  const tLow = low + thirdLow;
  const st = productExact(2 * s, t);
  const stLow = low + 2 * (s * tLow + sLow * t);
  const lead = sumExact(k * LN2_HIGH, 2 * s);
  const leadLow = low;
  const next = sumExact(lead, st);
  const nextLow = low;
  const rest = nextLow + leadLow + (k * LN2_LOW + (2 * sLow + stLow));
  return sumExact(next, rest);
}
/** atanhTail without its first term, 2z/3. */
function atanhTailPastFirst(z: number): number {
  const w = z * z;
  const odd = 2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19 + w * (2 / 23))));
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21))));
  return w * (even + z * odd);
}

/** x^y for x ≥ 0; NaN for a negative base, whatever y. */
export function detPow(x: number, y: number): number {
  if (y === 0) return 1;
  if (!(x >= 0) || y !== y) return NaN;
  if (y === 1 || x === 1) return x;
  if (x === 0 || x === Infinity) return (x === 0) === y > 0 ? 0 : Infinity;
  const log = logExtended(x);
  const logLow = low;
  if (Math.abs(y * log) > 800) return y * log > 0 ? Infinity : 0;
  const power = productExact(y, log);
  return expOfSum(power, low + y * logLow);
}

// Sine and cosine reduce x to q·π/2 + r + rLow with |r| ≤ π/4: q returned, the rest left here.
let r = 0;
let rLow = 0;
function reduceAngle(x: number): number {
  if (Math.abs(x) > ANGLE_MAX) fail(`angle beyond ±${ANGLE_MAX} rad: take whole turns off first`);
  const q = Math.floor(x * TWO_OVER_PI + 0.5);
  const first = sumExact(x - q * HALF_PI_1, -q * HALF_PI_2);
  const firstLow = low;
  r = sumExact(first, firstLow - q * HALF_PI_3);
  rLow = low;
  return q;
}
/** Taylor series of sin(r + rLow); the first term left out is r^19/19! < 2^−63. */
function sinNear0(): number {
  const z = r * r;
  const tail =
    -1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * (1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368e3 + z / 355687428096e3))))));
  return r + (r * z * tail + rLow * (1 - 0.5 * z));
}
/** Taylor series of cos(r + rLow). 1 − z/2 is rounded once, and what it lost is put back with the small terms. */
function cosNear0(): number {
  const z = r * r;
  const half = 0.5 * z;
  const lead = 1 - half;
  const tail = 1 / 24 + z * (-1 / 720 + z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888e3)))));
  return lead + (1 - lead - half + (z * z * tail - r * rLow));
}

/** Sine of x radians, |x| ≤ 2^20. */
export function detSin(x: number): number {
  const q = reduceAngle(x) & 3;
  const value = (q & 1) === 0 ? sinNear0() : cosNear0();
  return q < 2 ? value : -value;
}

/** Cosine of x radians, |x| ≤ 2^20. */
export function detCos(x: number): number {
  const q = reduceAngle(x) & 3;
  const value = (q & 1) === 0 ? cosNear0() : sinNear0();
  return q === 0 || q === 3 ? value : -value;
}
