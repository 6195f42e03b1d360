/** Loads with a curve, of every kind and with any parameters, for property tests. */
import fc from 'fast-check';
import type { LoadSpec, RatePoint } from '#core/base/workload.ts';

// From one record in eleven days, or none at all.
const rate = fc.oneof(fc.double({ min: 1e-6, max: 10_000, noNaN: true }), fc.constant(0));
const us = fc.integer({ min: 0, max: 5_000_000 });
const positive = fc.integer({ min: 1000, max: 5_000_000 });
const points = fc
  .array(fc.tuple(us, rate), { minLength: 1, maxLength: 8 })
  .map((all): RatePoint[] => all.sort(([a], [b]) => a - b).map(([atUs, r]) => ({ atUs, rate: r })));

/** Those whose arrivals follow from the curve alone. */
export const plainSpecs: fc.Arbitrary<LoadSpec> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), rate }),
  fc.record({ kind: fc.constant('ramp' as const), from: rate, to: rate, overUs: us }),
  fc.record({ kind: fc.constant('steps' as const), steps: fc.array(fc.record({ rate, forUs: us }), { minLength: 1, maxLength: 6 }) }),
  fc.record({ kind: fc.constant('spike' as const), base: rate, peak: rate, atUs: us, riseUs: us, holdUs: us, fallUs: us }),
  fc
    .tuple(rate, fc.double({ min: 0, max: 1, noNaN: true }), positive)
    .map(([mean, part, periodUs]) => ({ kind: 'sine' as const, mean, amplitude: mean * part, periodUs })),
  fc
    .record({
      base: rate,
      gain: rate,
      countdownUs: us,
      atUs: us,
      decayUs: positive,
      retryShare: fc.double({ min: 0, max: 0.9, noNaN: true }),
      retryAfterUs: positive,
    })
    .map(({ base, gain, ...own }) => ({ kind: 'flashSale' as const, base, peak: base + gain, ...own })),
  fc.tuple(rate, rate, positive).map(([a, b, dayUs]) => ({ kind: 'diurnal' as const, low: Math.min(a, b), high: Math.max(a, b), dayUs })),
  fc.record({ kind: fc.constant('cyclic' as const), min: rate, max: rate, upUs: us, holdUs: positive, downUs: us, restUs: us }),
  fc.record({ kind: fc.constantFrom('drawn' as const, 'replayRates' as const), points }),
);

export const burstSpecs = fc
  .array(fc.tuple(rate, fc.integer({ min: 100_000, max: 5_000_000 })), { minLength: 2, maxLength: 8 })
  .map((states) => ({ kind: 'bursts' as const, rates: states.map(([r]) => r), holdsUs: states.map(([, hold]) => hold) }));

export const curveSpecs: fc.Arbitrary<LoadSpec> = fc.oneof({ weight: 8, arbitrary: plainSpecs }, { weight: 1, arbitrary: burstSpecs });
