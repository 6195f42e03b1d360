/** Every template and example, with each set of options that makes another project of it. */
import { isScalar, parseDocument, visit } from 'yaml';
import { describe, expect, it } from 'vitest';
import { type ComposeProject, exportCompose } from '#core/compose/exportCompose.ts';
import type { ComposeOptions } from '#core/compose/options.ts';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import type { Scenario } from '#core/scenario/scenario.ts';
import { composeProblems, kafkaProblems, schemaProblems } from '../compose/composeCheck.ts';

const designs: readonly (readonly [id: string, scenario: Scenario])[] = [
  ...EXAMPLES.map(({ id, scenario }) => [id, scenario] as const),
  ...SITUATIONS.flatMap(({ id, trouble, fixed }) => [[id, trouble] as const, [`${id}, fixed`, fixed] as const]),
];
const loadGenerator = '// The load generator.\n';

const VARIANTS: readonly (readonly [name: string, options: ComposeOptions])[] = [
  ['as it is', {}],
  ['in Chinese, with load and every profile', { language: 'zh', loadGenerator, profiles: ['observability', 'ui'] }],
  ['for docker-compose 1.29', { isCompat129: true, loadGenerator, profiles: ['observability'] }],
  ['three servers of each', { kafka: { servers: 3 }, rabbitmq: { nodes: 3 }, loadGenerator, profiles: ['observability', 'ui'] }],
  ['nine brokers', { kafka: { servers: 9 }, rabbitmq: { nodes: 1 } }],
  ['one broker, controllers apart', { kafka: { servers: 1, controllers: 'separate' } }],
];

/** Text without quotes, which one reader or another takes for a number, a truth value or a comment. */
function unquoted(text: string): string[] {
  const found: string[] = [];
  visit(parseDocument(text), {
    Scalar(key, node) {
      if (key !== 'key' && isScalar(node) && typeof node.value === 'string' && node.type === 'PLAIN') found.push(node.value);
    },
  });
  return found;
}

/** What of the project contradicts itself or its README. */
function problemsOf(project: ComposeProject, language: 'en' | 'zh'): string[] {
  const { files, notes, target } = project;
  if (target === undefined) return [...files.keys(), ...(notes.some(({ code }) => code === 'nothing') ? [] : ['nothing is exported, and nothing says so'])];
  const compose = files.get('compose.yaml') ?? '';
  const readme = (files.get('README.md') ?? '').replaceAll('\\', '');
  return [
    ...schemaProblems(compose),
    ...composeProblems(compose, files),
    ...kafkaProblems(compose),
    ...unquoted(compose).map((text) => `not quoted: ${text}`),
    ...[...files.keys()].filter((path) => path.startsWith('/') || path.split('/').includes('..')),
    ...notes.filter(({ text }) => !readme.includes(text[language].replaceAll('\\', ''))).map(({ code }) => `${code} is not in the README`),
    ...(readme.match(/\{[a-z]\w*\}/g) ?? []).map((hole) => `left open: ${hole}`),
  ];
}

describe.each(VARIANTS)('%s', (_, options) => {
  it.each(designs)('%s', (_id, scenario) => {
    expect(problemsOf(exportCompose(scenario, options), options.language ?? 'en')).toEqual([]);
  });
});

it('most of them have something to export', () => {
  const held = designs.filter(([, scenario]) => exportCompose(scenario).target !== undefined);
  expect(held.length).toBeGreaterThan(designs.length / 2);
});
