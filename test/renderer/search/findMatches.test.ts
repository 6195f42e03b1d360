import { expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { findMatches } from '../../../renderer/search/findMatches.ts';

const base = newScenario('t');
const scenario: Scenario = {
  ...base,
  model: {
    ...base.model,
    nodes: { p: newNode('producer', 'shop'), q: { ...newNode('queue', 'orders'), messageTtl: '30s' }, r: newNode('queue', 'shop mails') },
    edges: { e: newEdge('p', 'q') },
  },
  view: { ...base.view, notes: { n: { kind: 'note', text: { en: 'Retry here', zh: '在此重试' }, color: 'yellow', x: 0, y: 0, width: 100, height: 80 } } },
};
const items = (query: string) => findMatches(scenario, query).map(({ item }) => item);

test('names of components and of what a connection joins', () => {
  expect(items('SHOP')).toEqual([{ node: 'p' }, { node: 'r' }, { edge: 'e' }]);
});

test('kinds in both languages', () => {
  expect(items('队列')).toEqual([{ node: 'q' }, { node: 'r' }]);
  expect(items('producer')).toEqual([{ node: 'p' }]);
});

test('settings by their value, and which one it is', () => {
  expect(findMatches(scenario, '30s').find(({ name }) => name === 'orders')?.setting).toEqual({ field: 'messageTtl', value: '30s' });
});

test('notes in both languages; nothing by nothing', () => {
  expect(items('重试')).toEqual([{ note: 'n' }]);
  expect(items('  ')).toEqual([]);
  expect(items('no such thing')).toEqual([]);
});
