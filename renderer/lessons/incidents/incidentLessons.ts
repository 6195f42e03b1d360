/** Incidents, from those one sees at once to those one has to look for. */
import type { Lesson } from '../lesson.ts';
import { absentSubscriber } from './absentSubscriber.ts';
import { behindRetention } from './behindRetention.ts';
import { hotPartition } from './hotPartition.ts';
import { mixedTtl } from './mixedTtl.ts';
import { oneCopy } from './oneCopy.ts';
import { poisonRequeue } from './poisonRequeue.ts';
import { publishedToNowhere } from './publishedToNowhere.ts';
import { rebalanceStorm } from './rebalanceStorm.ts';
import { tooFewPartitions } from './tooFewPartitions.ts';
import { unlimitedPrefetch } from './unlimitedPrefetch.ts';

export const INCIDENT_LESSONS: readonly Lesson[] = [
  tooFewPartitions,
  unlimitedPrefetch,
  hotPartition,
  absentSubscriber,
  publishedToNowhere,
  poisonRequeue,
  mixedTtl,
  rebalanceStorm,
  oneCopy,
  behindRetention,
];
