/** A load that sends no more, as a live edit can make it: users cannot become a curve while they run, but they can all go home. */
import type { LoadDoc } from '#core/scenario/scenario.ts';

export const quietLoad = (load: LoadDoc): LoadDoc => (load.kind === 'users' ? { ...load, users: 0 } : { kind: 'constant', rate: '0/s' });
