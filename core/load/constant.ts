/** The same rate for ever: cumulative(t) = rate · t, inverse(n) = n / rate. */
import { assert } from '../base/assert.ts';
import type { LoadProfile } from './loadProfile.ts';

export function constant(ratePerSec: number): LoadProfile {
  assert(ratePerSec >= 0 && ratePerSec < Infinity, `rate ${ratePerSec}`);
  return {
    rate: () => ratePerSec,
    cumulative: (tUs) => (ratePerSec * tUs) / 1e6,
    inverse(n) {
      if (n <= 0) return 0;
      const tUs = (n * 1e6) / ratePerSec;
      return tUs < Infinity ? tUs : undefined;
    },
  };
}
