import type { announce as en } from '../en/announce.ts';

/** 编辑与选择的语音播报。 */
export const announce = {
  'say.added': '已添加：{{what}}。',
  'say.removed': '已删除：{{what}}。',
  'say.connected': '已连接：{{what}}。',
  'say.cut': '已删除：{{what}}。',
  'say.components_one': '{{count}} 个组件',
  'say.components': '{{count}} 个组件',
  'say.connections_one': '{{count}} 条连线',
  'say.connections': '{{count}} 条连线',
  'say.wire': '{{from}} 到 {{to}}',
  'say.moved': '{{name}} 已移到 {{x}}，{{y}}。',
  'say.movedMany': '已移动 {{count}} 个组件。',
  'say.did': '已完成：{{step}}。',
  'say.undone': '已撤销：{{step}}。',
  'say.redone': '已重做：{{step}}。',
  'say.selected': '已选 {{count}} 项。',
} satisfies Record<keyof typeof en, string>;
