/** The end of a lesson: what was learnt, and where to go from here. */
import { ArrowRight, CircleCheck } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import type { Lesson } from './lesson.ts';
import { lessonControl, openLesson, useLessons } from './lessonControl.ts';
import { LessonFrame } from './LessonFrame.tsx';
import { lessonAfter } from './lessons.ts';
import { RichText } from './RichText.tsx';
import { useFocusHere } from './useFocusHere.ts';

export function LessonEnd({ lesson }: { readonly lesson: Lesson }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const isComplete = useLessons((s) => s.met.every((goals) => goals.every(Boolean)));
  const heading = useFocusHere(lesson.id);
  const next = lessonAfter(lesson);
  const footer = (
    <>
      <Button onClick={() => lessonControl.goTo(lesson.steps.length - 1)}>{t('lessons.previous')}</Button>
      {next === undefined ? (
        <Button variant="primary" onClick={() => lessonControl.leave()}>
          {t('lessons.all')}
        </Button>
      ) : (
        <Button variant="primary" className="min-w-0 shrink" onClick={() => void openLesson(next)}>
          <span className="truncate">{t('lessons.nextLesson', { title: next.title[language] })}</span>
          <ArrowRight size={15} className="shrink-0" aria-hidden="true" />
        </Button>
      )}
    </>
  );
  return (
    <LessonFrame lesson={lesson} footer={footer}>
      <h3 ref={heading} tabIndex={-1} className="flex items-center gap-2 text-[14px] font-semibold outline-none">
        {isComplete && <CircleCheck size={18} aria-hidden="true" className="text-(--ok)" />}
        {t(isComplete ? 'lessons.complete' : 'lessons.ended')}
      </h3>
      <RichText text={lesson.closing[language]} />
    </LessonFrame>
  );
}
