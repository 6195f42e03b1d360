/** Clusters, replicas, logs, groups: what is Kafka’s own. */
export const kafka = {
  'reason.not_leader': '所问的服务器不是该分区的 leader',
  'reason.not_enough_replicas': '同步副本不足',
  'reason.out_of_order_sequence': '批次序号不连续',
  'reason.invalid_producer_epoch': '生产者已被更新的实例取代',
  'reason.replica_truncated': '新 leader 没有这条消息',
  'reason.duplicate_batch': '日志中已有该批次',
  'reason.retention': '在该组读取之前已因保留期删除',
  'reason.compacted': '在该组读取之前已被同一个键的新消息取代',
  'reason.invalid_record': '没有键，而主题启用了压缩',

  'event.log.expired': '保留策略删除了消息',
  'detail.partition': '分区 {{value}}',
  'detail.start': '日志从 {{value}} 开始',
  'detail.records': '{{value}} 条消息',
};
