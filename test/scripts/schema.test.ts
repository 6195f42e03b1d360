import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '#core/scenario/examples/index.ts';
import { SITUATIONS } from '#core/scenario/examples/situations/index.ts';
import { readScenario } from '#core/scenario/parse.ts';
import { formatRecording } from '#core/scenario/recording.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { scenarios } from '../scenario/arbitrary.ts';
import { type JsonSchema, recordingSchema, scenarioSchema } from '../support/schema/jsonSchema.ts';

const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const published = (name: string) => JSON.parse(docs(`${name}.schema.json`)) as JsonSchema;

test('what is published is what the parser reads: npm run schema', () => {
  expect(published('scenario')).toEqual(JSON.parse(JSON.stringify(scenarioSchema(docs('file-format.md')))));
  expect(published('recording')).toEqual(JSON.parse(JSON.stringify(recordingSchema())));
});

const ajv = new Ajv({ strict: false, allErrors: false });
ajv.addSchema(published('scenario'), 'scenario.schema.json');
const isScenario = ajv.getSchema('scenario.schema.json')!;
const isRecording = ajv.compile(published('recording'));
const accepts = (value: unknown): boolean => isScenario(value) === true;
/** What is wrong with a value, if anything. */
const faults = (by: typeof isScenario, value: unknown): readonly unknown[] => (by(value) === true ? [] : (by.errors ?? []));

describe('the schema of a scenario accepts', () => {
  test.each([
    ...EXAMPLES,
    ...SITUATIONS.flatMap(({ id, trouble, fixed }) => [
      { id, scenario: trouble },
      { id: `${id}, fixed`, scenario: fixed },
    ]),
  ])('$id', ({ scenario }) => {
    expect(faults(isScenario, JSON.parse(formatScenario(scenario)))).toEqual([]);
  });

  test('whatever the app can save', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(faults(isScenario, JSON.parse(formatScenario(scenario)))).toEqual([]);
      }),
    );
  });

  test('a file that names it', () => {
    const file = { $schema: 'https://example.org/scenario.schema.json', format: 'spillway', version: 2, model: {} };
    expect(accepts(file)).toBe(true);
    const { scenario } = readScenario(file);
    expect(formatScenario(scenario!)).toMatch(/^\{\n {2}"\$schema": "https:\/\/example.org\/scenario.schema.json",\n {2}"format": "spillway"/);
  });
});

describe('it refuses, as the parser does,', () => {
  const good = JSON.parse(formatScenario(EXAMPLES.find(({ id }) => id === 'flash-sale')!.scenario)) as { model: { nodes: Record<string, object> } };
  const withNode = (node: object) => ({ ...good, model: { nodes: { x: node } } });
  test.each<[string, unknown]>([
    ['another format', { ...good, format: 'other' }],
    ['a newer version', { ...good, version: 99 }],
    ['a field nobody knows', { ...good, extra: 1 }],
    ['an unknown kind', withNode({ kind: 'teleport', name: 'x' })],
    ['a component without a name', withNode({ kind: 'queue' })],
    ['a text for a number', withNode({ kind: 'topic', name: 'x', partitions: '4' })],
    ['an unknown field of a component', withNode({ kind: 'topic', name: 'x', partition: 4 })],
    ['a choice there is not', withNode({ kind: 'queue', name: 'x', overflow: 'explode' })],
    ['too many partitions', withNode({ kind: 'topic', name: 'x', partitions: 1_000_000 })],
    ['half a partition', withNode({ kind: 'topic', name: 'x', partitions: 1.5 })],
    ['an id with a space', { ...good, model: { nodes: { 'a b': { kind: 'broadcast', name: 'x' } } } }],
    ['a load without a rate', withNode({ kind: 'producer', name: 'x', load: { kind: 'constant' } })],
    ['a list', []],
    ['nothing', null],
  ])('%s', (_, value) => {
    expect(readScenario(value).issues.filter(({ severity }) => severity === 'error')).not.toEqual([]);
    expect(accepts(value)).toBe(false);
  });
});

test('the schema of a recording accepts what the app saves, and nothing cut short', () => {
  const [{ scenario }] = EXAMPLES as [(typeof EXAMPLES)[number]];
  const text = formatRecording({
    engine: '1',
    endUs: 1_000_000,
    events: 42,
    traceHash: '0123456789abcdef',
    scenario,
    inputs: [
      { atUs: 1, kind: 'spike', node: 'p', factor: 10, forUs: 1_000 },
      { atUs: 2, kind: 'repair', target: '' },
      { atUs: 3, kind: 'design', scenario },
    ],
  });
  const value = JSON.parse(text) as object;
  expect(faults(isRecording, value)).toEqual([]);
  expect(isRecording({ ...value, traceHash: 'short' })).toBe(false);
  expect(isRecording({ ...value, inputs: [{ atUs: 1, kind: 'spike' }] })).toBe(false);
});
