/** The goals of a step, with a tick as soon as one is met and how far it is. */
import { Circle, CircleCheck } from 'lucide-react';
import { formatCount, formatDuration, formatRate } from '../charts/format.ts';
import { useT } from '../i18n/i18n.ts';
import type { Language } from '../ui/preferences.ts';
import { useUi } from '../ui/uiStore.ts';
import type { GoalFigure, LessonStep } from './lesson.ts';
import { useLessons } from './lessonControl.ts';
import { RichLine } from './RichText.tsx';

const FORMATS = { count: formatCount, duration: formatDuration, rate: formatRate } as const satisfies Record<
  GoalFigure['unit'],
  (value: number, language: Language) => string
>;

export function GoalList({ step, met }: { readonly step: LessonStep; readonly met: readonly boolean[] }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const figures = useLessons((s) => s.figures);
  return (
    <section className="rounded-lg border border-(--border) bg-(--bg) px-3 py-2.5">
      <h4 className="pb-1.5 text-[12px] font-semibold text-(--text-2)">{t('lessons.goals')}</h4>
      <ul className="flex flex-col gap-2">
        {step.goals.map((goal, g) => {
          const isMet = met[g] === true;
          const figure = figures[g];
          return (
            <li key={goal.text.en} data-met={isMet} className="flex items-start gap-2 leading-5">
              {isMet ? (
                <CircleCheck size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-(--ok)" />
              ) : (
                <Circle size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-(--text-3)" />
              )}
              <span className="min-w-0 flex-1">
                <span className="sr-only">{t(isMet ? 'lessons.goal.met' : 'lessons.goal.open')} </span>
                <RichLine text={goal.text[language]} />
              </span>
              {figure !== undefined && !isMet && (
                <span className="shrink-0 text-right text-[12px] text-(--text-2) tabular-nums">{figureText(figure, language, t)}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function figureText({ value, unit, of }: GoalFigure, language: Language, t: ReturnType<typeof useT>): string {
  const format = FORMATS[unit];
  return of === undefined ? format(value, language) : t('lessons.goal.of', { value: format(value, language), of: format(of, language) });
}
