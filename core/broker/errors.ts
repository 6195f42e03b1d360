/** Everything a broker can answer other than success, as one table. Domain refusals are values, never exceptions. */
export const ERRORS = {
  none: 'done',
  unknown_destination: 'there is no such destination on this broker',
  wrong_kind: 'the destination does not take this request',
  unknown_subscription: 'no such subscription in this session',
  /** RX7: settling a tag twice, or one never given. */
  unknown_delivery_tag: 'the delivery tag is not outstanding in this session',
  /** RX7: declared with other settings than those it has. */
  not_as_declared: 'the destination exists with other settings',
  queue_full: 'the queue is at its limit and refuses new messages',
  queue_empty: 'there is no message to get',
  /** RQ7: RabbitMQ's 403. */
  access_refused: 'a consumer that suffers no other beside it reads from the queue, or asks to',
  /** RQ7: RabbitMQ's 405. */
  resource_locked: 'the queue belongs to another connection',
  log_full: 'the partition log is at the limit of this product',
  /** A compacted topic takes no record without a key [KR4]. */
  invalid_record: 'a record has no key, and the topic is compacted',
  offset_out_of_range: 'the offset lies outside the log',
  /** Kafka's 6: ask for the partition's leader again. */
  not_leader_or_follower: 'the server does not lead this partition',
  /** 19, and 20: the record is in the log all the same [KL4]. */
  not_enough_replicas: 'fewer replicas are in sync than min.insync.replicas asks for',
  not_enough_replicas_after_append: 'the record is in the log, but fewer replicas are in sync than min.insync.replicas asks for',
  /** 45 and 47 [KP9]. */
  out_of_order_sequence: 'the batch does not follow on the last one of its producer',
  invalid_producer_epoch: 'the producer was replaced by a newer one',
  unknown_member: 'the member is not in the group',
  illegal_generation: 'the generation is not the current one',
  rebalance_in_progress: 'the group is rebalancing: join again',
  inconsistent_assignor: 'the member names another assignor than its group',
  /** J5: it has a consumer already. */
  durable_in_use: 'the durable subscription is in use',
  invalid_client_id: 'the client id is missing, or another connection has it',
  invalid_selector: 'the message selector does not parse',
  channel_closed: 'send on closed channel',
  close_of_closed: 'close of closed channel',
  close_of_nil: 'close of nil channel',
  /** An unbounded channel took all memory: its process is gone, and what was in it. */
  process_crash: 'the process ran out of memory and crashed',
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** Errors of a client that RabbitMQ answers by closing the channel, and what it says then [RX7]. */
export const CLOSING_ERRORS: Partial<Record<ErrorCode, 403 | 404 | 405 | 406>> = {
  access_refused: 403,
  unknown_destination: 404,
  wrong_kind: 404,
  resource_locked: 405,
  unknown_delivery_tag: 406,
  not_as_declared: 406,
};
