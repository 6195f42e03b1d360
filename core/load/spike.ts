/** A base rate, once raised to a peak: up a straight line, held, and down another. */
import type { SpikeSpec } from '../base/workload.ts';
import { lines } from './lines.ts';
import type { LoadProfile } from './loadProfile.ts';

export function spike({ base, peak, atUs, riseUs, holdUs, fallUs }: SpikeSpec): LoadProfile {
  return lines(
    [
      { from: base, to: base, overUs: atUs },
      { from: base, to: peak, overUs: riseUs },
      { from: peak, to: peak, overUs: holdUs },
      { from: peak, to: base, overUs: fallUs },
    ],
    base,
  );
}
