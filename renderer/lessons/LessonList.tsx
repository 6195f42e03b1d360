/** Every lesson by chapter, with how far each was brought. */
import { CircleCheck } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { CHAPTERS, type Chapter, type Lesson } from './lesson.ts';
import { openLesson, useLessons } from './lessonControl.ts';
import { LESSONS, lessonsOf } from './lessons.ts';
import { useFocusOnReturn } from './useFocusHere.ts';

export function LessonList() {
  const t = useT();
  const progress = useLessons((s) => s.progress);
  const heading = useFocusOnReturn();
  const done = LESSONS.filter(({ id, steps }) => (progress[id] ?? 0) >= steps.length).length;
  return (
    <div className="px-4 pt-3 pb-6">
      <h2 ref={heading} tabIndex={-1} className="text-[15px] font-semibold outline-none">
        {t('learn.title')}
      </h2>
      <p className="pt-1 leading-5 text-(--text-2)">{t('lessons.intro')}</p>
      <p className="pt-2 text-[12px] text-(--text-3) tabular-nums">{t('lessons.progress', { done, of: LESSONS.length })}</p>
      {CHAPTERS.map((chapter) => (
        <ChapterList key={chapter} chapter={chapter} progress={progress} />
      ))}
    </div>
  );
}

function ChapterList({ chapter, progress }: { readonly chapter: Chapter; readonly progress: Readonly<Record<string, number>> }) {
  const t = useT();
  const lessons = lessonsOf(chapter);
  if (lessons.length === 0) return null;
  return (
    <section className="pt-4">
      <h3 className="pb-1 text-[12px] font-semibold text-(--text-2)">{t(`lessons.chapter.${chapter}`)}</h3>
      <ul className="divide-y divide-(--border) overflow-hidden rounded-lg border border-(--border)">
        {lessons.map((lesson) => (
          <Row key={lesson.id} lesson={lesson} completed={progress[lesson.id] ?? 0} />
        ))}
      </ul>
    </section>
  );
}

function Row({ lesson, completed }: { readonly lesson: Lesson; readonly completed: number }) {
  const t = useT();
  const language = useUi((s) => s.language);
  const { title, summary, steps } = lesson;
  return (
    <li>
      <button
        type="button"
        className="flex w-full cursor-pointer flex-col gap-0.5 px-3 py-2 text-left hover:bg-(--surface-2)"
        onClick={() => void openLesson(lesson)}
      >
        <span className="flex w-full items-baseline gap-2">
          <span className="flex-1 text-[13px] font-medium">{title[language]}</span>
          {completed >= steps.length ? (
            <span className="inline-flex items-center gap-1 self-center text-[12px] text-(--ok)">
              <CircleCheck size={14} aria-hidden="true" />
              {t('lessons.state.done')}
            </span>
          ) : (
            completed > 0 && <span className="text-[12px] text-(--text-3) tabular-nums">{t('lessons.state.begun', { done: completed, of: steps.length })}</span>
          )}
        </span>
        <span className="text-[12px] leading-[17px] text-(--text-2)">{summary[language]}</span>
      </button>
    </li>
  );
}
