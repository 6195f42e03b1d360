/** What is going on on the canvas but not in the document: drags, resizes and moving to new places. One at a time. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Gesture, NO_GESTURE } from './toFlow.ts';

const store = createStore<Gesture>(() => NO_GESTURE);

export const gestureNow = (): Gesture => store.getState();
export const showGesture = (gesture: Gesture): void => store.setState(gesture, true);
export const useGestureState = (): Gesture => useStore(store);
