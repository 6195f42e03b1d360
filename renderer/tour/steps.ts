/**
 * The steps of the tour: where the light falls, what is said, and what a person can do there that leads on. `watch` is given a
 * function to call once it is done, and returns what stops it watching.
 */
import { runStore } from '../engine/runStore.ts';
import { runControl } from '../engine/runControl.ts';
import { uiStore } from '../ui/uiStore.ts';

export type StepName = 'template' | 'run' | 'numbers' | 'spike' | 'watch' | 'next';

export interface TourStep {
  readonly name: StepName;
  /** Marked with `data-tour` in the page. */
  readonly element: string;
  readonly side: 'top' | 'bottom' | 'left' | 'right';
  /** Before it is shown. */
  readonly prepare?: () => void;
  readonly watch?: (onDone: () => void) => () => void;
}

const mark = (name: string): string => `[data-tour="${name}"]`;
const isRunning = (): boolean => runStore.getState().phase === 'running';
const isOver = (): boolean => ['ended', 'failed'].includes(runStore.getState().phase);

/** The gallery lies over everything: whoever opens it is left alone until it is closed, see runTour.ts. */
export const TOUR_STEPS: readonly TourStep[] = [
  { name: 'template', element: mark('templates'), side: 'bottom' },
  {
    name: 'run',
    element: mark('run'),
    side: 'bottom',
    watch: (onDone) => runStore.subscribe((now, before) => now.phase === 'running' && before.phase !== 'running' && onDone()),
  },
  { name: 'numbers', element: mark('canvas'), side: 'top' },
  {
    name: 'spike',
    element: mark('spike'),
    side: 'bottom',
    // A burst is fired into a run that goes on.
    prepare: () => {
      if (isOver()) runControl.restart(true);
      else if (!isRunning()) runControl.toggle();
    },
    watch: (onDone) => runStore.subscribe((now, before) => now.spikes.length > before.spikes.length && onDone()),
  },
  {
    name: 'watch',
    element: mark('results'),
    side: 'top',
    prepare: () => {
      uiStore.getState().setPanel('dashboard', true);
      uiStore.getState().setResults('charts');
    },
  },
  {
    name: 'next',
    element: mark('learn'),
    side: 'bottom',
    watch: (onDone) => uiStore.subscribe((now, before) => now.isLearning && !before.isLearning && onDone()),
  },
];
