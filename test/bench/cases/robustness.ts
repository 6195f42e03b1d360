/** Event lists have their bad days: increments that collapse bucket widths, use up levels, or tie. Worst against best, 10^5 pending. */
import { type BenchCase, js, type Medians, type Program } from '../benchCase.ts';
import { delayPatterns } from '../draws.ts';
import { holdLadder, holdObjects } from '../hold.ts';

const PENDING = 100_000;
const patterns = Object.keys(delayPatterns);

const programs: Record<string, Program> = {};
for (const pattern of patterns) programs[`ladder, ${pattern}`] = js(() => holdLadder(PENDING, pattern));
for (const pattern of patterns) programs[`object heap, ${pattern}`] = js(() => holdObjects(PENDING, pattern));

const times = (m: Medians): number[] => patterns.map((pattern) => m.cpu(`ladder, ${pattern}`));

export const benchCase: BenchCase = {
  name: 'robustness',
  operation: 'event (pop + push)',
  programs,
  same: patterns.map((pattern) => [`ladder, ${pattern}`, `object heap, ${pattern}`]),
  goals: [{ text: 'worst / best pattern, 10^5 pending', measured: (m) => Math.max(...times(m)) / Math.min(...times(m)), want: 'at most', must: 4, stretch: 2 }],
};
