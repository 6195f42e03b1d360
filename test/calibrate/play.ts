/** Plays a design and measures over its last stretch, when the start is over. */
import { instant } from '#core/base/units.ts';
import type { PresetName } from '#core/base/presetNames.ts';
import { Run } from '#core/run/run.ts';
import type { LatencyReport } from '#core/run/report.ts';
import { newNode } from '#core/scenario/defaults.ts';
import { changePreset, type CostFields } from '#core/scenario/presets.ts';
import type { BrokerDoc, EdgeDoc, LoadDoc, NodeDoc } from '#core/scenario/scenario.ts';
import { modelOf, nodeOf, planOf } from '../support/design.ts';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}
export interface Result {
  /** Per second of the stretch: acknowledged to a producer, processed by a consumer; summed over those whose id begins so. */
  sent(id: string): number;
  taken(id: string): number;
  /** Of the whole run. */
  latency(id: string): LatencyReport;
  readonly run: Run;
}

type Nodes = Readonly<Record<string, NodeDoc>>;
type Edges = readonly (string | readonly [string, Partial<EdgeDoc>])[];

export function play(nodes: Nodes, edges: Edges, { fromMs, toMs }: Stretch, latency = '0s'): Result {
  const run = new Run(planOf(modelOf(nodes, edges, { horizon: `${toMs}ms` }, latency)));
  const { world } = run;
  const sent = (): number[] => world.producers.map(({ fanOut }) => fanOut.offered - fanOut.sum('waiting') - fanOut.sum('unanswered') - fanOut.sum('refused'));
  const taken = (): number[] => world.consumers.map(({ work }) => work.processed);
  while (run.nowUs < fromMs * 1_000 && !run.ended) run.advance(instant(fromMs * 1_000), 1_000_000);
  const before = { sent: sent(), taken: taken() };
  const { producers, consumers } = world.plan;
  while (!run.ended) {
    run.advance(run.end, 1_000_000);
    run.takeFrames();
  }
  const after = { sent: sent(), taken: taken() };
  const perSec = (ids: readonly { readonly id: string }[], from: readonly number[], to: readonly number[], prefix: string): number =>
    ids.reduce((sum, { id }, i) => sum + (id.startsWith(prefix) ? to[i]! - from[i]! : 0), 0) / ((toMs - fromMs) / 1_000);
  return {
    run,
    sent: (prefix) => perSec(producers, before.sent, after.sent, prefix),
    taken: (prefix) => perSec(consumers, before.taken, after.taken, prefix),
    latency: (id) => nodeOf(run.report(), id).latency!,
  };
}

/** A broker of a preset with what is being fitted. */
export const brokerOf = (preset: PresetName, fields: CostFields, more: Partial<BrokerDoc> = {}): BrokerDoc => ({
  ...changePreset(newNode('broker', 'broker'), preset),
  ...fields,
  ...more,
});

export const many = (count: number, id: string, make: (i: number) => NodeDoc): Record<string, NodeDoc> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${id}${i + 1}`, make(i)]));
export const toAll = (count: number, from: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => from(i + 1));
export const constant = (value: string) => ({ kind: 'constant', value }) as const;
type Step = readonly [rate: string, forSoLong: string];
/** One rate, then another for as long as is measured. */
export const twoSteps = (...steps: [Step, Step]): LoadDoc => ({ kind: 'steps', steps: steps.map(([rate, forSoLong]) => ({ rate, for: forSoLong })) });
export const atRate = (perSec: number) => ({ kind: 'constant', rate: `${Math.round(perSec)}/s` }) as const;
/** A closed loop: so many messages are on their way, and none is sent before another is answered. */
export const window = (users: number) => ({ kind: 'users', users, thinkTime: constant('0s'), rampUp: '0s' }) as const;
