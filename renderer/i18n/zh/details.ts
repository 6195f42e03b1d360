/** 运行中节点的内部，以及读取方所见。 */
import type { details as en } from '../en/details.ts';

export const details: Record<keyof typeof en, string> = {
  'objective.metric.lost': '丢失的消息',
  'objective.metric.duplicates': '重复处理的消息',
  'objective.metric.outOfOrder': '乱序的消息',

  'event.loss.began': '出现消息丢失',
  'event.duplicates.began': '出现重复处理',
  'event.order.broken': '同一键的顺序被打乱',

  'witness.title': '从外部看到的结果',
  'witness.about': '只按每条消息的编号判断，不听代理的说法：发送方被告知已送达的，与消费者随后处理的，逐一对照。',
  'witness.fine': '目前没有丢失、没有重复、没有乱序',
  'witness.lost_one': '丢失 1 条消息：发送方被告知已送达，却再也不会有人处理',
  'witness.lost': '丢失 {{n}} 条消息：发送方被告知已送达，却再也不会有人处理',
  'witness.duplicates_one': '1 条消息处理完之后又被处理了一次',
  'witness.duplicates': '{{n}} 条消息处理完之后又被处理',
  'witness.outOfOrder_one': '1 条消息晚于同一键的后续消息才被处理',
  'witness.outOfOrder': '{{n}} 条消息晚于同一键的后续消息才被处理',
  'witness.recovered_one': '1 条消息已被处理，但发送方始终不知道它已送达',
  'witness.recovered': '{{n}} 条消息已被处理，但发送方始终不知道它们已送达',
  'witness.worst': '其中最多的是 {{producer}} 的 {{key}}：{{n}} 条',
  'witness.unwatched': '只观察前 {{watched}} 条消息，其后的 {{unwatched}} 条未观察。',

  'table.lost': '丢失',
  'table.duplicates': '重复',
  'table.outOfOrder': '乱序',
};
