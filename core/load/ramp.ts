/** From one rate to another in a straight line, then on at the second. */
import { lines } from './lines.ts';
import type { LoadProfile } from './loadProfile.ts';

export function ramp(from: number, to: number, overUs: number): LoadProfile {
  return lines([{ from, to, overUs }], to);
}
