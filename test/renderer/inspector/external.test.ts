import { expect, test } from 'vitest';
import { importedDoc } from '../../../core/compose/import/importedDoc.ts';
import { newNode } from '../../../core/scenario/defaults.ts';
import type { ExternalDoc, Scenario } from '../../../core/scenario/scenario.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { lineOfService, simulatedEdit } from '../../../renderer/inspector/external.ts';

const app: ExternalDoc = { ...newNode('external', 'app'), role: 'client', image: 'shop/app:1', uses: ['kafka'] };
const scenario: Scenario = {
  format: 'spillway',
  version: 2,
  model: { seed: 1, horizon: '60s', nodes: { app, kafka: newNode('broker', 'kafka') }, edges: {}, faults: [], objectives: [] },
  view: { title: '', positions: { app: { x: 24, y: 48 }, kafka: { x: 0, y: 0 } } },
};

test('a program becomes a component of the same id, name and place, and back by undo', () => {
  const store = createDocumentStore(scenario, () => 0);
  store.getState().apply(simulatedEdit(scenario, 'app', app, 'producer')!);
  const after = store.getState().scenario;
  expect(after.model.nodes['app']).toEqual(newNode('producer', 'app'));
  expect(after.view.positions['app']).toEqual({ x: 24, y: 48 });
  store.getState().undo();
  expect(store.getState().scenario).toEqual(scenario);
});

test('what is no external service any more is left as it is', () => {
  const later = { ...scenario, model: { ...scenario.model, nodes: { app: newNode('consumer', 'app') } } };
  expect(simulatedEdit(later, 'app', app, 'producer')).toBeUndefined();
});

test('a service is found in the files by its key', () => {
  const imported = importedDoc('compose', [
    { path: 'compose.yaml', text: '# app:\nservices:\n  db: # the store\n    image: app\n  "web":\n    environment:\n      APP: app\n  mail: {image: m}\n' },
    { path: 'compose.override.yaml', text: 'services:\r\n  app:\r\n    image: x\r\n' },
  ]);
  expect(['db', 'web', 'mail', 'app', 'none'].map((name) => lineOfService(imported, name))).toEqual([
    'compose.yaml:3',
    'compose.yaml:5',
    'compose.yaml:8',
    'compose.override.yaml:2',
    undefined,
  ]);
});
