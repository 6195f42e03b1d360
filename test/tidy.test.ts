/**
 * House rules no linter knows, read from the tree itself: layers, fences, repeatable core, names, sizes, rules and their
 * tests, both languages, links, traces of machines. Each message says where and what to do instead. The last part proves
 * that every rule can fail.
 */
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { areas, languageFaults, unusedKeys } from './support/tidy/languages.ts';
import { ENGINE_HALF, LAYERS, layerFaults, typeOnlyFaults } from './support/tidy/layers.ts';
import { linkFaults, tableUnder } from './support/tidy/markdown.ts';
import { FENCES, packageFaults } from './support/tidy/packages.ts';
import { repeatableFaults } from './support/tidy/repeatable.ts';
import { exportFaults, lengthFaults, mirrorFaults, nameFaults } from './support/tidy/shapes.ts';
import { files, read, Source, sources, texts } from './support/tidy/sources.ts';
import { NOT_MODELLED_MAX, notModelled, REQUIRED_RULES } from './support/tidy/requiredRules.ts';
import { brokerRules, citations, citationsOf, mentions, mentionsOf, rulesOf, specRules } from './support/tidy/specRules.ts';
import { lockFaults, traceFaults } from './support/tidy/traces.ts';
import { visibleTextFaults } from './support/tidy/visibleText.ts';

const paths: ReadonlySet<string> = new Set(files);
const dependencies = (heading: string) => tableUnder(read('CONTRIBUTING.md'), heading);
const code = (cell: string): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), (m) => m[1]!);

