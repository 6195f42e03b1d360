/** Whether Alt is held: while it is, nothing snaps. During a drag the browser's menu is not to take it. */
import { useSyncExternalStore } from 'react';
import { gestureNow } from './gesture.ts';
import { NO_GESTURE } from './toFlow.ts';

let isHeld = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === isHeld) return;
  isHeld = next;
  for (const listener of listeners) listener();
}

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Alt') return;
  if (gestureNow() !== NO_GESTURE) event.preventDefault();
  set(event.type === 'keydown');
}
const onBlur = () => set(false);

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    addEventListener('keydown', onKey);
    addEventListener('keyup', onKey);
    addEventListener('blur', onBlur);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    removeEventListener('keydown', onKey);
    removeEventListener('keyup', onKey);
    removeEventListener('blur', onBlur);
  };
}

export const isAltHeld = (): boolean => isHeld;
export const useAltHeld = (): boolean => useSyncExternalStore(subscribe, isAltHeld);
