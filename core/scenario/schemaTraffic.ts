/** The shape of traffic in a scenario. */
import * as z from 'zod/mini';
import { LIMITS } from '../base/limits.ts';
import { flag, kind, list, NAME_MAX, number, quantity, text } from './schemaParts.ts';

export const distribution = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('constant'), value: quantity }),
  z.strictObject({ kind: kind('uniform'), min: quantity, max: quantity }),
  z.strictObject({ kind: kind('exponential'), mean: quantity }),
  z.strictObject({ kind: kind('logNormal'), mean: quantity, cv: number }),
  z.strictObject({ kind: kind('gamma'), mean: quantity, shape: number }),
  z.strictObject({ kind: kind('empirical'), values: list(quantity), weights: z.optional(list(number)) }),
]);

const point = z.strictObject({ at: quantity, rate: quantity });
/** Longer than other lists: what was recorded elsewhere. */
const recorded = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(LIMITS.replayRows));

export const load = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('constant'), rate: quantity }),
  z.strictObject({ kind: kind('ramp'), from: quantity, to: quantity, over: quantity }),
  z.strictObject({ kind: kind('steps'), steps: list(z.strictObject({ rate: quantity, for: quantity })) }),
  z.strictObject({ kind: kind('spike'), base: quantity, peak: quantity, at: quantity, rise: quantity, hold: quantity, fall: quantity }),
  z.strictObject({ kind: kind('sine'), mean: quantity, amplitude: quantity, period: quantity }),
  z.strictObject({
    kind: kind('flashSale'),
    base: quantity,
    countdown: quantity,
    at: quantity,
    peak: quantity,
    decay: quantity,
    retryShare: z._default(number, 0),
    retryAfter: z._default(quantity, '5s'),
  }),
  z.strictObject({ kind: kind('diurnal'), low: quantity, high: quantity, day: z._default(quantity, '24h') }),
  z.strictObject({ kind: kind('cyclic'), min: quantity, max: quantity, up: quantity, hold: quantity, down: quantity, rest: quantity }),
  z.strictObject({ kind: kind('bursts'), rates: list(quantity), holds: list(quantity) }),
  z.strictObject({ kind: kind('drawn'), points: list(point) }),
  z.strictObject({ kind: kind('replayRates'), points: recorded(point) }),
  z.strictObject({ kind: kind('replayMessages'), rows: recorded(text) }),
  z.strictObject({ kind: kind('users'), users: number, thinkTime: distribution, rampUp: z._default(quantity, '0s') }),
]);

export const keys = z.discriminatedUnion('kind', [
  z.strictObject({ kind: kind('none') }),
  z.strictObject({ kind: z.enum(['uniform', 'roundRobin']), count: number }),
  z.strictObject({ kind: kind('zipf'), count: number, exponent: number }),
  z.strictObject({ kind: kind('single'), key: z.optional(text) }),
  z.strictObject({ kind: kind('hotKey'), count: number, share: number }),
]);

export const headers = z.record(z.string().check(z.maxLength(NAME_MAX)), z.union([text, number, flag]));
export const variant = z.strictObject({
  weight: z._default(number, 1),
  routingKey: z.optional(text),
  headers: z.optional(headers),
  priority: z.optional(number),
  persistent: z.optional(flag),
  mandatory: z.optional(flag),
  group: z.optional(text),
  ttl: z.optional(quantity),
  poison: z.optional(flag),
});
