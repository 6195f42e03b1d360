/**
 * Walks through the steps with a light on one part of the window at a time. A step is left by doing what it says or by its
 * button; Escape and the other button end the tour at any step, and the keyboard is given back to where it was.
 */
import 'driver.js/dist/driver.css';
import './tour.css';
import './words.ts';
import { type Driver, driver, type DriveStep, type PopoverDOM } from 'driver.js';
import { runStore } from '../engine/runStore.ts';
import { translate } from '../i18n/i18n.ts';
import { uiStore } from '../ui/uiStore.ts';
import { TOUR_STEPS, type TourStep } from './steps.ts';

let stop: (() => void) | undefined;

/** From the first step; one that goes on is ended. */
export function runTour(): void {
  stop?.();
  const before = document.activeElement;
  let tour: Driver | undefined;
  let unwatch: (() => void) | undefined;
  /** The step at which the gallery, or whatever lies over the window, was opened. */
  let waitingAt: number | undefined;

  const end = () => {
    unwatch?.();
    unfollow();
    tour?.destroy();
    stop = undefined;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
  const goTo = (index: number) => {
    unwatch?.();
    unwatch = undefined;
    const step = TOUR_STEPS[index];
    if (step === undefined) return end();
    step.prepare?.();
    // What it shows may have to be drawn first.
    requestAnimationFrame(() => {
      if (stop !== end) return;
      tour ??= createDriver(goTo, end);
      // Texts depend on what is the case when the step begins.
      tour.setConfig({ ...tour.getConfig(), steps: TOUR_STEPS.map((one, i) => toDrive(one, i, goTo)) });
      tour.drive(index);
      unwatch = step.watch?.(() => goTo(index + 1));
    });
  };
  // What lies over the window has its own keys and its own light. With the gallery closed again, a template was picked, or not.
  const unfollow = uiStore.subscribe(({ overlay }, last) => {
    if (overlay !== undefined && last.overlay === undefined && tour !== undefined) {
      waitingAt = tour.getActiveIndex() ?? 0;
      unwatch?.();
      tour.destroy();
      tour = undefined;
    } else if (overlay === undefined && waitingAt !== undefined) {
      const next = TOUR_STEPS[waitingAt]?.name === 'template' ? waitingAt + 1 : waitingAt;
      waitingAt = undefined;
      goTo(next);
    }
  });
  stop = end;
  goTo(0);
}

function createDriver(goTo: (index: number) => void, end: () => void): Driver {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  return driver({
    animate: !isStill,
    duration: 250,
    smoothScroll: false,
    allowClose: true,
    overlayColor: '#05080c',
    overlayOpacity: 0.55,
    overlayClickBehavior: () => undefined,
    stagePadding: 6,
    stageRadius: 8,
    showProgress: true,
    progressText: '{{current}} / {{total}}',
    popoverClass: 'tour',
    onNextClick: (_element, _step, { index = 0 }) => goTo(index + 1),
    onPrevClick: (_element, _step, { index = 0 }) => goTo(index - 1),
    onCloseClick: end,
    // Escape.
    onDestroyStarted: end,
    onPopoverRender: nameParts,
  });
}

function toDrive({ name, element, side }: TourStep, index: number, goTo: (index: number) => void): DriveStep {
  const isRunning = name === 'run' && runStore.getState().phase === 'running';
  const isLast = index === TOUR_STEPS.length - 1;
  return {
    element,
    popover: {
      title: translate(`tour.${name}.title`),
      description: translate(isRunning ? 'tour.run.already' : `tour.${name}.body`),
      side,
      align: 'center',
      nextBtnText: translate(isLast ? 'tour.done' : 'tour.next'),
      doneBtnText: translate('tour.done'),
      prevBtnText: translate('tour.back'),
      onNextClick: () => goTo(index + 1),
    },
  };
}

/** Its way out says what it is, and the keyboard begins at the way on. */
function nameParts({ closeButton, nextButton, title }: PopoverDOM): void {
  closeButton.textContent = translate('tour.skip');
  closeButton.removeAttribute('aria-label');
  // It is a header element, which would be a second banner of the page.
  title.setAttribute('role', 'presentation');
  requestAnimationFrame(() => nextButton.focus());
}
