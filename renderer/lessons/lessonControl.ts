/** The lessons of this window: joined with its document, its run and what the browser remembers. */
import { useStore } from 'zustand';
import { exportStore } from '../compose/exported.ts';
import { documentStore } from '../document/documentStore.ts';
import { openLessonDesign } from '../document/files.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import type { Lesson } from './lesson.ts';
import { createLessonControl, type LessonState, type Memory } from './lessonStore.ts';
import { LESSONS } from './lessons.ts';

/** A browser that blocks storage throws on the mere access. */
function memory(get: () => Memory): Memory | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

export const lessonControl = createLessonControl({
  lessons: LESSONS,
  document: documentStore,
  run: runStore,
  local: memory(() => window.localStorage),
  session: memory(() => window.sessionStorage),
});

export function useLessons<T>(selector: (state: LessonState) => T): T {
  return useStore(lessonControl.store, selector);
}

/** Opens a lesson's design and begins it; asks first where work would be lost. */
export async function openLesson(lesson: Lesson): Promise<void> {
  if (!(await openLessonDesign(lesson.scenario))) return;
  runControl.pace(lesson.pace ?? 1);
  lessonControl.begin(lesson);
}

const CHECK_MS = 250;

/** Looks at the goals while something happens, a few times a second. Returns what stops it. */
export function followLessons(): () => void {
  const stops = [
    frameLoop.on(() => lessonControl.check(), CHECK_MS),
    documentStore.subscribe(() => frameLoop.request()),
    exportStore.subscribe(() => lessonControl.exported()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
