import { expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { connectNewEdit, kindsFor } from '../../../renderer/canvas/connectNew.ts';
import { targetPoint } from '../../../renderer/canvas/nodes/geometry.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

function storeOf() {
  const store = createDocumentStore(newScenario(), () => 0);
  for (const kind of ['producer', 'topic', 'consumer'] as const) {
    store.getState().apply({ kind: 'addNode', id: kind, node: newNode(kind, kind), position: { x: 0, y: 0 } });
  }
  return store;
}
const modelOf = (scenario: Scenario) => scenario.model;

test('offers only what the wire may end in', () => {
  const store = storeOf();
  const model = modelOf(store.getState().scenario);
  expect(kindsFor(model, 'producer', 'source')).toEqual(['topic', 'queue', 'exchange', 'broadcast', 'channel']);
  expect(kindsFor(model, 'topic', 'source')).toEqual(['consumer']);
  expect(kindsFor(model, 'topic', 'target')).toEqual(['producer', 'consumer']);
  expect(kindsFor(model, 'consumer', 'target')).toEqual(['topic', 'queue', 'broadcast', 'channel']);
});

test('a consumer that reads a topic is offered only topics as further sources', () => {
  const store = storeOf();
  store.getState().apply({ kind: 'connect', id: 'e', edge: newEdge('topic', 'consumer') });
  expect(kindsFor(modelOf(store.getState().scenario), 'consumer', 'target')).toEqual(['topic']);
});

test('the new node’s connection point is where the wire was let go, and one undo takes node and edge', () => {
  const store = storeOf();
  const before = store.getState().scenario;
  const { id, edit } = connectNewEdit(before, 'producer', 'source', 'queue', { x: 400, y: 200 });
  store.getState().apply(edit);
  const { model, view } = store.getState().scenario;
  expect(targetPoint(view.positions[id] as { x: number; y: number })).toEqual({ x: 400, y: 200 });
  expect(Object.values(model.edges)).toEqual([newEdge('producer', id)]);
  store.getState().undo();
  expect(store.getState().scenario).toEqual(before);
});
