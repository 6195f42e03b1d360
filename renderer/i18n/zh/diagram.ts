/** 画在组件上的文字；相应部分的其余文案随窗口一起载入。 */
import type { diagram as en } from '../en/diagram.ts';

export const diagram: Record<keyof typeof en, string> = {
  'flow.again': '重复',
  'flow.lost': '丢失',
  'flow.offline': '离线',
  'flow.subscribers': '订阅者',
  'flow.underReplicated': '副本不足',
  'node.copies': '{{partitions}} × {{copies}} 副本',
  'node.durable': '持久订阅：{{name}}',
  'node.servers': '{{count}} 台服务器中 {{up}} 台运行',
};
