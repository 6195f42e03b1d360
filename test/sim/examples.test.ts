import { describe, expect, it } from 'vitest';
import { compile } from '#core/compile/compile.ts';
import { Run } from '#core/run/run.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';

describe('examples', () => {
  for (const { id, scenario } of EXAMPLES) {
    it(`${id} balances`, () => {
      const { plan, issues } = compile(scenario.model);
      expect(issues.filter((i) => i.severity === 'error')).toEqual([]);
      const run = new Run(plan!);
      while (!run.ended) run.advance(plan!.horizonUs, 1_000_000);
      const { ledger } = run.report();
      expect(ledger.imbalances).toBe(0);
      expect(ledger.offered).toBeGreaterThan(0);
    });
  }
});
