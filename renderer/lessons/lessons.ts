/** Every lesson, in the order of its chapter. */
import { CONCEPT_LESSONS } from './concepts/conceptLessons.ts';
import { INCIDENT_LESSONS } from './incidents/incidentLessons.ts';
import { KAFKA_LESSONS } from './kafka/kafkaLessons.ts';
import type { Chapter, Lesson } from './lesson.ts';
import { MODEL_LESSONS } from './models/modelLessons.ts';
import { QUEUE_LESSONS } from './queue/queueLessons.ts';
import { USES_LESSONS } from './uses/usesLessons.ts';

export const LESSONS: readonly Lesson[] = [...QUEUE_LESSONS, ...CONCEPT_LESSONS, ...MODEL_LESSONS, ...USES_LESSONS, ...KAFKA_LESSONS, ...INCIDENT_LESSONS];

export const lessonsOf = (chapter: Chapter): readonly Lesson[] => LESSONS.filter((lesson) => lesson.chapter === chapter);

/** The one after it, over the chapters' ends; undefined after the last. */
export const lessonAfter = ({ id }: Lesson): Lesson | undefined => LESSONS[LESSONS.findIndex((lesson) => lesson.id === id) + 1];
