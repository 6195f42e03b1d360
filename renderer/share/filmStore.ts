/** Whether the run is being filmed: known to the whole window, so that a film can be stopped from wherever one is. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { uiStore } from '../ui/uiStore.ts';

export interface Filming {
  /** Of the film, so far. */
  readonly seconds: number;
  readonly bytes: number;
  readonly stop: () => void;
}

export const filmStore = createStore<{ readonly filming: Filming | undefined }>(() => ({ filming: undefined }));
export const useFilming = (): Filming | undefined => useStore(filmStore, (s) => s.filming);

export function toggleFilm(): void {
  const { filming } = filmStore.getState();
  if (filming === undefined) uiStore.getState().setOverlay('video');
  else filming.stop();
}
