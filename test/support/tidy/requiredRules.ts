/**
 * The rules of real brokers that Spillway promises to follow: each is on docs/broker-rules.md and cited by a test, or on
 * docs/not-modelled.md with its reason.
 */
import { tableUnder } from './markdown.ts';
import { read } from './sources.ts';

const range = (letters: string, last: number, except: readonly number[] = []): string[] =>
  Array.from({ length: last }, (_, i) => i + 1).flatMap((n) => (except.includes(n) ? [] : [`${letters}${n}`]));

/** Go channels, JMS, RabbitMQ's exchanges, consumers, dead letters, confirms and quorum queues, Kafka's producer, replication, retention, consumer and groups. */
export const REQUIRED_RULES: readonly string[] = [
  ...range('G', 18),
  ...range('J', 14),
  ...range('RX', 7),
  ...range('RQ', 9),
  ...range('RD', 14),
  ...range('RC', 3),
  ...range('RQQ', 5),
  ...range('KP', 10),
  ...range('KL', 13, [11]),
  ...range('KR', 4),
  ...range('KC', 8),
  ...range('KG', 7),
];
export const NOT_MODELLED_MAX = 6;

/** Rules left out, and whether a reason is given. */
export const notModelled = (): readonly { readonly id: string; readonly hasReason: boolean }[] =>
  tableUnder(read('docs/not-modelled.md'), 'Rules that are not modelled').map(([id = '', , reason = '']) => ({ id, hasReason: reason.trim() !== '' }));
