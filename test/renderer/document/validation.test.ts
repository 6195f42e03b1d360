import { expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import { issueAt, issuesOf } from '../../../renderer/document/validation.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

test('issues are found by node and by field, once per model', () => {
  const store = createDocumentStore(newScenario(), () => 0);
  store.getState().apply({ kind: 'addNode', id: 'p', node: newNode('producer', 'p'), position: { x: 0, y: 0 } });
  store.getState().apply({ kind: 'setField', path: ['model', 'nodes', 'p', 'load', 'rate'], value: 'often' });
  const { model } = store.getState().scenario;
  const issues = issuesOf(model);
  expect(issues.byEntity.get('p')?.map((one) => one.code)).toEqual(['quantity.rate', 'node.unconnected']);
  expect(issueAt(issues.all, ['model', 'nodes', 'p', 'load', 'rate'])?.code).toBe('quantity.rate');
  expect(issueAt(issues.all, ['model', 'nodes', 'p', 'linger'])).toBeUndefined();
  expect(issuesOf(model)).toBe(issues);
});
