/**
 * Branded numbers: a duration cannot be passed where an instant is expected. The brand exists only in types.
 * Time is integer microseconds since the run's origin, 0 ≤ t ≤ 2^50 − 1 (35 years: the kernel packs a phase below it).
 */
declare const unit: unique symbol;
export type Unit<Name extends string> = number & { readonly [unit]: Name };

/** Integer microseconds since the run's origin. */
export type Instant = Unit<'us since origin'>;
/** Integer microseconds. */
export type Duration = Unit<'us'>;

/** No cast is free of a name: these say which unit a bare number carries. */
export const instant = (us: number): Instant => us as Instant;
export const duration = (us: number): Duration => us as Duration;

export const ORIGIN = instant(0);
export const SECOND = duration(1_000_000);
export const HOUR = duration(3_600_000_000);
export const DAY = duration(24 * HOUR);
