/**
 * What a binding of a headers exchange matches [RX4]: all of its arguments or any of them, equal in type and value. Names
 * that begin with `x-` count only in the two modes that say so.
 */
import type { HeadersMode } from '../../base/routing.ts';
import type { HeaderValue } from '../../base/workload.ts';

export type Headers = Readonly<Record<string, HeaderValue>>;

const NONE: Headers = {};

/** Without arguments `all` matches every message, and `any` none. */
export function headersMatcher(mode: HeadersMode, wanted: Headers = NONE): (headers: Headers | undefined) => boolean {
  const countsX = mode === 'allWithX' || mode === 'anyWithX';
  const entries = Object.entries(wanted).filter(([name]) => countsX || !name.startsWith('x-'));
  const isEqual = (headers: Headers, [name, value]: (typeof entries)[number]): boolean => Object.hasOwn(headers, name) && headers[name] === value;
  return mode === 'all' || mode === 'allWithX'
    ? (headers = NONE) => entries.every((entry) => isEqual(headers, entry))
    : (headers = NONE) => entries.some((entry) => isEqual(headers, entry));
}
