/** Which of a broker's refusals a topic sender tries again after. */
import type { Reply } from '../broker/api.ts';

export type ErrorCode = Extract<Reply, { kind: 'done' }>['error'];
/** What may go well another time. */
export const RETRIABLE: ReadonlySet<ErrorCode> = new Set([
  'not_leader_or_follower',
  'not_enough_replicas',
  'not_enough_replicas_after_append',
  'out_of_order_sequence',
  'invalid_producer_epoch',
]);
