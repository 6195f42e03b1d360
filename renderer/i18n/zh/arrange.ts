/** 便签、框，以及在画布上的摆放。 */
import type { arrange as en } from '../en/arrange.ts';

export const arrange: Record<keyof typeof en, string> = {
  'note.add': '添加便签',
  'note.write': '编辑文字',
  'note.colorOf': '颜色：{{color}}',
  'note.color.yellow': '黄色',
  'note.color.blue': '蓝色',
  'note.color.green': '绿色',
  'note.color.pink': '粉色',
  'note.color.gray': '灰色',
  'palette.remark.note': '便签',
  'palette.remarkBrief.note': '写在组件旁边的说明',
  'frame.add': '为所选内容加框',
  'frame.remove': '去掉框，保留其中的内容',
  'palette.remark.frame': '框',
  'palette.remarkBrief.frame': '移动时带着框内的内容',
  'palette.notes': '说明',
  'selection.bar': '所选内容',
  'edit.step.note': '修改便签',
  'edit.step.align': '对齐',
  'edit.step.layout': '整理布局',
  'edit.step.insert': '插入到连线',
  'edit.step.reconnect': '重新连接',
};
