/** Who says how far virtual time may run. Real time is a pace, not a mode: nothing but the driver ever asks. SPEC.md, K27–K29. */
import { EngineBug } from '../base/assert.ts';
import { LIMITS } from '../base/limits.ts';
import { type Instant, instant, ORIGIN } from '../base/units.ts';

export interface Pacer {
  /** The last instant that may fire when the host's clock shows `hostUs`. */
  allowed(hostUs: number): Instant;
  /** Host µs from `hostUs` until `next` may fire; negative: it is late by that much. */
  sleepUs(next: Instant, hostUs: number): number;
  /** From now on instant `at` belongs to host time `hostUs`: after a pause, or when lost time is given up. */
  rebase(at: Instant, hostUs: number): void;
}

/** Never waits. */
export function asFastAsPossible(): Pacer {
  return { allowed: () => instant(LIMITS.horizonUs), sleepUs: () => 0, rebase: () => {} };
}

/** `factor` virtual seconds per host second; 1 is the wall clock. `startInstant` belongs to host time `startHostUs`. */
export function timesRealTime(factor: number, startInstant: Instant = ORIGIN, startHostUs = 0): Pacer {
  if (!(factor > 0 && factor < Number.POSITIVE_INFINITY)) throw new EngineBug(`a pace must be a positive number, not ${factor}`);
  let origin: number = startInstant;
  let originHostUs = startHostUs;
  return {
    allowed: (hostUs) => instant(Math.min(LIMITS.horizonUs, Math.floor(origin + factor * (hostUs - originHostUs)))),
    sleepUs: (next, hostUs) => (next - origin) / factor - (hostUs - originHostUs),
    rebase: (at, hostUs) => {
      origin = at;
      originHostUs = hostUs;
    },
  };
}
