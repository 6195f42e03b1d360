/** What every chart over time has in common: it follows the instant shown, moves it, and marks what broke. */
import { showAt } from '../engine/cursor.ts';
import { frameLoop } from '../engine/frameLoop.ts';
import { runStore } from '../engine/runStore.ts';

export const pick = (seconds: number): void => showAt(seconds * 1_000_000);

/** The instant in the past that is shown, at once. */
export function followInstant(move: (seconds: number | undefined) => void): () => void {
  const tell = () => {
    const { cursorUs } = runStore.getState();
    move(cursorUs === undefined ? undefined : cursorUs / 1_000_000);
  };
  return frameLoop.on(tell);
}

/** When something broke or was mended; more than these would hide the curves. */
const MARKS_MAX = 100;
export const faultSeconds = (): readonly number[] => {
  const { events } = runStore.getState().recorded;
  const told = events.filter(({ kind }) => kind === 'fault.started' || kind === 'fault.ended');
  return told.slice(-MARKS_MAX).map(({ atUs }) => atUs / 1_000_000);
};
