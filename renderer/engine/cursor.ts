/**
 * Moving through the recorded run: the cursor stands on a sample, or is not there and the newest is shown. Everything on
 * screen follows in the next frame.
 */
import { frameLoop } from './frameLoop.ts';
import { runStore, showInstant } from './runStore.ts';

const SECOND_US = 1_000_000;

/** Shows the sample at or before an instant; undefined, or one from the newest on: the newest. */
export function showAt(us: number | undefined): void {
  if (showInstant(runStore, us === undefined ? undefined : Math.max(0, us))) frameLoop.hurry();
}

/** Shows the first sample that has all that happened at an instant. */
export function showAfter(us: number): void {
  const { series } = runStore.getState();
  const row = series === undefined ? -1 : series.rowAt(us);
  const isThere = row >= 0 && series?.at(row, 0) === us;
  showAt(isThere || series === undefined ? us : row + 1 < series.rows ? series.at(row + 1, 0) : undefined);
}

export const backToLive = (): void => showAt(undefined);

/** The instant shown. */
function shownUs(): number {
  const { cursorUs, series } = runStore.getState();
  return cursorUs ?? series?.newestUs ?? 0;
}

/** So many samples on, or back. */
export function moveBySamples(samples: number): void {
  const { series } = runStore.getState();
  if (series === undefined) return;
  const row = series.rowAt(shownUs()) + samples;
  showAt(row < 0 ? 0 : row >= series.rows ? undefined : series.at(row, 0));
}

export const moveBySeconds = (seconds: number): void => showAt(shownUs() + seconds * SECOND_US);
