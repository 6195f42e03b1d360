/**
 * An incident: a design in trouble, an alarm, and a budget. It is solved by one whole run that meets every objective while the budget
 * is kept. The rules are told one after the other, so that the first open one is the one that was broken.
 */
import { must } from '#core/base/assert.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import type { Model, Scenario } from '#core/scenario/scenario.ts';
import type { BothTexts, Goal, Lesson, LessonNow } from '../lesson.ts';
import { hasEnded } from '../wholeRun.ts';
import type { Rule } from './budget.ts';

export interface Challenge extends Pick<Lesson, 'id' | 'title' | 'summary' | 'scenario' | 'closing' | 'pace'> {
  /** What is known when the phone rings. */
  readonly alarm: BothTexts;
  /** What is asked for and what it may cost. */
  readonly task: BothTexts;
  readonly rules: readonly Rule[];
  /** Where to look, the cause, the ways out. */
  readonly hints: readonly [BothTexts, BothTexts, BothTexts, ...BothTexts[]];
}

/** A situation's design without the words that give it away. */
export function inTrouble(id: string, title: BothTexts, change: (model: Model) => Partial<Model> = () => ({})): Scenario {
  const { trouble } = must(
    SITUATIONS.find((situation) => situation.id === id),
    `the situation ${id}`,
  );
  const { note: _, ...view } = trouble.view;
  return { ...trouble, model: { ...trouble.model, ...change(trouble.model) }, view: { ...view, title } };
}

const meetsAll = (now: LessonNow): boolean => hasEnded(now) && now.run.objectives.length > 0 && now.run.objectives.every(({ met }) => met);
const misses = (now: LessonNow): boolean => hasEnded(now) && now.run.objectives.some(({ met }) => !met);
/** The design at hand, and all that were in force meanwhile. */
const isKept = (rule: Rule, { design, run }: LessonNow): boolean => [...run.designs, design].every((one) => rule.isKept(one, run));

const goalsOf = (rules: readonly Rule[]): readonly Goal[] => [
  { text: { en: 'A whole run meets every objective', zh: '完整运行一次，设计的目标全部达成' }, isMet: meetsAll },
  ...rules.map(({ text }, r) => ({ text, isMet: (now: LessonNow) => meetsAll(now) && rules.slice(0, r + 1).every((rule) => isKept(rule, now)) })),
];

export const challenge = ({ alarm, task, rules, hints, ...lesson }: Challenge): Lesson => ({
  pace: 10,
  ...lesson,
  chapter: 'incidents',
  steps: [
    {
      title: { en: 'The alarm', zh: '告警' },
      text: alarm,
      hints: [
        {
          en: 'Press **Run** and let it go to its end; with the pace **max** it takes a moment.',
          zh: '点击**运行**，直到结束；速度选**最快**，片刻即可完成。',
        },
        {
          en: 'The **Report** tab below the canvas lists the objectives; **Events** tells what happened when.',
          zh: '画布下方的**报告**页列出目标，**事件**页说明何时发生了什么。',
        },
      ],
      goals: [{ text: { en: 'You have seen it: a whole run, an objective missed', zh: '亲眼看到：完整运行一次，有目标未达成' }, isMet: misses }],
    },
    { title: { en: 'The fix', zh: '修复' }, text: task, hints, goals: goalsOf(rules) },
  ],
});
