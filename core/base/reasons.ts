/**
 * The one enum of why a copy of a record left the flow, or why a second copy of it exists.
 * The ledger counts by these; the index in the tables is the column the engine counts in.
 */
export const REFUSED_REASONS = ['queue_full', 'buffer_full', 'unknown_destination', 'record_too_large', 'not_enough_replicas', 'closed'] as const;
export const DROPPED_REASONS = [
  'no_subscriber',
  'overflow_head',
  'rejected',
  'processing_failed',
  'client_crash',
  'process_crash',
  'retention',
  'offset_reset',
  'delivery_timeout',
  'subscriber_overflow',
  'auto_ack_lost',
] as const;
export const COPIED_REASONS = ['fan_out', 'producer_retry', 'redelivery'] as const;
export type RefusedReason = (typeof REFUSED_REASONS)[number];
export type DroppedReason = (typeof DROPPED_REASONS)[number];
export type CopiedReason = (typeof COPIED_REASONS)[number];
