/** Every case: one file each in cases/, in the order of their names. */
import type { BenchCase } from './benchCase.ts';

const files = import.meta.glob<{ default: BenchCase }>('./cases/*.ts', { eager: true });

export const cases: readonly BenchCase[] = Object.keys(files)
  .toSorted()
  .map((path) => (files[path] as { default: BenchCase }).default);
