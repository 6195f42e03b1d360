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

/** Halvings of a flash sale's wave, as core/load/flashSale has them. */
const HALVINGS = 8;

/** Every instant up to the horizon at which the rate may jump or bend: between two of them it is a straight line, or a sine. */
export function cornersOf(spec: LoadSpec, horizonUs: number): number[] {
  const after = (start: number, spans: readonly number[]): number[] => spans.map((_, i) => spans.slice(0, i + 1).reduce((sum, span) => sum + span, start));
  const again = (spans: readonly number[]): number[] => {
    const round = spans.reduce((sum, span) => sum + span, 0);
    return Array.from({ length: Math.ceil(horizonUs / round) }, (_, n) => after(n * round, spans)).flat();
  };
  switch (spec.kind) {
    case 'ramp':
      return [spec.overUs];
    case 'steps':
      return after(
        0,
        spec.steps.map(({ forUs }) => forUs),
      );
    case 'spike':
      return after(0, [spec.atUs, spec.riseUs, spec.holdUs, spec.fallUs]);
    case 'flashSale': {
      const waves = Array.from({ length: Math.ceil(horizonUs / spec.retryAfterUs) }, (_, n) => spec.atUs + n * spec.retryAfterUs);
      const bends = Array.from({ length: HALVINGS + 1 }, (_, i) => i * spec.decayUs);
      return [spec.atUs - spec.countdownUs, ...waves.slice(0, spec.retryShare === 0 ? 1 : 100).flatMap((start) => bends.map((bend) => start + bend))];
    }
    case 'diurnal':
      return again(Array.from({ length: 24 }, () => spec.dayUs / 24));
    case 'cyclic':
      return again([spec.upUs, spec.holdUs, spec.downUs, spec.restUs]);
    case 'drawn':
    case 'replayRates':
      return spec.points.map(({ atUs }) => atUs);
    default:
      return [];
  }
}
