/** What a run tells, in words: its rare events, and the reasons for which copies of messages come and go. The screen takes them from here too. */
import type { CopiedReason, DroppedReason, RefusedReason } from '../base/reasons.ts';
import type { RunEvent } from '../metrics/frameBatch.ts';
import type { Language } from '../scenario/issueText.ts';

type Wording = Readonly<Record<Language, string>>;
export type Reason = CopiedReason | DroppedReason | RefusedReason;

export const EVENT_WORDS: Readonly<Record<RunEvent['kind'], Wording>> = {
  'loss.began': { en: 'Messages lost', zh: '出现消息丢失' },
  'duplicates.began': { en: 'Messages processed again', zh: '出现重复处理' },
  'order.broken': { en: 'Order of a key broken', zh: '同一键的顺序被打乱' },
  'fault.started': { en: 'Fault began', zh: '故障开始' },
  'fault.ended': { en: 'Fault over', zh: '故障结束' },
  'client.crashed': { en: 'Client crashed', zh: '客户端崩溃' },
  'consumer.refused': { en: 'Subscription refused: it is in use', zh: '订阅被拒绝：已被占用' },
  'log.expired': { en: 'Retention deleted messages', zh: '保留策略删除了消息' },
  'commit.refused': { en: 'Commits came too late', zh: '提交来得太迟' },
  'leader.elected': { en: 'New leader', zh: '选出新的 leader' },
  'isr.shrunk': { en: 'Copy out of sync', zh: '副本失去同步' },
  'isr.expanded': { en: 'Copy in sync again', zh: '副本恢复同步' },
  'partition.offline': { en: 'Partition offline', zh: '分区离线' },
  'queue.deleted': { en: 'Queue deleted', zh: '队列已删除' },
  'run.ended': { en: 'Run ended', zh: '运行结束' },
  'group.rebalanced': { en: 'Group rebalanced', zh: '消费者组再均衡' },
  'spike.started': { en: 'Spike began', zh: '突增开始' },
  'spike.ended': { en: 'Spike over', zh: '突增结束' },
  'settings.changed': { en: 'Settings changed', zh: '设置已更改' },
  'structure.changed': { en: 'Design changed', zh: '设计已更改' },
  'consumer.joined': { en: 'Consumer joined', zh: '消费者加入' },
  'consumer.left': { en: 'Consumer left', zh: '消费者离开' },
  'producer.retrying': { en: 'Producer began to send again', zh: '生产者开始重发' },
  'queue.overflowed': { en: 'Queue overflowed', zh: '队列溢出' },
  'channel.deadlock': { en: 'Deadlock', zh: '死锁' },
  'process.crashed': { en: 'Process out of memory', zh: '进程内存耗尽' },
  'objective.missed': { en: 'Objective missed', zh: '目标未达成' },
};

export const REASON_WORDS: Readonly<Record<Reason, Wording>> = {
  not_leader: { en: 'the server asked did not lead the partition', zh: '所问的服务器不是该分区的 leader' },
  not_enough_replicas: { en: 'too few replicas were in sync', zh: '同步副本不足' },
  out_of_order_sequence: { en: 'the batch did not follow on the last one', zh: '批次序号不连续' },
  invalid_producer_epoch: { en: 'the producer was replaced by a newer one', zh: '生产者已被更新的实例取代' },
  replica_truncated: { en: 'the new leader did not have it', zh: '新 leader 没有这条消息' },
  duplicate_batch: { en: 'the log had it already', zh: '日志中已有该批次' },
  retention: { en: 'deleted by retention before the group read it', zh: '在该组读取之前已因保留期删除' },
  compacted: { en: 'a newer message with its key took its place before the group read it', zh: '在该组读取之前已被同一个键的新消息取代' },
  invalid_record: { en: 'it had no key, and the topic is compacted', zh: '没有键，而主题启用了压缩' },
  returned: { en: 'no queue was bound for it, and its producer got it back', zh: '没有绑定的队列接收它，已退回给生产者' },
  queue_down: { en: 'its server was down', zh: '队列所在的服务器停机' },
  queue_full: { en: 'the queue was full', zh: '队列已满' },
  buffer_full: { en: 'the producer’s send buffer was full', zh: '生产者发送缓冲区已满' },
  log_full: { en: 'the log was full', zh: '日志已满' },
  unknown_destination: { en: 'the destination does not exist', zh: '目的地不存在' },
  channel_closed: { en: 'the channel was closed', zh: '通道已关闭' },
  no_subscriber: { en: 'nobody was subscribed', zh: '没有订阅者' },
  subscription_ended: { en: 'its subscriber had left', zh: '订阅者已离开' },
  overflow_head: { en: 'the oldest made room in a full queue', zh: '队列已满，最旧的消息让位' },
  rejected: { en: 'the consumer rejected it', zh: '被消费者拒收' },
  processing_failed: { en: 'processing failed', zh: '处理失败' },
  client_crash: { en: 'the client crashed', zh: '客户端崩溃' },
  process_crash: { en: 'its process ran out of memory', zh: '进程内存耗尽而崩溃' },
  broker_crash: { en: 'its message server crashed', zh: '消息服务器崩溃' },
  offset_reset: { en: 'a group began at the newest message', zh: '消费者组从最新消息开始读取' },
  delivery_timeout: { en: 'it could not be delivered in time', zh: '未能按时送达' },
  connection_closed: { en: 'the connection was closed', zh: '连接已关闭' },
  expired: { en: 'it waited longer than it may live', zh: '等待时间超过存活期' },
  delivery_limit: { en: 'it was delivered too many times', zh: '投递次数达到上限' },
  dead_letter_refused: { en: 'the dead-letter queue refused it', zh: '死信队列拒收' },
  dead_letter_cycle: { en: 'dead-lettering it would go round in a circle', zh: '死信转发会形成循环' },
  queue_deleted: { en: 'its queue was deleted', zh: '所在队列已被删除' },
  removed: { en: 'removed from the design while the run went on', zh: '运行途中从设计中移除' },
  unroutable: { en: 'no queue was there to take it', zh: '没有队列接收它' },
  fan_out: { en: 'one for each further subscriber or group', zh: '每多一个订阅者或消费者组多一份' },
  producer_retry: { en: 'the producer sent it again', zh: '生产者重发' },
  redelivery: { en: 'delivered again after a failure', zh: '失败后重新投递' },
  dead_letter: { en: 'what a full queue refused went on as a dead letter', zh: '队列已满拒收的消息另作死信转出' },
};

type RunKey = `event.${RunEvent['kind']}` | `reason.${Reason}`;

/** Flat, as the screen's texts are: 'event.run.ended', 'reason.expired'. */
export function runWords(language: Language): Readonly<Record<RunKey, string>> {
  const of = (prefix: string, words: Readonly<Record<string, Wording>>) =>
    Object.entries(words).map(([name, wording]) => [`${prefix}.${name}`, wording[language]]);
  return Object.fromEntries([...of('event', EVENT_WORDS), ...of('reason', REASON_WORDS)]) as Record<RunKey, string>;
}
