/** A second on: of the run where it is, of the cursor in the past. */
import { moveBySeconds } from '../engine/cursor.ts';
import { runControl } from '../engine/runControl.ts';
import { runStore } from '../engine/runStore.ts';

export function secondOn(): void {
  if (runStore.getState().cursorUs === undefined) runControl.stepSecond();
  else moveBySeconds(1);
}
