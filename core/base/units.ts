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
/** Integer bytes. */
export type Bytes = Unit<'bytes'>;
/** Position in a partition log: dense, from 0. */
export type Offset = Unit<'offset'>;

/** No cast is free of a name: these four say which unit a bare number carries. */
export const instant = (us: number): Instant => us as Instant;
export const duration = (us: number): Duration => us as Duration;
export const bytes = (n: number): Bytes => n as Bytes;
export const offset = (n: number): Offset => n as Offset;

export const ORIGIN = instant(0);
export const later = (t: Instant, by: Duration): Instant => (t + by) as Instant;
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration;

export const MILLISECOND = duration(1_000);
export const SECOND = duration(1_000_000);
export const MINUTE = duration(60_000_000);
export const HOUR = duration(3_600_000_000);
