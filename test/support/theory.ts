/** Measured means against what theory says, by 99 % intervals. */
import { meanInterval } from './statistics.ts';

/**
 * The figures whose theoretical value lies outside the interval of its measured mean, as sentences; `runs` has a row of figures
 * per seed, in the order of `figures`. `edge` widens an interval by what counting in a window may miss. TELL=1 prints them all.
 */
export function outside(
  name: string,
  figures: Readonly<Record<string, number>>,
  runs: readonly (readonly number[])[],
  edge: Readonly<Record<string, number>> = {},
): string[] {
  return Object.entries(figures).flatMap(([figure, value], i) => {
    const { mean, half } = meanInterval(
      runs.map((r) => r[i]!),
      0.99,
    );
    const told = `${name} ${figure}: theory ${value}, measured ${mean.toFixed(4)} ± ${half.toFixed(4)} (${((100 * half) / mean).toFixed(1)} %)`;
    if (process.env['TELL'] !== undefined) process.stdout.write(`${told}\n`);
    return Math.abs(mean - value) <= half + (edge[figure] ?? 0) ? [] : [told];
  });
}
