/** Clusters, replicas, logs, groups: what is Kafka’s own. */
export const kafka = {
  'reason.retention': '在该组读取之前已因保留期删除',
  'reason.compacted': '在该组读取之前已被同一个键的新消息取代',
  'reason.invalid_record': '没有键，而主题启用了压缩',

  'event.log.expired': '保留策略删除了消息',
  'detail.partition': '分区 {{value}}',
  'detail.start': '日志从 {{value}} 开始',
  'detail.records': '{{value}} 条消息',
};
