import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseRecording } from '#core/scenario/parseRecording.ts';
import { parseScenario } from '#core/scenario/parse.ts';
import { formatScenario } from '#core/scenario/serialize.ts';
import { migrate } from '#core/scenario/migrate.ts';
import { VERSION } from '#core/scenario/scenario.ts';

test('a file of the current version is left as it is', () => {
  const file = Object.freeze({ format: 'spillway', version: VERSION, model: {} });
  expect(migrate(file, VERSION)).toBe(file);
});

test('a version this program does not know is a fault of the caller', () => {
  expect(() => migrate({}, VERSION + 1)).toThrow('a version');
  expect(() => migrate({}, 0)).toThrow('a version');
});

const OLD = new URL('./', import.meta.url);
const files = readdirSync(OLD, { recursive: true, encoding: 'utf8' }).filter((name) => /^v\d+\/.+\.json$/.test(name));

test.each(files)('%s opens without an error, and is saved in the current version', (name) => {
  const text = readFileSync(new URL(name, OLD), 'utf8');
  const { scenario, issues } = parseScenario(text);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(formatScenario(scenario!)).toBe(text.replace(/"version": \d+/, `"version": ${VERSION}`));
});

const recordings = readdirSync(new URL('recordings/', OLD));

test.each(recordings)('the recording %s opens without an error, with its designs in the current version', (name) => {
  const { recording, issues } = parseRecording(readFileSync(new URL(`recordings/${name}`, OLD), 'utf8'));
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const designs = [recording!.scenario, ...recording!.inputs.flatMap((input) => (input.kind === 'design' ? [input.scenario] : []))];
  expect(designs.map(({ version }) => version)).toEqual(designs.map(() => VERSION));
});
