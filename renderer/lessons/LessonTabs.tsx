/** The lesson, or the list of them, with the components behind a second tab: a lesson asks for some. */
import './words.ts';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { Palette } from '../canvas/Palette.tsx';
import { viewport } from '../canvas/viewport.ts';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { uiStore } from '../ui/uiStore.ts';
import { Announcements } from './Announcements.tsx';
import { followLessons, useLessons } from './lessonControl.ts';
import { LessonEnd } from './LessonEnd.tsx';
import { LessonList } from './LessonList.tsx';
import { LessonView } from './LessonView.tsx';

type Place = 'lesson' | 'components';

export function LessonTabs({ onAdd }: { readonly onAdd: (kind: NodeKind) => void }) {
  const t = useT();
  const [place, setPlace] = useState<Place>('lesson');
  useEffect(followLessons, []);
  // The canvas has less room now.
  useEffect(() => viewport()?.fit(), []);
  return (
    <aside aria-label={t('learn.title')} className="h-full">
      <Tabs
        label={t('lessons.tabs')}
        value={place}
        onChange={setPlace}
        aside={
          <IconButton size="small" label={t('lessons.close')} onClick={() => uiStore.getState().setLearning(false)}>
            <X size={14} />
          </IconButton>
        }
        tabs={[
          { value: 'lesson', label: t('lessons.tab'), content: <Lesson /> },
          {
            value: 'components',
            label: t('palette.title'),
            content: (
              <div className="h-full *:h-full *:w-full *:border-r-0 [&_header]:hidden">
                <Palette onAdd={onAdd} />
              </div>
            ),
          },
        ]}
      />
      <Announcements />
    </aside>
  );
}

function Lesson() {
  const lesson = useLessons((s) => s.lesson);
  const step = useLessons((s) => s.step);
  if (lesson === undefined) return <LessonList />;
  const here = lesson.steps[step];
  return here === undefined ? <LessonEnd lesson={lesson} /> : <LessonView lesson={lesson} step={here} />;
}
