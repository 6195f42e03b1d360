/** One step of a lesson: its text, its goals, hints one by one, and the way on. */
import { ArrowRight, Lightbulb } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import { GoalList } from './GoalList.tsx';
import type { Lesson, LessonStep } from './lesson.ts';
import { lessonControl, useLessons } from './lessonControl.ts';
import { LessonFrame } from './LessonFrame.tsx';
import { RichLine, RichText } from './RichText.tsx';
import { useFocusHere } from './useFocusHere.ts';

export function LessonView({ lesson, step }: { readonly lesson: Lesson; readonly step: LessonStep }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const index = useLessons((s) => s.step);
  const met = useLessons((s) => s.met[index] ?? []);
  const heading = useFocusHere(`${lesson.id} ${index}`);
  const isMet = met.every(Boolean);
  const isLast = index === lesson.steps.length - 1;
  const footer = (
    <>
      <Button disabled={index === 0} onClick={() => lessonControl.goTo(index - 1)}>
        {t('lessons.previous')}
      </Button>
      {isMet ? (
        <Button variant="primary" onClick={() => lessonControl.goTo(index + 1)}>
          {t(isLast ? 'lessons.finish' : 'lessons.next')}
          <ArrowRight size={15} aria-hidden="true" />
        </Button>
      ) : (
        <Button className="text-(--text-2)" onClick={() => lessonControl.goTo(index + 1)}>
          {t('lessons.skip')}
        </Button>
      )}
    </>
  );
  return (
    <LessonFrame lesson={lesson} footer={footer}>
      <StepBar lesson={lesson} />
      <h3 ref={heading} tabIndex={-1} className="text-[14px] font-semibold outline-none">
        {step.title[language]}
      </h3>
      <RichText text={step.text[language]} />
      <GoalList step={step} met={met} />
      <Hints step={step} shown={useLessons((s) => s.hints[index] ?? 0)} />
    </LessonFrame>
  );
}

/** Where one is; a step that is done is filled. */
function StepBar({ lesson }: { readonly lesson: Lesson }) {
  const t = useT();
  const index = useLessons((s) => s.step);
  const met = useLessons((s) => s.met);
  return (
    <div className="flex items-center gap-2 text-[12px] text-(--text-3)">
      <span className="tabular-nums">{t('lessons.step', { step: index + 1, of: lesson.steps.length })}</span>
      <span aria-hidden="true" className="flex flex-1 gap-1">
        {lesson.steps.map((step, s) => {
          const color = met[s]?.every(Boolean) === true ? 'bg-(--ok)' : s === index ? 'bg-(--accent)' : 'bg-(--border)';
          return <span key={step.title.en} className={`h-1 flex-1 rounded-full ${color}`} />;
        })}
      </span>
    </div>
  );
}

function Hints({ step, shown }: { readonly step: LessonStep; readonly shown: number }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { hints } = step;
  if (hints.length === 0) return null;
  return (
    <section aria-label={t('lessons.hints')} className="flex flex-col items-start gap-2">
      {shown > 0 && (
        <ol className="flex flex-col gap-2">
          {hints.slice(0, shown).map((hint) => (
            <li key={hint.en} className="flex gap-2 leading-5 text-(--text-2)">
              <Lightbulb size={14} aria-hidden="true" className="mt-[3px] shrink-0 text-(--warn)" />
              <span>
                <RichLine text={hint[language]} />
              </span>
            </li>
          ))}
        </ol>
      )}
      {shown < hints.length && (
        <Button className="-ml-2.5 text-(--text-2)" icon={<Lightbulb size={14} />} onClick={() => lessonControl.showHint()}>
          {t('lessons.hint.show', { shown: shown + 1, of: hints.length })}
        </Button>
      )}
    </section>
  );
}
