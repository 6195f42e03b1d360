/** Clusters, replicas, logs, groups: what is Kafka’s own. */
export const kafka = {
  'reason.not_leader': 'the server asked did not lead the partition',
  'reason.not_enough_replicas': 'too few replicas were in sync',
  'reason.out_of_order_sequence': 'the batch did not follow on the last one',
  'reason.invalid_producer_epoch': 'the producer was replaced by a newer one',
  'reason.replica_truncated': 'the new leader did not have it',
  'reason.duplicate_batch': 'the log had it already',
  'reason.retention': 'deleted by retention before the group read it',
  'reason.compacted': 'a newer message with its key took its place before the group read it',
  'reason.invalid_record': 'it had no key, and the topic is compacted',

  'event.log.expired': 'Retention deleted messages',
  'detail.partition': 'partition {{value}}',
  'detail.start': 'the log begins at {{value}}',
  'detail.records': '{{value}} messages',
};
