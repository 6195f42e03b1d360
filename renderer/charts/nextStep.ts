/** What stands between a design and its first numbers. */
import { hasErrors, type Issue } from '#core/scenario/issues.ts';
import { isDestination } from '#core/scenario/canConnect.ts';
import type { Model } from '#core/scenario/scenario.ts';

export type NextStep = 'add' | 'connect' | 'mend' | 'run';

/** `issues` are the model's. Messages flow from a producer on: a design whose producers lead nowhere shows nothing. */
export function nextStep(model: Model, issues: readonly Issue[]): NextStep {
  const kinds = new Set(Object.values(model.nodes).map((node) => node.kind));
  if (!kinds.has('producer') || ![...kinds].some(isDestination)) return 'add';
  if (hasErrors(issues)) return 'mend';
  return Object.values(model.edges).some((edge) => model.nodes[edge.from]?.kind === 'producer') ? 'run' : 'connect';
}
