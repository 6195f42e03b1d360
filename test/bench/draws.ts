/** Delays and uniform draws for the bench: cheap, seeded, and the same for every program of a case. */

/** 32-bit xorshift, uniform in (0, 1). */
export function uniform(seed: number): () => number {
  const state = Int32Array.of(seed);
  return () => {
    let x = state[0] as number;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    state[0] = x;
    return ((x >>> 0) + 0.5) / 2 ** 32;
  };
}

export const DELAYS = 2 ** 14;

/** Integer µs, read in a circle: drawing them is then no part of what is timed. */
export const delayPatterns: Record<string, (draw: () => number) => number> = {
  exponential: (draw) => -Math.log(draw()) * 1e6,
  bimodal: (draw) => (draw() < 0.9 ? draw() * 2e5 : 1e7 * (1 + draw())),
  spike: (draw) => (draw() < 0.99 ? 1 + draw() * 9 : draw() * 1e10),
  ties: (draw) => Math.ceil(draw() * 10) * 1e5,
  'zero delay': (draw) => (draw() < 0.5 ? 0 : draw() * 1e6),
};

export function delays(pattern: string, seed = 12345): Float64Array {
  const draw = uniform(seed);
  const delay = delayPatterns[pattern] as (draw: () => number) => number;
  return Float64Array.from({ length: DELAYS }, () => Math.floor(delay(draw)));
}
