/** The document's five concepts, one lesson each. */
import type { Lesson } from '../lesson.ts';
import { broker } from './broker.ts';
import { consumer } from './consumer.ts';
import { message } from './message.ts';
import { producer } from './producer.ts';
import { topic } from './topic.ts';

export const CONCEPT_LESSONS: readonly Lesson[] = [broker, producer, consumer, topic, message];
