import { expect, test, vi } from 'vitest';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import { FIX_WORDS } from '#core/scenario/issueFix.ts';
import { fixAll, fixesOf } from '#core/scenario/issueFixes.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { validate } from '#core/scenario/validate.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { issues as english } from '../../../renderer/i18n/en/issues.ts';
import { issues as chinese } from '../../../renderer/i18n/zh/issues.ts';
import { fixAllEdit, fixEdit } from '../../../renderer/inspector/fixEdit.ts';

vi.stubGlobal('window', {});
const { nextPlace } = await import('../../../renderer/inspector/issueJump.ts');

const empty = newScenario();
const broken: Scenario = {
  ...empty,
  model: {
    ...empty.model,
    nodes: {
      p: newNode('producer', 'p'),
      t: { ...newNode('topic', 't'), replicationFactor: 3, minInsyncReplicas: 2, broker: 'ghost' },
      c: newNode('consumer', 'c'),
    },
    edges: { pt: newEdge('p', 't'), tc: newEdge('t', 'c'), x: newEdge('p', 'gone') },
    faults: [{ kind: 'linkLoss', at: '1s', target: 'x', probability: 0.5 }],
  },
};
const open = () => createDocumentStore(broken, () => 0);

test('a fix is one step with its own name, and undone by one', () => {
  const store = open();
  const issue = validate(broken.model).find(({ code }) => code === 'edge.dangling')!;
  store.getState().apply(fixEdit(fixesOf(broken.model, issue)[0]!));
  expect(Object.keys(store.getState().scenario.model.edges)).toEqual(['pt', 'tc']);
  expect(store.getState().scenario.model.faults).toEqual([]);
  expect(store.getState().undoLabel).toBe('fix');
  store.getState().undo();
  expect(store.getState().scenario.model).toEqual(broken.model);
});

test('fixing all is one step too, and leads where the fixes lead one after the other', () => {
  const store = open();
  store.getState().apply(fixAllEdit(broken.model));
  expect(store.getState().scenario.model).toEqual(fixAll(broken.model).model);
  expect(validate(store.getState().scenario.model)).toEqual([]);
  expect(store.getState().undoLabel).toBe('fixAll');
  store.getState().undo();
  expect(store.getState().scenario.model).toEqual(broken.model);
  expect(store.getState().canUndo).toBe(false);
});

test('every fix has its words in both languages', () => {
  for (const word of FIX_WORDS) expect([word, english[`fix.${word}`], chinese[`fix.${word}`]]).toEqual([word, expect.any(String), expect.any(String)]);
});

test('the walk goes round, and goes on where one was that is gone', () => {
  expect(nextPlace([], undefined, 1)).toBe(-1);
  expect(nextPlace(['a', 'b'], undefined, 1)).toBe(0);
  expect(nextPlace(['a', 'b'], undefined, -1)).toBe(1);
  expect(nextPlace(['a', 'b'], { key: 'b', at: 1 }, 1)).toBe(0);
  expect(nextPlace(['a', 'b'], { key: 'a', at: 0 }, -1)).toBe(1);
  expect(nextPlace(['a', 'c'], { key: 'b', at: 1 }, 1)).toBe(1);
  expect(nextPlace(['a', 'c'], { key: 'b', at: 1 }, -1)).toBe(0);
  expect(nextPlace(['a'], { key: 'b', at: 1 }, 1)).toBe(0);
});
