/** Says aloud what happened, for who does not see it: fetched once the window is there. */
import { lazyPart } from '../parts/lazyPart.tsx';

export const Announcer = lazyPart<object>(
  () => import('./LiveRegion.tsx').then((part) => part.LiveRegion),
  () => null,
);
