/** Clusters, replicas, logs, groups: what is Kafka’s own. */
export const kafka = {
  'reason.retention': 'deleted by retention before the group read it',
  'reason.compacted': 'a newer message with its key took its place before the group read it',
  'reason.invalid_record': 'it had no key, and the topic is compacted',

  'event.log.expired': 'Retention deleted messages',
  'detail.partition': 'partition {{value}}',
  'detail.start': 'the log begins at {{value}}',
  'detail.records': '{{value}} messages',
};
