/** What one file in test/bench/cases/ says: several programs doing the same work, and the ratios they should have. */

export interface Sample {
  readonly operations: number;
  /** Processor time of the process, all its threads. */
  readonly cpuNs: number;
  readonly wallNs: number;
  /** Result of the work: programs in one `same` group must agree on it. */
  readonly check?: string;
  /** Other measured facts, by name with unit: `rssBytes`. */
  readonly extra?: Readonly<Record<string, number>>;
}

/** A run in a fresh Node process; or a C++ or Python file of test/bench, run by what the machine has. */
export type Program =
  | { readonly kind: 'js'; readonly run: () => Sample | Promise<Sample> }
  | { readonly kind: 'cpp' | 'python'; readonly file: string; readonly args: readonly string[] };

/** Medians of a case: CPU ns per operation, or an `extra`. NaN if that program could not run here. */
export interface Medians {
  cpu(program: string): number;
  extra(program: string, name: string): number;
}

export interface Goal {
  readonly text: string;
  readonly measured: (medians: Medians) => number;
  readonly want: 'at least' | 'at most';
  readonly must: number;
  readonly stretch: number;
  /** Printed after the numbers: 'x' unless given. */
  readonly unit?: string;
}

export interface BenchCase {
  readonly name: string;
  readonly operation: string;
  readonly programs: Readonly<Record<string, Program>>;
  readonly same?: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
}

export const js = (run: () => Sample | Promise<Sample>): Program => ({ kind: 'js', run });

/** Times `body`, which does `operations` operations. Warm up before. */
export function timed(operations: number, body: () => void): Sample {
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  body();
  const wallNs = Number(process.hrtime.bigint() - wall);
  const { user, system } = process.cpuUsage(cpu);
  return { operations, cpuNs: (user + system) * 1_000, wallNs };
}

/** How many times faster `ours` is than `other`. */
export const faster = (ours: string, other: string) => (medians: Medians) => medians.cpu(other) / medians.cpu(ours);
