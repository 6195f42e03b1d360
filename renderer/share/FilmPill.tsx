/** Over the window while the run is being filmed; fetched with the first film. */
import { lazyPart, Nothing } from '../parts/lazyPart.tsx';
import { useFilming } from './filmStore.ts';

const Pill = lazyPart<object>(() => import('./FilmState.tsx').then((part) => part.FilmPlate), Nothing);

export function FilmPill() {
  return useFilming() === undefined ? null : <Pill />;
}
