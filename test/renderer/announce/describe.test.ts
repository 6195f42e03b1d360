import { expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import { describeChange, describeSelection, wayOf } from '../../../renderer/announce/describe.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import type { Edit } from '../../../renderer/document/edits.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { announce } from '../../../renderer/i18n/en/announce.ts';
import { editor } from '../../../renderer/i18n/en/editor.ts';
import type { Translate } from '../../../renderer/i18n/i18n.ts';

const texts: Readonly<Record<string, string>> = { ...editor, ...announce };
const t: Translate = (key, params = {}) => (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));

function journal() {
  const store = createDocumentStore(newScenario('t'), () => 0);
  const said: (string | undefined)[] = [];
  store.subscribe((now, before) => {
    const way = wayOf(before, now);
    said.push(describeChange(before.scenario, now.scenario, way, way === 'undone' ? now.redoLabel : now.undoLabel, t));
  });
  return { store, said };
}
const add = (id: string, name: string): Edit => ({ kind: 'addNode', id, node: newNode('queue', name), position: { x: 0, y: 0 } });

test('added, connected, moved, deleted, undone and done again', () => {
  const { store, said } = journal();
  const { apply, undo, redo } = store.getState();
  apply({ kind: 'addNode', id: 'p', node: newNode('producer', 'shop'), position: { x: 0, y: 0 } });
  apply(add('q', 'orders'));
  apply({ kind: 'connect', id: 'e', edge: newEdge('p', 'q') });
  apply({ kind: 'moveNodes', positions: { q: { x: 8, y: 0 } } });
  apply({ kind: 'removeItems', nodes: ['q'], edges: [] });
  undo();
  redo();
  expect(said).toEqual([
    'Added: Producer shop.',
    'Added: Queue orders.',
    'Connected: shop to orders.',
    'orders moved to 8, 0.',
    'Deleted: Queue orders.',
    'Undone: delete.',
    'Done again: delete.',
  ]);
});

test('what is typed letter by letter is not said again', () => {
  const { store, said } = journal();
  store.getState().apply(add('q', 'orders'));
  store.getState().apply({ kind: 'rename', node: 'q', name: 'mails' });
  store.getState().apply({ kind: 'setField', path: ['model', 'nodes', 'q', 'maxLength'], value: 3 });
  expect(said.slice(1)).toEqual([undefined, undefined]);
});

test('several selected are counted, one says its own name', () => {
  expect(describeSelection({ nodes: ['a', 'b'], edges: ['c'] }, t)).toBe('3 selected.');
  expect(describeSelection({ nodes: ['a'], edges: [] }, t)).toBeUndefined();
});
