/**
 * The one enum of why a copy of a record left the flow, or why a second copy of it exists.
 * The ledger counts by these; every one of them is worded in both languages for people.
 */
export const REFUSED_REASONS = [
  'queue_full',
  'queue_down',
  'buffer_full',
  'log_full',
  'unknown_destination',
  'returned',
  'channel_closed',
  'process_crash',
  'invalid_record',
  'not_leader',
  'not_enough_replicas',
  'out_of_order_sequence',
  'invalid_producer_epoch',
] as const;
export const DROPPED_REASONS = [
  'no_subscriber',
  'unroutable',
  'subscription_ended',
  'overflow_head',
  'rejected',
  'processing_failed',
  'client_crash',
  'process_crash',
  'broker_crash',
  'replica_truncated',
  'duplicate_batch',
  'offset_reset',
  'delivery_timeout',
  'connection_closed',
  'expired',
  'delivery_limit',
  'dead_letter_cycle',
  'dead_letter_refused',
  'retention',
  'compacted',
  'queue_deleted',
  'removed',
] as const;
export const COPIED_REASONS = ['fan_out', 'producer_retry', 'redelivery', 'dead_letter'] as const;
export type RefusedReason = (typeof REFUSED_REASONS)[number];
export type DroppedReason = (typeof DROPPED_REASONS)[number];
export type CopiedReason = (typeof COPIED_REASONS)[number];