describe('layers', () => {
  it('imports follow the layer table', () => expect(sources.flatMap(layerFaults)).toEqual([]));
  it('what screen and engine share holds types only', () => expect(sources.flatMap(typeOnlyFaults)).toEqual([]));
  it('every folder of core has a row', () => {
    const folders = new Set(files.filter((f) => /^core\/\w+\//.test(f)).map((f) => f.split('/').slice(0, 2).join('/')));
    expect([...folders].filter((folder) => LAYERS.every(({ from }) => from !== folder))).toEqual([]);
  });
});

describe('packages', () => {
  it('each is imported only behind its fence', () => expect(sources.flatMap(packageFaults)).toEqual([]));
  it('every runtime dependency has a fence, and every fence a dependency', () => {
    expect(Object.keys(FENCES).sort()).toEqual(Object.keys(packageJson.dependencies).sort());
  });
  it('CONTRIBUTING says why each is here and names the same files', () => {
    const documented = dependencies('Runtime').map(([name = '', , , where = '']) => [code(name)[0], code(where)]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(Object.entries(FENCES).map(([name, { files }]) => [name, files])));
  });
  it('every tool of development has its line in CONTRIBUTING', () => {
    const documented = dependencies('Development').flatMap(([name = '']) => code(name));
    expect(documented.sort()).toEqual(Object.keys(packageJson.devDependencies).sort());
  });
  it('CONTRIBUTING names the licence each is installed under', () => {
    const rows = [...dependencies('Runtime'), ...dependencies('Development')].map(([name = '', , licence]) => [code(name)[0]!, licence] as const);
    const installed = (name: string): string => JSON.parse(read(`node_modules/${name}/package.json`)).license;
    expect(rows.filter(([name, licence]) => licence !== installed(name))).toEqual([]);
  });
  it('the lock file names no host', () => expect(lockFaults(JSON.parse(read('package-lock.json')))).toEqual([]));
});

describe('core', () => {
  it('has no clock, timer, promise, chance or inexact mathematics', () => expect(sources.flatMap(repeatableFaults)).toEqual([]));
});

describe('files', () => {
  it('are camelCase.ts and PascalCase.tsx', () => expect(sources.flatMap(nameFaults)).toEqual([]));
  it('are one idea long', () => expect(sources.flatMap(lengthFaults)).toEqual([]));
  it('export by name, and are no barrels', () => expect(sources.flatMap(exportFaults)).toEqual([]));
  it('of tests mirror the tree', () => expect(sources.flatMap((source) => mirrorFaults(source, files))).toEqual([]));
  it('carry no trace of a machine', () => expect(texts.flatMap((file) => traceFaults(file, read(file)))).toEqual([]));
});

describe('rules', () => {
  it('each has one number', () => {
    const ids = [...specRules, ...brokerRules].map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });
  it('each is cited by a test', () => {
    const cited = new Set(citations.map(({ id }) => id));
    expect([...specRules, ...brokerRules].filter(({ id }) => !cited.has(id)).map(({ id, where }) => `${where}: no test cites [${id}].`)).toEqual([]);
  });
  it('promised are followed, or left out for a reason', () => {
    const followed = new Set(brokerRules.map(({ id }) => id));
    const left = notModelled();
    expect(left.filter(({ id, hasReason }) => !REQUIRED_RULES.includes(id) || !hasReason || followed.has(id))).toEqual([]);
    expect(left.length).toBeLessThanOrEqual(NOT_MODELLED_MAX);
    const said = new Set([...followed, ...left.map(({ id }) => id)]);
    expect(REQUIRED_RULES.filter((id) => !said.has(id))).toEqual([]);
  });
  it('what tests and the engine cite exists', () => {
    const known = new Set([...specRules, ...brokerRules].map(({ id }) => id));
    const unknown = [...citations, ...mentions].filter(({ id }) => !known.has(id));
    expect(unknown.map(({ id, where }) => `${where}: [${id}] is in no SPEC.md and not in docs/broker-rules.md. Write the rule down.`)).toEqual([]);
  });
});

describe('texts', () => {
  it.each([...areas])('%s is the same in both languages', (area, languages) => expect(languageFaults(area, languages)).toEqual([]));
  it('every one is shown somewhere', () => {
    const keys = [...areas.values()].flatMap(({ en = {} }) => Object.keys(en));
    expect(unusedKeys(keys, sources)).toEqual([]);
  });
  it('components hold none', () => expect(sources.flatMap(visibleTextFaults)).toEqual([]));
  it('links lead somewhere', () => {
    const pages = files.filter((file) => file.endsWith('.md'));
    expect(pages.flatMap((file) => linkFaults(file, read(file), paths, read))).toEqual([]);
  });
});

describe('the rules themselves', () => {
  const faultsOf = (check: (source: Source) => string[], file: string, text: string) => check(new Source(file, text)).length;
  const slashed = (...names: string[]) => ['', ...names].join('/');

  it.each(ENGINE_HALF)('the screen may not import %s', (target) => {
    const file = target.endsWith('.ts') ? target : `${target}/x.ts`;
    expect(layerFaults(new Source('renderer/canvas/Canvas.tsx', `import { x } from '#${file}';`))).toEqual([
      expect.stringContaining('renderer/engine/engine.ts'),
    ]);
    expect(faultsOf(layerFaults, 'renderer/worker/simWorker.ts', `import { x } from '#${file}';`)).toBe(0);
  });
  it.each([
    ['core/base/ids.ts', '../kernel/kernel.ts'],
    ['core/load/ramp.ts', '../compile/plan.ts'],
    ['core/broker/queue/queue.ts', '../../kernel/kernel.ts'],
    ['core/client/producer.ts', '../broker/queue/queue.ts'],
    ['core/net/simNetwork.ts', '../client/producer.ts'],
    ['core/compile/plan.ts', '../scenario/scenario.ts'],
    ['core/scenario/parse.ts', '../run/report.ts'],
    ['renderer/parts/Button.tsx', '../ui/uiStore.ts'],
    ['renderer/engine/portEngine.ts', '../worker/simWorker.ts'],
    ['node/runHost.ts', '../electron/main.ts'],
    ['electron/main.ts', '../renderer/App.tsx'],
  ])('%s may not import %s', (file, specifier) => {
    expect(faultsOf(layerFaults, file, `import { x } from '${specifier}';`)).toBe(1);
    expect(faultsOf(layerFaults, file, `type X = import('${specifier}').X; const later = () => import('${specifier}');`)).toBe(2);
  });
  it('packages stay behind their fences', () => {
    expect(faultsOf(packageFaults, 'core/scenario/parse.ts', `import { z } from 'zod';`)).toBe(1);
    expect(faultsOf(packageFaults, 'core/scenario/schema.ts', `import { z } from 'zod/mini';`)).toBe(0);
    expect(faultsOf(packageFaults, 'renderer/worker/simWorker.ts', `import { wrap } from 'comlink';`)).toBe(1);
    expect(faultsOf(packageFaults, 'core/run/run.ts', `import fs from 'node:fs';`)).toBe(1);
    expect(faultsOf(packageFaults, 'electron/window.ts', `import { BrowserWindow } from 'electron';`)).toBe(1);
    expect(faultsOf(packageFaults, 'electron/window.ts', `import type { BrowserWindow } from 'electron';`)).toBe(0);
  });
  it('core repeats', () => {
    const faulty = [
      'Date.now()',
      'Math.random()',
      'Math.log(2)',
      'x ** 0.5',
      'setTimeout(f)',
      'Promise.resolve()',
      'async () => await x',
      'a.localeCompare(b)',
    ];
    const counts = faulty.map((text) => faultsOf(repeatableFaults, 'core/base/x.ts', `const y = ${text};`));
    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 2, 1]);
    expect(faultsOf(repeatableFaults, 'core/base/x.ts', 'const y = { Date: Math.sqrt(2 ** 53) }; y.Date; // Date.now(), await')).toBe(0);
    expect(faultsOf(repeatableFaults, 'renderer/x.ts', 'Date.now();')).toBe(0);
  });
  it('files have their shape', () => {
    expect(faultsOf(nameFaults, 'core/base/Ids.ts', '')).toBe(1);
    expect(faultsOf(nameFaults, 'renderer/parts/button.tsx', 'export function Button() {}')).toBe(1);
    expect(faultsOf(nameFaults, 'renderer/canvas/kinds.tsx', 'export const ICONS = {};')).toBe(0);
    expect(faultsOf(lengthFaults, 'core/base/x.ts', 'a;\n'.repeat(401))).toBe(1);
    expect(faultsOf(lengthFaults, 'core/base/x.ts', 'a;\n'.repeat(400))).toBe(0);
    expect(faultsOf(exportFaults, 'core/base/x.ts', 'export default 1;')).toBe(1);
    expect(faultsOf(exportFaults, 'core/base/all.ts', `export { a } from './a.ts'; export * from './b.ts';`)).toBe(1);
    expect(mirrorFaults(new Source('test/base/gone.test.ts', ''), files)).toHaveLength(1);
    expect(mirrorFaults(new Source('test/base/random.test.ts', ''), files)).toHaveLength(0);
  });
  it('rules and citations are found', () => {
    expect(rulesOf('core/x/SPEC.md', 'text\n- **Q3** A rule.\n- **bold** no rule').map((r) => r.id)).toEqual(['Q3']);
    const titles = `it('[Q1] a', f); it.each([1])('[Q2, Q3] b %i', f); describe(\`[Q4] \${x}\`, f); it.skip('[Q5] c', f); expect('[Q6]');`;
    expect(citationsOf(new Source('test/x.test.ts', titles)).map((r) => r.id)).toEqual(['Q1', 'Q2', 'Q3', 'Q4']);
    const comments = new Source('core/x.ts', '/** As Kafka does [KC2–KC4, KG1]. */\nconst a = b[K1];\n  // [Q7] why\n');
    expect(mentionsOf(comments).map((r) => r.id)).toEqual(['KC2', 'KC4', 'KG1', 'Q7']);
  });
  it('visible text is found', () => {
    const jsx = 'const a = <p title="Hello">{on ? "运行" : t("x")} ms <b className="wide">{1}</b></p>;';
    expect(faultsOf(visibleTextFaults, 'renderer/A.tsx', jsx)).toBe(3);
    expect(faultsOf(visibleTextFaults, 'renderer/A.tsx', 'const a = <p className="x" title={t("y")}>{t("z")} · ×</p>;')).toBe(0);
    const shown = new Source('renderer/A.tsx', "t('a.b'); t(`kind.${kind}`); t('n', { count });");
    expect(unusedKeys(['a.b', 'kind.topic', 'n_one', 'a.c'], [shown])).toEqual(['a.c']);
    expect(languageFaults('x', { en: { a: '{{n}} left', b: 'b' }, zh: { a: '剩', c: 'c' } })).toHaveLength(3);
  });
  it('dead links and traces are found', () => {
    const page = '# One\n[a](b.md) [c](#one) [d](#two) [e](https://example.org) `[f](g.md)`';
    expect(linkFaults('docs/a.md', page, new Set(['docs/a.md']), () => page)).toHaveLength(2);
    expect(traceFaults('a.ts', `const at = '${slashed('root', 'x')}'; // ${slashed('work', 'main')}`)).toHaveLength(1);
    expect(traceFaults('a.ts', `import '../client/work.ts'; // docs/root/x`)).toHaveLength(0);
    expect(traceFaults('.npmrc', `registry=https:/${slashed('registry.example.org', 'npm')}`)).toHaveLength(1);
    expect(lockFaults({ packages: { a: { resolved: 'x' }, b: {} } })).toHaveLength(1);
  });
});
