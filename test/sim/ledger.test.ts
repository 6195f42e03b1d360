import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftovers, violations } from './invariants.ts';
import { drain, play } from './playWorld.ts';
import { smallWorlds } from './smallWorlds.ts';

/** `SIM_RUNS=5000 SIM_SEED=1 npx vitest run --project unit test/sim` looks longer, or again. */
const RUNS = Number(process.env['SIM_RUNS'] ?? 50);
const SEED = Number(process.env['SIM_SEED'] ?? 20_261_122);

describe('random small worlds', () => {
  it('[L1] [I1] keep balanced books through edits, spikes, failures and limits, and drain when left alone', () => {
    fc.assert(
      fc.property(smallWorlds, (world) => {
        const played = play(world, (run) => expect(violations(run)).toEqual([]));
        drain(played);
        expect(violations(played.run)).toEqual([]);
        expect(leftovers(played.run)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 30_000 + 500 * RUNS },
    );
  }, 600_000);
});
