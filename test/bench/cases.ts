/** Every case: one file each in cases/, in the order of their names. */
import type { BenchCase } from './benchCase.ts';

const files = import.meta.glob<{ benchCase: BenchCase }>('./cases/*.ts', { eager: true });

export const cases: readonly BenchCase[] = Object.keys(files)
  .toSorted()
  .map((path) => (files[path] as { benchCase: BenchCase }).benchCase);
