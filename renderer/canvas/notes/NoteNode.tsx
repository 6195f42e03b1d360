/** A note on the canvas: a sheet of text, written in place by double-click or Enter, resized by its corners. */
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { type KeyboardEvent, memo } from 'react';
import { localText, useT } from '../../i18n/i18n.ts';
import { useUi } from '../../ui/uiStore.ts';
import { NOTE_MIN } from './noteEdits.ts';
import { stopWriting, useIsWriting, writeIn, writeText } from './noteEditing.ts';
import { type NoteFlowNode, noteIdOf } from './noteFlow.ts';
import { NOTE_STYLES } from './noteStyles.ts';
import { NoteText } from './NoteText.tsx';

/** As the file's schema has it. */
const TEXT_MAX = 8_000;

export const NoteNode = memo(function NoteNode({ id, data: { note }, selected, width = 0, height = 0 }: NodeProps<NoteFlowNode>) {
  const t = useT();
  const language = useUi((s) => s.language);
  const noteId = noteIdOf(id) ?? id;
  const isWriting = useIsWriting(noteId);
  const text = localText(note.text, language);
  const look = selected ? 'border-(--accent) ring-1 ring-(--accent)' : '';
  return (
    <>
      <NodeResizer isVisible={selected && !isWriting} minWidth={NOTE_MIN.width} minHeight={NOTE_MIN.height} />
      <div
        style={{ width, height }}
        onDoubleClick={() => writeIn(noteId)}
        className={`flex flex-col overflow-hidden rounded-md border text-[12px] leading-[17px] text-(--text) shadow-(--shadow) ${NOTE_STYLES[note.color].sheet} ${look}`}
      >
        {isWriting ? (
          <textarea
            ref={focusAtEnd}
            className="nodrag nowheel nopan h-full w-full resize-none bg-transparent p-2.5 outline-none"
            aria-label={t('note.text')}
            placeholder={t('note.placeholder')}
            maxLength={TEXT_MAX}
            value={text}
            onChange={(event) => writeText(noteId, note.text, event.target.value, language)}
            onBlur={stopWriting}
            onKeyDown={endsWriting}
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

/** For a field that opens because somebody asked to write. */
export function focusAtEnd(field: HTMLInputElement | HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

/** Keys are the text's while it is written; Escape, or Ctrl+Enter, gives them back to the canvas. */
export function endsWriting(event: KeyboardEvent<HTMLElement>): void {
  event.stopPropagation();
  const isEnd = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
  if (!isEnd) return;
  event.preventDefault();
  const node = event.currentTarget.closest<HTMLElement>('.react-flow__node');
  stopWriting();
  node?.focus();
}
