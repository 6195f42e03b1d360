/** Which note is being written in, if any; a burst of typing between opening and closing it is one undo step. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { LocalText, NoteId } from '#core/scenario/scenario.ts';
import { documentStore } from '../../document/documentStore.ts';
import { GESTURE } from '../../document/history.ts';
import { withLocalText } from '../../i18n/i18n.ts';
import type { Language } from '../../ui/preferences.ts';
import { uiStore } from '../../ui/uiStore.ts';

interface NoteEditing {
  readonly note: NoteId | undefined;
  /** Counts, so that each writing has a merge key of its own. */
  readonly session: number;
}

const editing = createStore<NoteEditing>(() => ({ note: undefined, session: 0 }));

export const useIsWriting = (note: NoteId): boolean => useStore(editing, (s) => s.note === note);

export function writeIn(note: NoteId): void {
  uiStore.getState().select({ nodes: [], edges: [], notes: [note] });
  editing.setState(({ session }) => ({ note, session: session + 1 }));
}

export function stopWriting(): void {
  editing.setState({ note: undefined });
}

export function writeText(note: NoteId, before: LocalText, text: string, language: Language): void {
  const next = withLocalText(before, text, language);
  documentStore.getState().apply({ kind: 'changeNote', note, change: { text: next }, mergeKey: `${GESTURE}note ${note} ${editing.getState().session}` });
}
