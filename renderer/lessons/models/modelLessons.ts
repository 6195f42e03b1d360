/** The two models of messaging, and what lies between them. */
import type { Lesson } from '../lesson.ts';
import { durableSubscription } from './durableSubscription.ts';
import { pointToPoint } from './pointToPoint.ts';
import { publishSubscribe } from './publishSubscribe.ts';

export const MODEL_LESSONS: readonly Lesson[] = [pointToPoint, publishSubscribe, durableSubscription];
