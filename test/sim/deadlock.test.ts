import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlocked } from '#core/run/deadlock.ts';
import { Run } from '#core/run/run.ts';
import { planOf } from '../support/design.ts';
import { BUSY_MS, smallWorlds } from './smallWorlds.ts';

const RUNS = Number(process.env['SIM_RUNS'] ?? 50);
const SEED = Number(process.env['SIM_SEED'] ?? 20_261_122);
const STEP_US = 250_000;

/** Everything that ever moved through a channel. */
const moved = ({ world }: Run): number => world.destinations.reduce((n, d) => (d.kind === 'channel' ? n + d.accepted + d.delivered + d.refused : n), 0);

describe('random small worlds', () => {
  it('[R12] a verdict of deadlock is final: nothing moves at any channel after it', () => {
    let verdicts = 0;
    fc.assert(
      fc.property(smallWorlds, ({ model, sampleUs }) => {
        const run = new Run({ ...planOf(model), sampleUs });
        let asleep: number | undefined;
        let movedAfter = 0;
        for (let us = 0; us <= 2 * BUSY_MS * 1000; us += STEP_US) {
          run.advance(us, Number.POSITIVE_INFINITY);
          run.takeFrames();
          if (asleep === undefined && deadlocked(run.world).size > 0) {
            asleep = moved(run);
            verdicts++;
          }
          movedAfter += asleep === undefined ? 0 : moved(run) - asleep;
        }
        expect(movedAfter).toBe(0);
      }),
      { numRuns: RUNS, seed: SEED, interruptAfterTimeLimit: 30_000 + 500 * RUNS },
    );
    expect(verdicts).toBeGreaterThan(0);
  }, 600_000);
});
