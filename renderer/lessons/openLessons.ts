/** Shows the lessons beside the canvas; they are fetched then. */
import { uiStore } from '../ui/uiStore.ts';

export const openLessons = (): void => uiStore.getState().setLearning(true);
export const toggleLessons = (): void => uiStore.getState().setLearning(!uiStore.getState().isLearning);
