/** The lessons of this window: joined with its document, its run and what the browser remembers. */
import { useStore } from 'zustand';
import { exportStore } from '../compose/exported.ts';
import { documentStore } from '../document/documentStore.ts';
import { replaceUnlessKept } from '../document/files.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';
import { storageOf } from '../ui/browserStorage.ts';
import type { Lesson } from './lesson.ts';
import { createLessonControl, type LessonState } from './lessonStore.ts';
import { LESSONS } from './lessons.ts';

export const lessonControl = createLessonControl({
  lessons: LESSONS,
  document: documentStore,
  run: runStore,
  local: storageOf('localStorage'),
  session: storageOf('sessionStorage'),
});

export function useLessons<T>(selector: (state: LessonState) => T): T {
  return useStore(lessonControl.store, selector);
}

/** Opens a lesson's design and begins it; asks first where work would be lost. */
export async function openLesson(lesson: Lesson): Promise<void> {
  if (!(await replaceUnlessKept(lesson.scenario))) return;
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
