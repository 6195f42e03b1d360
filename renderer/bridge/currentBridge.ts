/** The host of this window. */
import { uiStore } from '../ui/uiStore.ts';
import { createBridge } from './createBridge.ts';

export const bridge = createBridge(() => uiStore.getState().language);

bridge.setLanguage?.(uiStore.getState().language);
uiStore.subscribe((state, before) => {
  if (state.language !== before.language) bridge.setLanguage?.(state.language);
});
