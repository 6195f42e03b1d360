import { beforeEach, describe, expect, test } from 'vitest';
import { newNode } from '../../../../core/scenario/defaults.ts';
import { formatScenario } from '../../../../core/scenario/serialize.ts';
import { partOf, pasteEdit } from '../../../../renderer/canvas/clipboard.ts';
import { dropEdit } from '../../../../renderer/canvas/dropEdit.ts';
import { addNoteEdit, carriedBy, frameAroundEdit, frameBox, within } from '../../../../renderer/canvas/notes/noteEdits.ts';
import { canvasIdOf, createToNotes } from '../../../../renderer/canvas/notes/noteFlow.ts';
import { NO_GESTURE } from '../../../../renderer/canvas/toFlow.ts';
import { createDocumentStore } from '../../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../../renderer/document/newScenario.ts';
import { NO_SELECTION } from '../../../../renderer/ui/uiStore.ts';

let store = createDocumentStore(newScenario(), () => 0);
const scenario = () => store.getState().scenario;
const notes = () => scenario().view.notes ?? {};

beforeEach(() => {
  store = createDocumentStore(newScenario(), () => 0);
  const { apply } = store.getState();
  apply({ kind: 'addNode', id: 's', node: newNode('broker', 's'), position: { x: 0, y: 0 }, size: { width: 400, height: 300 } });
  apply({ kind: 'addNode', id: 'q', node: { ...newNode('queue', 'q'), broker: 's' }, position: { x: 40, y: 80 } });
  apply({ kind: 'addNode', id: 'c', node: newNode('consumer', 'c'), position: { x: 600, y: 80 } });
});

describe('notes', () => {
  test('are added, written, coloured, moved, resized and removed, each undone byte for byte; the model never changes', () => {
    const { model } = scenario();
    const before = formatScenario(scenario());
    const { id, edit } = addNoteEdit(scenario(), 'note', { x: 100, y: 100 });
    const states: string[] = [before];
    const { apply, undo } = store.getState();
    for (const next of [
      edit,
      { kind: 'changeNote', note: id, change: { text: 'why **this**', color: 'pink' } },
      { kind: 'moveNotes', positions: { [id]: { x: 8, y: 16 } } },
      { kind: 'resizeNote', note: id, position: { x: 0, y: 0 }, size: { width: 300, height: 200 } },
      { kind: 'removeItems', nodes: [], edges: [], notes: [id] },
    ] as const) {
      apply(next);
      states.push(formatScenario(scenario()));
    }
    expect(new Set(states).size).toBe(states.length - 1);
    expect(states.at(-1)).toBe(before);
    expect(scenario().model).toBe(model);
    for (const state of states.slice(0, -1).reverse()) {
      undo();
      expect(formatScenario(scenario())).toBe(state);
    }
  });

  test('an edit of a note that is gone, or that changes nothing, is no step', () => {
    const { id, edit } = addNoteEdit(scenario(), 'note', { x: 0, y: 0 });
    const { apply } = store.getState();
    apply(edit);
    const { version } = store.getState();
    apply({ kind: 'changeNote', note: id, change: { color: 'yellow', text: '' } });
    apply({ kind: 'changeNote', note: 'nobody', change: { text: 'x' } });
    apply({ kind: 'moveNotes', positions: { constructor: { x: 1, y: 1 } } });
    apply({ kind: 'removeItems', nodes: [], edges: [], notes: ['nobody'] });
    expect(store.getState().version).toBe(version);
  });
});

describe('frames', () => {
  test('a frame stands around what is selected and holds it', () => {
    const added = frameAroundEdit(scenario(), { nodes: ['s', 'c'], edges: [] });
    store.getState().apply(added!.edit);
    expect([...within(scenario(), added!.id).nodes].sort()).toEqual(['c', 'q', 's']);
    expect(frameAroundEdit(scenario(), NO_SELECTION)).toBeUndefined();
  });

  test('dragged, it takes along what lies whole within it, in one step, and nobody changes broker', () => {
    const { id, edit } = frameAroundEdit(scenario(), { nodes: ['c'], edges: [] })!;
    store.getState().apply(edit);
    store.getState().apply({ kind: 'addNote', id: 'in', note: { ...notes()[id]!, kind: 'note', x: 600, y: 90, width: 80, height: 60 } });
    const frame = canvasIdOf(id);
    const carried = carriedBy(scenario(), [id], new Set([frame]));
    expect([...carried.keys()].sort()).toEqual(['c', canvasIdOf('in')].sort());
    const { version } = store.getState();
    store.getState().apply(dropEdit(scenario(), { [frame]: { x: 0, y: 0 } }, { c: { x: 24, y: 56 }, [canvasIdOf('in')]: { x: 24, y: 66 } }));
    expect(scenario().view.positions.c).toEqual({ x: 24, y: 56 });
    expect(notes().in).toMatchObject({ x: 24, y: 66 });
    expect(store.getState().version).toBe(version + 1);
    expect(scenario().model.nodes.q).toMatchObject({ broker: 's' });
  });

  test('copied, it comes with what is in it', () => {
    const { id, edit } = frameAroundEdit(scenario(), { nodes: ['s'], edges: [] })!;
    store.getState().apply(edit);
    const part = partOf(scenario(), { nodes: [], edges: [], notes: [id] });
    expect(Object.keys(part.model.nodes).sort()).toEqual(['q', 's']);
    const pasted = pasteEdit(scenario(), part, { x: 24, y: 24 }, 'paste');
    expect(pasted.notes).toEqual(['frame-2']);
    store.getState().apply(pasted.edit);
    expect(notes()['frame-2']).toMatchObject({ x: frameBox({ x: 24, y: 24, width: 400, height: 300 }).x });
  });
});

test('an unchanged note keeps its identity on the canvas; frames come first, the largest of them lowest', () => {
  const toNotes = createToNotes();
  const { apply } = store.getState();
  apply(addNoteEdit(scenario(), 'note', { x: 0, y: 0 }).edit);
  apply({ kind: 'addNote', id: 'small', note: { kind: 'frame', text: '', color: 'gray', x: 0, y: 0, width: 100, height: 100 } });
  apply(addNoteEdit(scenario(), 'frame', { x: 0, y: 0 }).edit);
  const show = () => toNotes({ notes: notes(), selection: NO_SELECTION, gesture: NO_GESTURE, nameOf: () => '' });
  const first = show();
  expect(first.map(({ id }) => id)).toEqual(['note/frame', 'note/small', 'note/note']);
  expect(show()).toBe(first);
  apply({ kind: 'moveNotes', positions: { small: { x: 8, y: 8 } } });
  const second = show();
  expect([second[0] === first[0], second[1] === first[1], second[2] === first[2]]).toEqual([true, false, true]);
});
