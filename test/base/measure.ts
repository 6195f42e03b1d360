/** What the tests of random draws share: confidence bounds, a Kolmogorov–Smirnov distance, and a fingerprint of doubles. */
export function moments(draws: Float64Array): { mean: number; variance: number } {
  const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (draws.length - 1);
  return { mean, variance };
}

/** Half-width of the 99 % confidence interval of a mean. */
export const halfWidth99 = (variance: number, n: number): number => 2.5758 * Math.sqrt(variance / n);

/** √n times the largest distance between the draws' distribution and `cdf`; above 1.95 with probability 0.001. */
export function kolmogorovSmirnov(draws: Float64Array, cdf: (x: number) => number): number {
  const sorted = draws.slice().sort();
  const n = sorted.length;
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  });
  return distance * Math.sqrt(n);
}

/** Error function by its power series; good to 1e-12 for |x| ≤ 6. */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
export const normalCdf = (x: number): number => 0.5 * (1 + erf(x / Math.SQRT2));

/** Eight hex digits that change with any bit of any double (FNV-1a over the bytes). */
export function fingerprint(values: Iterable<number>): string {
  const bytes = new Uint8Array(Float64Array.from(values).buffer);
  let h = 0x811c9dc5;
  for (const byte of bytes) h = Math.imul(h ^ byte, 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}
