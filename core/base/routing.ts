/** Exchanges and their bindings as plain data: the plan carries them, `core/broker/exchange` acts by them. */
import type { HeaderValue } from './workload.ts';

export const EXCHANGE_TYPES = ['direct', 'fanout', 'topic', 'headers'] as const;
export type ExchangeType = (typeof EXCHANGE_TYPES)[number];

export const HEADERS_MODES = ['all', 'any', 'allWithX', 'anyWithX'] as const;
/** All of a binding's arguments or any of them; names that begin with x- count only in the last two. */
export type HeadersMode = (typeof HEADERS_MODES)[number];

export interface BindingSpec {
  /** The routing key itself (direct) or a pattern of keys (topic); a fanout and a headers exchange ignore it. */
  readonly key: string;
  /** Headers exchanges only. */
  readonly arguments?: Readonly<Record<string, HeaderValue>> | undefined;
  /** Left out: all. */
  readonly match?: HeadersMode | undefined;
}
