import { beforeEach, expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import type { QueueDoc } from '../../../core/scenario/scenario.ts';
import { dropEdit, dropTarget } from '../../../renderer/canvas/dropEdit.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

let store = createDocumentStore(newScenario(), () => 0);
const scenario = () => store.getState().scenario;
const brokerOf = (id: string) => (scenario().model.nodes[id] as QueueDoc).broker;
const place = (id: string) => scenario().view.positions[id];

beforeEach(() => {
  store = createDocumentStore(newScenario(), () => 0);
  const { apply } = store.getState();
  apply({ kind: 'addNode', id: 's', node: newNode('broker', 's'), position: { x: 0, y: 0 }, size: { width: 400, height: 300 } });
  apply({ kind: 'addNode', id: 'q', node: newNode('queue', 'q'), position: { x: 800, y: 0 } });
  apply({ kind: 'addNode', id: 'c', node: newNode('channel', 'c'), position: { x: 800, y: 200 } });
});

test('dropping a queue inside a frame puts it on that broker, in one step that undo takes back whole', () => {
  store.getState().apply(dropEdit(scenario(), { q: { x: 40, y: 80 } }));
  expect(brokerOf('q')).toBe('s');
  expect(store.getState().undoLabel).toBe('setBroker');
  store.getState().undo();
  expect(brokerOf('q')).toBeUndefined();
  expect(place('q')).toEqual({ x: 800, y: 0 });
});

test('dragging it out takes it off the broker', () => {
  store.getState().apply(dropEdit(scenario(), { q: { x: 40, y: 80 } }));
  store.getState().apply(dropEdit(scenario(), { q: { x: 900, y: 80 } }));
  expect(brokerOf('q')).toBeUndefined();
});

test('moving a frame moves its members and changes nobody’s broker', () => {
  store.getState().apply(dropEdit(scenario(), { q: { x: 40, y: 80 } }));
  store.getState().apply(dropEdit(scenario(), { s: { x: 100, y: -16 } }));
  expect(place('q')).toEqual({ x: 140, y: 64 });
  expect(brokerOf('q')).toBe('s');
  expect(store.getState().undoLabel).toBe('move');
});

test('a channel lies on no broker, wherever it is dropped', () => {
  store.getState().apply(dropEdit(scenario(), { c: { x: 40, y: 80 } }));
  expect(scenario().model.nodes.c).not.toHaveProperty('broker');
  expect(dropTarget(scenario(), { c: { x: 40, y: 80 } })).toBeUndefined();
});

test('the frame lights up only for a destination that is not on it yet', () => {
  expect(dropTarget(scenario(), { q: { x: 40, y: 80 } })).toBe('s');
  store.getState().apply(dropEdit(scenario(), { q: { x: 40, y: 80 } }));
  expect(dropTarget(scenario(), { q: { x: 60, y: 80 } })).toBeUndefined();
});
