/** Lessons, found in the palette by their names and what is seen in them: fetched when the palette is opened. */
import { registerSource } from '../search/sources.ts';
import type { Lesson } from './lesson.ts';
import { openLessons } from './openLessons.ts';

const KIND = { en: 'lesson', zh: '课程' };

async function begin(lesson: Lesson): Promise<void> {
  openLessons();
  const { openLesson } = await import('./lessonControl.ts');
  await openLesson(lesson);
}

registerSource({
  group: 'command.group.lessons',
  load: async () => {
    const { LESSONS } = await import('./lessons.ts');
    return LESSONS.map((lesson) => ({ id: `lesson.${lesson.id}`, title: lesson.title, words: [lesson.summary, KIND], run: () => void begin(lesson) }));
  },
});
