/** What every page of a lesson has: the way back to the list, the title, what one can do with the lesson as a whole. */
import { ChevronLeft, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Tooltip } from '../parts/Tooltip.tsx';
import { useUi } from '../ui/uiStore.ts';
import type { Lesson } from './lesson.ts';
import { lessonControl, openLesson, useLessons } from './lessonControl.ts';

interface LessonFrameProps {
  readonly lesson: Lesson;
  readonly children: ReactNode;
  /** The way on, always in view. */
  readonly footer: ReactNode;
}

export function LessonFrame({ lesson, children, footer }: LessonFrameProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const isElsewhere = useLessons((s) => s.isElsewhere);
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 items-center gap-1 pt-1.5 pr-2 pl-2">
        <Tooltip label={t('lessons.leave')}>
          <Button className="px-1.5 text-(--text-2)" icon={<ChevronLeft size={15} />} onClick={() => lessonControl.leave()}>
            {t('lessons.all')}
          </Button>
        </Tooltip>
        <span className="flex-1" />
        <IconButton label={t('lessons.restart')} onClick={() => void openLesson(lesson)}>
          <RotateCcw size={15} />
        </IconButton>
      </header>
      <div
        // Focusable, so that a keyboard can scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={lesson.title[language]}
        className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-1 pb-4 text-[13px]"
      >
        <h2 className="text-[16px] leading-6 font-semibold">{lesson.title[language]}</h2>
        {isElsewhere && (
          <div role="note" className="flex flex-col items-start gap-2 rounded-lg border border-(--warn) px-3 py-2 leading-5">
            {t('lessons.elsewhere')}
            <Button variant="outline" onClick={() => void openLesson(lesson)}>
              {t('lessons.restart')}
            </Button>
          </div>
        )}
        {children}
      </div>
      <footer className="flex shrink-0 flex-wrap items-center justify-between gap-2 border-t border-(--border) px-4 py-2.5">{footer}</footer>
    </div>
  );
}
