/** Journeys of single messages of small designs. */
import type { Plan } from '#core/compile/plan.ts';
import { Follower } from '#core/run/journey/follower.ts';
import type { Journey, JourneyCopy, StepKind } from '#core/run/journeyReport.ts';
import { Run } from '#core/run/run.ts';
import type { Model } from '#core/scenario/scenario.ts';
import { planOf } from './design.ts';

/** Repeats the run up to an instant, its end if none is given, and follows one message. */
export function journeyOf(model: Model | Plan, serial: number, untilUs = Number.POSITIVE_INFINITY): Journey {
  return follow('nodes' in model ? planOf(model) : model, serial, untilUs).journey;
}

export function follow(plan: Plan, serial: number, untilUs = Number.POSITIVE_INFINITY): { readonly journey: Journey; readonly run: Run } {
  const follower = new Follower(serial);
  const run = new Run(plan, 0, follower);
  run.advance(untilUs, Number.MAX_SAFE_INTEGER);
  return { journey: follower.journey(), run };
}

/** What happened, without when. */
export const kindsOf = (copy: JourneyCopy | undefined): readonly StepKind[] => copy?.steps.map(({ kind }) => kind) ?? [];
export const detailOf = (copy: JourneyCopy | undefined, kind: StepKind, nth = 0): Readonly<Record<string, string | number>> | undefined =>
  copy?.steps.filter((step) => step.kind === kind)[nth]?.detail;
export const causesOf = ({ causes }: Journey): readonly string[] => causes.map(({ about, kind }) => `${about} ${kind}`);
