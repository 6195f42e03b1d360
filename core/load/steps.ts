/** One constant rate after another; the last goes on after its time. */
import { assert } from '../base/assert.ts';
import type { LoadStep } from '../base/workload.ts';
import { lines } from './lines.ts';
import type { LoadProfile } from './loadProfile.ts';

export function steps(run: readonly LoadStep[]): LoadProfile {
  const last = run.at(-1);
  assert(last !== undefined, 'a stepped load has at least one step');
  return lines(
    run.map(({ rate, forUs }) => ({ from: rate, to: rate, overUs: forUs })),
    last.rate,
  );
}
