/** Goals that were met, told to those who do not see the ticks. */
import { useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { useLessons } from './lessonControl.ts';
import { plainText } from './richText.ts';

export function Announcements() {
  const t = useT();
  const language = useUi((s) => s.language);
  const lesson = useLessons((s) => s.lesson);
  const step = useLessons((s) => s.step);
  const met = useLessons((s) => s.met);
  const [text, setText] = useState('');
  const before = useRef({ lesson, step, met });
  useEffect(() => {
    const last = before.current;
    before.current = { lesson, step, met };
    const here = lesson?.steps[step];
    if (here === undefined || last.lesson !== lesson || last.step !== step) return setText('');
    const fresh = here.goals.filter((_, g) => met[step]?.[g] === true && last.met[step]?.[g] !== true);
    if (fresh.length === 0) return;
    const goals = fresh.map((goal) => t('lessons.announce.goal', { goal: plainText(goal.text[language]) }));
    setText([...goals, ...(met[step]?.every(Boolean) === true ? [t('lessons.announce.step')] : [])].join(' '));
  }, [lesson, step, met, t, language]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
