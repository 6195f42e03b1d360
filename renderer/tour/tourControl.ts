/** Starts the tour of the first minute, which is fetched for it, and remembers that it was seen. */
import { translate } from '../i18n/i18n.ts';
import { toast } from '../parts/toasts.ts';
import { uiStore } from '../ui/uiStore.ts';

export async function startTour(): Promise<void> {
  uiStore.getState().setOverlay(undefined);
  try {
    const { runTour } = await import('./runTour.ts');
    uiStore.getState().setTourSeen();
    runTour();
  } catch {
    toast(translate('common.loadFailed'), undefined, 'bad');
  }
}
