/** Quantities of a model already found valid, as numbers: µs, records per second, bytes. */
import { must } from '../base/assert.ts';
import { parseBandwidth, parseBytes, parseDuration, parseRate } from '../base/quantity.ts';
import type { Result } from '../base/result.ts';
import type { Quantity } from '../scenario/scenario.ts';

const value = (read: Result<number, unknown>, text: Quantity): number => must(read.ok ? read.value : undefined, `the value of ${text}`);

/** Whole µs: an instant or a delay the kernel orders by. */
export const us = (text: Quantity): number => Math.round(usExact(text));
/** µs as written, fractions and all: a cost that is multiplied before it is spent, a distribution's parameter. */
export const usExact = (text: Quantity): number => value(parseDuration(text), text);
export const perSecond = (text: Quantity): number => value(parseRate(text), text);
export const byteCount = (text: Quantity): number => value(parseBytes(text), text);
export const bytesPerSec = (text: Quantity): number => value(parseBandwidth(text), text);
