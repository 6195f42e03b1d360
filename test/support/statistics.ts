/** Confidence intervals for means of independent runs. */

export interface Interval {
  readonly mean: number;
  /** Half the width: the true mean lies within mean ± half with the asked confidence. */
  readonly half: number;
}

/** By Student's t, for the mean of independent, about normal values. */
export function meanInterval(values: readonly number[], confidence: number): Interval {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1);
  return { mean, half: studentQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance / n) };
}

/** The value a Student's t of `freedom` degrees stays below with probability `p` > ½. */
export function studentQuantile(p: number, freedom: number): number {
  // Γ((ν+1)/2) / Γ(ν/2) from ν = 1 or 2 upwards in steps of two.
  let ratio = freedom % 2 === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2;
  for (let v = freedom % 2 === 1 ? 1 : 2; v < freedom; v += 2) ratio *= (v + 1) / v;
  const density = (x: number) => (ratio / Math.sqrt(freedom * Math.PI)) * (1 + (x * x) / freedom) ** (-(freedom + 1) / 2);
  let low = 0;
  let high = 1000;
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (0.5 + integral(density, middle) < p) low = middle;
    else high = middle;
  }
  return low;
}

/** ∫ f over [0, to] by Simpson's rule, after x = s² / (1 − s) so that far ends cost no more steps than near ones. */
function integral(f: (x: number) => number, to: number): number {
  const end = (-to + Math.sqrt(to * to + 4 * to)) / 2;
  const g = (s: number) => f((s * s) / (1 - s)) * ((2 * s - s * s) / (1 - s) ** 2);
  const steps = 400;
  const h = end / steps;
  let sum = g(0) + g(end);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * g(i * h);
  return (sum * h) / 3;
}
