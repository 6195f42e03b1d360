/** The app's journeys: each in a worker of its own, beside the run. */
import { workerEngine } from '../engine/portEngine.ts';
import { runStore } from '../engine/runStore.ts';
import { createJourneyControl } from './journeyStore.ts';

export const journeyControl = createJourneyControl({ engine: workerEngine, store: runStore });
