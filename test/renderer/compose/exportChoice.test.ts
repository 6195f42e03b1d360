import { expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import { EXAMPLES } from '../../../core/scenario/examples/index.ts';
import type { NodeDoc, Scenario } from '../../../core/scenario/scenario.ts';
import { exported, FIRST_CHOICE, kindsFor, optionsFor } from '../../../renderer/compose/exportChoice.ts';

const design = (...nodes: readonly NodeDoc[]): Scenario => ({
  format: 'spillway',
  version: 2,
  model: { seed: 1, horizon: '60s', nodes: Object.fromEntries(nodes.map((node) => [node.name, node])), edges: {}, faults: [], objectives: [] },
  view: { title: 'shop', positions: {} },
});
const topic = newNode('topic', 'orders');
const queue = newNode('queue', 'mails');

test('a design without anything a server holds offers nothing', () => {
  expect(kindsFor(design(newNode('producer', 'p'), newNode('channel', 'c')))).toEqual([]);
});

test('the first choice is the project as it always was', () => {
  const { files, starts, name } = exported(design(topic), FIRST_CHOICE, 'en');
  expect([...files.keys()].slice(0, 2)).toEqual(['compose.yaml', 'README.md']);
  expect([starts, name]).toEqual(['kafka', 'shop']);
});

test('an option is offered where it changes something', () => {
  expect(optionsFor(design(topic), 'compose')).toContain('servers');
  expect(optionsFor(design(queue), 'compose')).not.toContain('servers');
  expect(optionsFor(design(queue), 'compose')).not.toContain('controllers');
  expect(optionsFor(design(topic), 'legacy')).toEqual([]);
});

test('servers asked for are in the project', () => {
  const compose = exported(design(topic), { ...FIRST_CHOICE, servers: 3 }, 'en').files.get('compose.yaml')!;
  expect(compose).not.toBe(exported(design(topic), FIRST_CHOICE, 'en').files.get('compose.yaml'));
});

test('every example is exported in each way that is offered for it, with files and in the language asked for', () => {
  for (const { id, scenario } of EXAMPLES) {
    for (const kind of kindsFor(scenario)) {
      const [en, zh] = (['en', 'zh'] as const).map((language) => exported(scenario, { ...FIRST_CHOICE, kind }, language).files);
      expect([id, kind, en!.size > 0, [...en!.keys()]]).toEqual([id, kind, true, [...zh!.keys()]]);
    }
  }
});
