/** 画布上的便签和框。 */
import type { notes as en } from '../en/notes.ts';

export const notes: Record<keyof typeof en, string> = {
  'note.name': '便签：{{text}}',
  'note.nameEmpty': '空便签',
  'note.text': '便签文字',
  'note.placeholder': '**粗体**、`代码`、- 列表',
  'note.empty': '双击编辑文字',
  'note.tooMany': '一个设计最多有 {{limit}} 个便签和框。',
  'frame.label': '框：{{text}}',
  'frame.name': '框的名称',
  'frame.unnamed': '框',
};
