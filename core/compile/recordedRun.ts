/** A recording as what an engine takes: the plan it began with, and its inputs with plans in place of designs. */
import { type Instant, instant } from '../base/units.ts';
import type { Issue } from '../scenario/issues.ts';
import type { RecordedInput, Recording } from '../scenario/recording.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { compile } from './compile.ts';
import type { Plan } from './plan.ts';

type Undated<T> = T extends unknown ? Omit<T, 'atUs'> : never;
export interface RecordedEntry {
  readonly atUs: Instant;
  readonly input: Undated<Exclude<RecordedInput, { kind: 'design' }>> | { readonly kind: 'patch'; readonly plan: Plan };
}

export interface RecordedRun {
  readonly origin: Plan;
  readonly journal: readonly RecordedEntry[];
}

/** Issues, when one of its designs cannot run: the recording was edited. */
export function recordedRun({ scenario, inputs }: Recording): { readonly run?: RecordedRun; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const planOf = (design: Scenario, path: Issue['path']): Plan | undefined => {
    const { plan, issues: found } = compile(design.model);
    if (plan === undefined) issues.push(...found.map((one) => ({ ...one, path: [...path, ...one.path] })));
    return plan;
  };
  const origin = planOf(scenario, ['scenario']);
  const journal = inputs.flatMap((recorded, i): readonly RecordedEntry[] => {
    const { atUs, ...input } = recorded;
    if (input.kind !== 'design') return [{ atUs: instant(atUs), input }];
    const plan = planOf(input.scenario, ['inputs', i, 'scenario']);
    return plan === undefined ? [] : [{ atUs: instant(atUs), input: { kind: 'patch', plan } }];
  });
  return origin === undefined || issues.length > 0 ? { issues } : { run: { origin, journal }, issues };
}
