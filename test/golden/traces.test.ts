/**
 * Every example is the same run always: twice in a row, at any pace, with pauses and steps between, and as it was when its
 * trace was committed. After a change that is meant to alter runs, raise ENGINE in core/run/reporting.ts and write anew:
 *   UPDATE_GOLDEN=1 npx vitest run --project unit test/golden
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Driver } from '#core/kernel/driver.ts';
import { timesRealTime } from '#core/kernel/pacers.ts';
import type { RunInput } from '#core/run/commands.ts';
import type { RunReport } from '#core/run/report.ts';
import { Run } from '#core/run/run.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { finish, planOf } from '../support/design.ts';
import { FakeHost } from '../support/fakeHost.ts';

const FILE = new URL('traces.json', import.meta.url);
const isUpdating = process.env['UPDATE_GOLDEN'] !== undefined;
const golden = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>;

/** Driven as in the app: now at one pace, now at another, with pauses and steps at odd moments. */
function driven(model: Model): RunReport {
  const run = new Run(planOf(model));
  const host = new FakeHost();
  const driver = new Driver<RunInput>({ kernel: run.world.kernel, host, end: run.end, apply: (input) => run.input(input), pacer: timesRealTime(1) });
  driver.step(137);
  host.settle();
  driver.start();
  host.advance(777_777);
  driver.pause();
  host.advance(10_000_000);
  driver.pace(timesRealTime(7.3));
  driver.start();
  host.advance(543_210);
  driver.step(1);
  driver.pace(timesRealTime(1000));
  driver.start();
  for (let i = 0; driver.state === 'running' && i < 1_000; i++) host.advance(1_000_000);
  if (driver.state !== 'ended') throw new Error(`the driver is ${driver.state}`);
  return run.report();
}

describe('examples', () => {
  const traces: Record<string, string> = {};
  for (const { id, scenario } of EXAMPLES) {
    it(`${id} is the same run twice, driven, and as committed`, () => {
      const first = finish(new Run(planOf(scenario.model)));
      expect(JSON.stringify(finish(new Run(planOf(scenario.model))))).toBe(JSON.stringify(first));
      expect(driven(scenario.model)).toEqual(first);
      expect(first.ledger).toMatchObject({ difference: 0, imbalances: 0 });
      traces[id] = first.traceHash;
      if (isUpdating) writeFileSync(FILE, `${JSON.stringify(traces, null, 2)}\n`);
      expect({ [id]: first.traceHash }).toEqual({ [id]: (isUpdating ? traces : golden)[id] });
    });
  }

  it('another seed is another run', () => {
    const { model } = EXAMPLES[1]!.scenario;
    const { traceHash } = finish(new Run(planOf({ ...model, seed: model.seed + 1 })));
    expect(Object.values(traces)).not.toContain(traceHash);
  });
});
