/**
 * What a fix may cost. Each rule looks at every design that was in force in a run, so one that was broken for a while only is
 * broken all the same.
 */
import type { ConsumerDoc, NodeDoc, NodeId, ProducerDoc, Scenario } from '#core/scenario/scenario.ts';
import { nodesOf } from '../goals.ts';
import { isSame } from '../isSame.ts';
import type { BothTexts, LessonRun } from '../lesson.ts';

export interface Rule {
  readonly text: BothTexts;
  isKept(design: Scenario, run: LessonRun): boolean;
}

const TRAFFIC = ['load', 'arrivals', 'size', 'keys', 'variants'] as const satisfies readonly (keyof ProducerDoc)[];
const WORK = ['workTime', 'costPerRecord', 'failureProbability', 'startAt'] as const satisfies readonly (keyof ConsumerDoc)[];

/** What comes in, what goes wrong, how long a message takes and what is asked for; `free` are fields of traffic that may change. */
export function asItWas({ model }: Scenario, free: readonly (typeof TRAFFIC)[number][] = []): Rule {
  const kept = (doc: NodeDoc, now: NodeDoc | undefined): boolean => {
    if (doc.kind === 'producer') return now?.kind === 'producer' && TRAFFIC.every((field) => free.includes(field) || isSame(doc[field], now[field]));
    return doc.kind !== 'consumer' || (now?.kind === 'consumer' && WORK.every((field) => isSame(doc[field], now[field])));
  };
  const { seed, horizon, faults, objectives } = model;
  return {
    text: free.includes('keys')
      ? {
          en: 'Rate, work time, faults, objectives and length of the run are as they were; keys may change',
          zh: '速率、处理时间、故障、目标和运行时长没有改动；键可以换',
        }
      : { en: 'Load, work time, faults, objectives and length of the run are as they were', zh: '负载、处理时间、故障、目标和运行时长没有改动' },
    isKept: ({ model: now }) =>
      isSame({ seed, horizon, faults, objectives }, { seed: now.seed, horizon: now.horizon, faults: now.faults, objectives: now.objectives }) &&
      Object.entries(model.nodes).every(([id, doc]) => kept(doc, now.nodes[id])),
  };
}

const instances = (design: Scenario): number => nodesOf(design, 'consumer').reduce((sum, [, { count }]) => sum + count, 0);

/** All consumers together. */
export const instancesAtMost = (most: number): Rule => ({
  text: {
    en: most === 1 ? 'No more than 1 instance of the consumer' : `No more than ${most} instances, all consumers together`,
    zh: `消费者实例合计不超过 ${most} 个`,
  },
  isKept: (design) => instances(design) <= most,
});

export const atOnceAtMost = (most: number): Rule => ({
  text: {
    en: most === 1 ? 'Each instance works on one message at a time' : `Each instance works on no more than ${most} messages at once`,
    zh: most === 1 ? '每个实例一次只处理一条消息' : `每个实例同时处理的消息不超过 ${most} 条`,
  },
  isKept: (design) => nodesOf(design, 'consumer').every(([, { concurrency }]) => concurrency <= most),
});

/** A component keeps these settings. */
export const keeps = <D extends NodeDoc>({ model }: Scenario, id: NodeId, fields: readonly (keyof D & string)[], text: BothTexts): Rule => {
  const pick = (doc: NodeDoc | undefined): unknown => fields.map((field) => (doc as Readonly<Record<string, unknown>> | undefined)?.[field]);
  return { text, isKept: ({ model: now }) => now.nodes[id] !== undefined && isSame(pick(model.nodes[id]), pick(now.nodes[id])) };
};
