/** Instants and rates of a curve in words, short and as they may be typed: '1m30s', '2.5k/s'. */
import { formatRate } from '#core/base/quantity.ts';
import { formatInstant, roundTo } from './scale.ts';

/** To a millisecond, from a minute on to a tenth of a second: nobody reads more off a curve. */
export const instantText = (atUs: number): string => formatInstant(roundTo(Math.max(0, atUs), atUs < 10_000 ? 1 : atUs < 60_000_000 ? 1_000 : 100_000));

/** To four digits. */
export const rateShown = (rate: number): string => formatRate(rate > 0 ? Number(rate.toPrecision(4)) : 0);
