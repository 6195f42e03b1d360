import { describe, expect, it } from 'vitest';
import { exportFormat, FORMATS } from '#core/compose/formats/exportFormat.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { newNode } from '#core/scenario/defaults.ts';
import { mixed, nasty, scenarioOf } from './designs.ts';

const designs = [...EXAMPLES.map((e) => [e.id, e.scenario] as const), ['nasty', nasty] as const, ['mixed', mixed] as const];

describe.each(FORMATS)('%s', (format) => {
  it('has a file or says that there is nothing, of every design, and never neither', () => {
    for (const [id, scenario] of designs) {
      const { files, notes } = exportFormat(scenario, format);
      expect([id, files.size > 0]).toEqual([id, !notes.some(({ code }) => code === 'nothing')]);
    }
  });

  it('is the same bytes whatever the order of the document', () => {
    const backwards = <T>(record: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(record).reverse());
    for (const [, scenario] of designs) {
      const { model } = scenario;
      const turned = { ...scenario, model: { ...model, nodes: backwards(model.nodes), edges: backwards(model.edges) } };
      expect([...exportFormat(turned, format).files]).toEqual([...exportFormat(scenario, format).files]);
    }
  });

  it('says what is not in it in both languages, without English left over', () => {
    for (const [, scenario] of designs) {
      for (const { text, kind } of exportFormat(scenario, format).notes) {
        expect(text.en).toMatch(/^[^“]*\S.*\.$/s);
        expect(text.zh).toMatch(/。$/);
        expect(text.zh.replaceAll(/“[^”]*”/gs, '')).not.toMatch(/[,;:!?]|[a-z]+ [a-z]+ [a-z]+/);
        expect(['changed', 'missing']).toContain(kind);
      }
    }
  });
});

it.each(FORMATS.filter((format) => format !== 'definitions'))('%s has its comments in the chosen language', (format) => {
  const [en, zh] = (['en', 'zh'] as const).map((language) => [...exportFormat(mixed, format, { language }).files.values()].join(''));
  expect(en).toMatch(/^# .*Spillway[^\u4e00-\u9fff]*$/m);
  expect(zh).toMatch(/^#.*Spillway.*[\u4e00-\u9fff]/m);
});

it('accounts for every component: in the file, or in a note', () => {
  for (const format of FORMATS) {
    const { files, notes } = exportFormat(mixed, format);
    const text = [...files.values()].join('');
    const told = new Set(notes.flatMap(({ nodes }) => nodes));
    for (const [id, { name }] of Object.entries(mixed.model.nodes)) expect([format, id, told.has(id) || text.includes(name)]).toEqual([format, id, true]);
  }
});

it('has nothing for a design that no server could hold', () => {
  const pipe = scenarioOf({ a: newNode('channel', 'a') });
  for (const format of FORMATS) expect(exportFormat(pipe, format).files.size).toBe(0);
});
