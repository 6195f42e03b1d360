import { expect, test } from 'vitest';
import { importFiles } from '../../../core/compose/import/importFiles.ts';
import { newNode } from '../../../core/scenario/defaults.ts';
import { EXAMPLES } from '../../../core/scenario/examples/index.ts';
import type { NodeDoc, Scenario } from '../../../core/scenario/scenario.ts';
import { SAMPLE } from '../../../renderer/import/sample.ts';
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

test('an imported design goes back into its files first of all, with what they were beside it', () => {
  const read = importFiles([SAMPLE]);
  if (!read.isOk) throw new Error('the sample was not read');
  const { scenario } = read;
  expect(kindsFor(scenario)[0]).toBe('imported');
  const same = exported(scenario, { ...FIRST_CHOICE, kind: 'imported' }, 'en');
  expect(same.files.get(SAMPLE.path)).toBe(SAMPLE.text);
  expect(same.before).toEqual(same.files);

  const [id, doc] = Object.entries(scenario.model.nodes).find(([, node]) => node.name === 'stream-in')!;
  const nodes = { ...scenario.model.nodes, [id]: { ...doc, partitions: 3 } as NodeDoc };
  const changed = exported({ ...scenario, model: { ...scenario.model, nodes } }, { ...FIRST_CHOICE, kind: 'imported' }, 'en');
  expect(changed.files.get(SAMPLE.path)).toBe(SAMPLE.text.replace('stream-in:1:1', 'stream-in:3:1'));
  expect(changed.before!.get(SAMPLE.path)).toBe(SAMPLE.text);
});

test('a design that was drawn has no files to go back into', () => {
  expect(kindsFor(design(topic))).not.toContain('imported');
});

test('load generators are offered where there are clients, and taken along once their program is here', () => {
  const scenario = EXAMPLES.find(({ id }) => id === 'flash-sale')!.scenario;
  expect(optionsFor(scenario, 'compose')).toContain('hasLoad');
  const wanted = FIRST_CHOICE;
  const has = (bundle?: string) => [...exported(scenario, wanted, 'en', bundle).files.keys()].some((name) => name.endsWith('loadgen.mjs'));
  expect([has(), has('// the program')]).toEqual([false, true]);
});
