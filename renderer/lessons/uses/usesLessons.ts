/** The document's six uses, in its order. */
import type { Lesson } from '../lesson.ts';
import { asynchronousProcessing } from './asynchronousProcessing.ts';
import { dataSynchronisation } from './dataSynchronisation.ts';
import { decoupling } from './decoupling.ts';
import { peakShaving } from './peakShaving.ts';
import { retryCompensation } from './retryCompensation.ts';
import { streamProcessing } from './streamProcessing.ts';

export const USES_LESSONS: readonly Lesson[] = [asynchronousProcessing, dataSynchronisation, retryCompensation, peakShaving, streamProcessing, decoupling];
