/** What buttons and keys do with notes and frames. */
import { LIMITS } from '#core/base/limits.ts';
import type { NoteDoc, NoteId } from '#core/scenario/scenario.ts';
import { documentStore } from '../../document/documentStore.ts';
import type { Point } from '../../document/edits.ts';
import { translate } from '../../i18n/i18n.ts';
import { toast } from '../../parts/toasts.ts';
import type { Command } from '../../ui/command.ts';
import { uiStore } from '../../ui/uiStore.ts';
import { viewport } from '../viewport.ts';
import { addNoteEdit, frameAroundEdit, type NewNote, noteOf } from './noteEdits.ts';
import { writeIn } from './noteEditing.ts';

export const NOTE_KEYS = { add: 'shift+n', frame: 'mod+g', unframe: 'mod+shift+g' } as const;

const scenarioNow = () => documentStore.getState().scenario;

/** The selected notes and frames that are still there. */
export const selectedNotes = (): readonly NoteId[] => (uiStore.getState().selection.notes ?? []).filter((id) => noteOf(scenarioNow(), id) !== undefined);
const selectedFrames = () => selectedNotes().filter((id) => noteOf(scenarioNow(), id)?.kind === 'frame');

/** With its middle at `middle`, or in the middle of what is seen; ready to be written in. */
export function addNote(kind: NoteDoc['kind'], middle: Point | undefined = viewport()?.middle()): void {
  if (middle !== undefined) put(addNoteEdit(scenarioNow(), kind, middle));
}

/** Around what is selected; with nothing selected, an empty one in the middle of what is seen. */
export function frameSelected(): void {
  const around = frameAroundEdit(scenarioNow(), uiStore.getState().selection);
  if (around === undefined) addNote('frame');
  else put(around);
}

function put({ id, edit }: NewNote): void {
  if (!hasRoomForNotes(1)) return;
  documentStore.getState().apply(edit);
  writeIn(id);
}

/** Tells so when there is none. */
export function hasRoomForNotes(count: number): boolean {
  const hasRoom = Object.keys(scenarioNow().view.notes ?? {}).length + count <= LIMITS.notes;
  if (!hasRoom) toast(translate('note.tooMany', { limit: LIMITS.notes }), undefined, 'bad');
  return hasRoom;
}

/** What was in them stays. */
function removeFrames(): void {
  documentStore.getState().apply({ kind: 'removeItems', nodes: [], edges: [], notes: selectedFrames() });
  uiStore.getState().select({ ...uiStore.getState().selection, notes: [] });
}

export function colorSelected(color: NoteDoc['color']): void {
  const edits = selectedNotes().map((note) => ({ kind: 'changeNote', note, change: { color } }) as const);
  if (edits.length > 0) documentStore.getState().apply({ kind: 'batch', label: 'note', edits });
}

export const NOTE_COMMANDS: readonly Command[] = [
  { id: 'note.add', title: 'note.add', group: 'edit', keys: NOTE_KEYS.add, run: () => addNote('note') },
  { id: 'note.frame', title: 'frame.add', group: 'edit', keys: NOTE_KEYS.frame, run: frameSelected },
  { id: 'note.unframe', title: 'frame.remove', group: 'edit', keys: NOTE_KEYS.unframe, isEnabled: () => selectedFrames().length > 0, run: removeFrames },
  {
    id: 'note.write',
    title: 'note.write',
    group: 'edit',
    isEnabled: () => selectedNotes().length === 1,
    run: () => selectedNotes().slice(0, 1).forEach(writeIn),
  },
];
