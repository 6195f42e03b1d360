/**
 * Distributions of work times and sizes: plain data, and samplers over a random stream. A sampler gives floats ≥ 0 in the
 * unit of its parameters; `createIntegerSampler` makes whole µs or bytes of them without bias.
 */
import { AliasTable } from './aliasTable.ts';
import { assert, unreachable } from './assert.ts';
import { detExp, detLog } from './detMath.ts';
import type { Random } from './random.ts';
import { drawExponential, drawNormal } from './variates.ts';

/** Values in µs or bytes. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** `cv` is the standard deviation over the mean. */
  | { readonly kind: 'logNormal'; readonly mean: number; readonly cv: number }
  /** Shape 1 is the exponential, an integer the Erlang; cv = 1/√shape. */
  | { readonly kind: 'gamma'; readonly mean: number; readonly shape: number }
  /** Value i with probability weights[i] / Σ weights. */
  | { readonly kind: 'empirical'; readonly values: readonly number[]; readonly weights: readonly number[] };

export interface Sampler {
  /** A float ≥ 0. */
  next(): number;
  /** The distribution's exact mean. */
  readonly mean: number;
}

/** Parameters out of range are bugs here: `compile` has told the person already. */
export function createSampler(d: Distribution, random: Random): Sampler {
  switch (d.kind) {
    case 'constant':
      assertScale(d.value);
      return { mean: d.value, next: () => d.value };
    case 'uniform':
      return uniform(d.min, d.max, random);
    case 'exponential':
      assertScale(d.mean);
      return { mean: d.mean, next: () => d.mean * drawExponential(random) };
    case 'logNormal':
      return logNormal(d.mean, d.cv, random);
    case 'gamma':
      return gamma(d.mean, d.shape, random);
    case 'empirical':
      return empirical(d.values, d.weights, random);
    default:
      return unreachable(d);
  }
}

/**
 * Whole numbers whose running sum stays within ½ of the sampler's own: each value is rounded together with what rounding has
 * owed so far. So a constant 0.3 µs costs 3 µs in ten records, where rounding each alone would make it free.
 */
export function createIntegerSampler(d: Distribution, random: Random): Sampler {
  return new IntegerSampler(createSampler(d, random));
}

/** A class, because a fraction kept in a closure's variable is boxed anew at each draw, and one in a field is not. */
class IntegerSampler implements Sampler {
  readonly mean: number;
  readonly #sampler: Sampler;
  #owed = 0;

  constructor(sampler: Sampler) {
    this.mean = sampler.mean;
    this.#sampler = sampler;
  }

  next(): number {
    const exact = this.#sampler.next() + this.#owed;
    const whole = Math.floor(exact + 0.5);
    this.#owed = exact - whole;
    return whole;
  }
}

function uniform(min: number, max: number, random: Random): Sampler {
  assertScale(min);
  assert(max >= min && max < Infinity, `uniform between ${min} and ${max}`);
  return { mean: (min + max) / 2, next: () => min + (max - min) * random.unit() };
}

/** e^(μ + σN). From mean = e^(μ + σ²/2) and 1 + cv² = e^σ² follow σ² = log(1 + cv²) and e^μ = mean · e^(−σ²/2). */
function logNormal(mean: number, cv: number, random: Random): Sampler {
  assertScale(mean);
  assert(cv >= 0 && cv < Infinity, `coefficient of variation ${cv}`);
  const variance = detLog(1 + cv * cv);
  const deviation = Math.sqrt(variance);
  const median = mean * detExp(-variance / 2);
  return { mean, next: () => median * detExp(deviation * drawNormal(random)) };
}

/**
 * Marsaglia and Tsang (2000, ACM TOMS 26(3)): for shape k ≥ 1, d·v with d = k − ⅓ and v = (1 + N/√(9d))³ is almost gamma;
 * one comparison of logarithms, mostly avoided by a polynomial bound, makes it exact.
 */
function gamma(mean: number, shape: number, random: Random): Sampler {
  assertScale(mean);
  assert(shape > 0 && shape < Infinity, `gamma shape ${shape}`);
  // Gamma(k) = Gamma(k + 1) · U^(1/k), and −log U is an exponential draw.
  const isBoosted = shape < 1;
  const d = (isBoosted ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  const unit = mean / shape;
  const next = (): number => {
    for (;;) {
      const x = drawNormal(random);
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = random.unit();
      const square = x * x;
      if (u < 1 - 0.0331 * square * square || detLog(u) < square / 2 + d * (1 - v + detLog(v))) return d * v * unit;
    }
  };
  if (!isBoosted) return { mean, next };
  return { mean, next: () => next() * detExp(-drawExponential(random) / shape) };
}

function empirical(values: readonly number[], weights: readonly number[], random: Random): Sampler {
  assert(values.length > 0 && values.length === weights.length, 'empirical values and weights differ in number');
  values.forEach(assertScale);
  const table = new AliasTable(weights);
  let total = 0;
  let weighted = 0;
  weights.forEach((weight, i) => {
    total += weight;
    weighted += weight * (values[i] as number);
  });
  return { mean: weighted / total, next: () => values[table.draw(random)] as number };
}

function assertScale(value: number): void {
  assert(value >= 0 && value < Infinity, `distribution parameter ${value}`);
}
