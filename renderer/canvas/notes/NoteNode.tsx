/** A note on the canvas: a sheet of text, written in place by double-click or Enter, resized by its corners. */
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import { NOTE_MAX } from '#core/scenario/fields.ts';
import { useT } from '../../i18n/i18n.ts';
import { NOTE_MIN } from './noteEdits.ts';
import type { NoteFlowNode } from './noteFlow.ts';
import { NOTE_STYLES } from './noteStyles.ts';
import { NoteText } from './NoteText.tsx';
import { useWriting } from './useWriting.ts';

export const NoteNode = memo(function NoteNode({ id, data: { note }, selected, width = 0, height = 0 }: NodeProps<NoteFlowNode>) {
  const t = useT();
  const { isWriting, text, field, write } = useWriting(id, note);
  const look = selected ? 'border-(--accent) ring-1 ring-(--accent)' : '';
  return (
    <>
      <NodeResizer isVisible={selected && !isWriting} minWidth={NOTE_MIN.width} minHeight={NOTE_MIN.height} />
      <div
        style={{ width, height }}
        onDoubleClick={write}
        className={`flex flex-col overflow-hidden rounded-md border text-[12px] leading-[17px] text-(--text) shadow-(--shadow) ${NOTE_STYLES[note.color].sheet} ${look}`}
      >
        {isWriting ? (
          <textarea
            {...field}
            className="nodrag nowheel nopan h-full w-full resize-none bg-transparent p-2.5 outline-none"
            aria-label={t('note.text')}
            placeholder={t('note.placeholder')}
            maxLength={NOTE_MAX}
          />
        ) : (
          <div className="min-h-0 flex-1 overflow-hidden p-2.5 break-words">
            {text === '' ? <p className="text-(--text-2) italic">{t('note.empty')}</p> : <NoteText text={text} />}
          </div>
        )}
      </div>
    </>
  );
});
