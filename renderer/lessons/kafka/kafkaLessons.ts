/** The document's last part: its environment, and what Kafka trades. */
import type { Lesson } from '../lesson.ts';
import { kafkaEnvironment } from './kafkaEnvironment.ts';
import { performanceOrReliability } from './performanceOrReliability.ts';

export const KAFKA_LESSONS: readonly Lesson[] = [kafkaEnvironment, performanceOrReliability];
