/** What a note and a frame share while somebody writes in them: the text shown, whether it is written in, and the field's props. */
import type { KeyboardEvent } from 'react';
import type { NoteDoc } from '#core/scenario/scenario.ts';
import { localText } from '../../i18n/i18n.ts';
import { useUi } from '../../ui/uiStore.ts';
import { stopWriting, useIsWriting, writeIn, writeText } from './noteEditing.ts';
import { noteIdOf } from './noteFlow.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** `id` on the canvas. */
export function useWriting(id: string, note: NoteDoc) {
  const language = useUi((s) => s.language);
  const noteId = noteIdOf(id) ?? id;
  const isWriting = useIsWriting(noteId);
  const text = localText(note.text, language);
  const field = {
    ref: focusAtEnd,
    value: text,
    onChange: (event: { readonly target: Field }) => writeText(noteId, note.text, event.target.value, language),
    onBlur: stopWriting,
    onKeyDown: endsWriting,
  };
  return { isWriting, text, field, write: () => writeIn(noteId) };
}

/** For a field that opens because somebody asked to write. */
function focusAtEnd(field: Field | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

/** Keys are the text's while it is written; Escape, or Ctrl+Enter, gives them back to the canvas. */
function endsWriting(event: KeyboardEvent<HTMLElement>): void {
  event.stopPropagation();
  const isEnd = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
  if (!isEnd) return;
  event.preventDefault();
  const node = event.currentTarget.closest<HTMLElement>('.react-flow__node');
  stopWriting();
  node?.focus();
}
