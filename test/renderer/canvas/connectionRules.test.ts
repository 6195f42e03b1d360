import { expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import { issueText } from '../../../core/scenario/issueText.ts';
import type { Refusal } from '../../../core/scenario/canConnect.ts';
import type { Model } from '../../../core/scenario/scenario.ts';
import { connectLoose, connectNodes, refusingNodes } from '../../../renderer/canvas/connectionRules.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

function modelOf(): Model {
  const store = createDocumentStore(newScenario(), () => 0);
  for (const kind of ['producer', 'queue', 'topic', 'consumer', 'broker'] as const) {
    store.getState().apply({ kind: 'addNode', id: kind, node: newNode(kind, kind), position: { x: 0, y: 0 } });
  }
  store.getState().apply({ kind: 'connect', id: 'e', edge: { from: 'queue', to: 'consumer', latency: '1ms', share: 1 } });
  return store.getState().scenario.model;
}

test('a wire from a producer dims what cannot take it', () => {
  expect(refusingNodes(modelOf(), 'producer', 'source')).toEqual(new Set(['consumer', 'broker']));
});

test('a wire held at a consumer’s entry dims by the consumer’s rules: one family of sources', () => {
  expect(refusingNodes(modelOf(), 'consumer', 'target')).toEqual(new Set(['producer', 'queue', 'topic', 'broker']));
});

test('which end is held decides the direction of the edge', () => {
  expect(connectLoose(modelOf(), 'queue', 'target', 'producer')).toMatchObject({ edit: { edge: { from: 'producer', to: 'queue' } } });
});

test('a refusal is a sentence in the reader’s language', () => {
  const refusal = (language: 'en' | 'zh') => issueText((connectNodes(modelOf(), 'producer', 'consumer') as { refusal: Refusal }).refusal, language);
  expect(refusal('en')).toMatch(/producer/);
  expect(refusal('zh')).toMatch(/生产者/);
});
