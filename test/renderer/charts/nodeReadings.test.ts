import { expect, test } from 'vitest';
import { READINGS_OF, type ReadingName, readingsIn, readingText, readingValue, type Subject } from '../../../renderer/charts/nodeReadings.ts';
import { seriesOf } from '../../support/series.ts';

const SAMPLE_US = 500_000;
const series = seriesOf(10, SAMPLE_US, [
  ['t', 'in', (row) => 50 * (row + 1)],
  // A batch of 300 every third second.
  ['t', 'out', (row) => 300 * Math.floor((row + 1) / 6)],
  ['t', 'lag', () => 42],
  ['c', 'processed', (row) => 10 * (row + 1)],
  ['c', 'out', () => 0],
  ['c', 'waiting', () => 3],
  ['c', 'busyUs', (row) => (row + 1) * SAMPLE_US],
  ['c', 'servers', () => 2],
  ['c', 'latencyP95', () => 12_300],
]);
const read = (name: ReadingName, id: string, kind: Subject['kind']): string => readingText(name, { series, id, kind, language: 'en' });

test('a topic: rates in and out, and its lag', () => {
  expect(READINGS_OF.topic.slice(0, 3).map((name) => read(name, 't', 'topic'))).toEqual(['100/s', '100/s', '42']);
});

test('a consumer gives out what it has processed, and what it does not measure is a dash', () => {
  expect(['out', 'backlog', 'busy', 'p95', 'dropped'].map((name) => read(name as ReadingName, 'c', 'consumer'))).toEqual(['20/s', '3', '50%', '12.3 ms', '–']);
});

test('a component the run does not know has no figures', () => {
  for (const name of READINGS_OF.queue) expect(read(name, 'later', 'queue')).toBe('–');
});

test('what only some components have is left out where a run does not measure it', () => {
  expect(readingsIn(series, 't', 'topic')).toEqual(['in', 'out', 'backlog']);
  expect(readingsIn(series, 'c', 'consumer')).toEqual(READINGS_OF.consumer);
});

test('a figure to sort by is a number, and none where nothing is measured', () => {
  expect(readingValue('backlog', { series, id: 't', kind: 'topic', language: 'en' })).toBe(42);
  expect(readingValue('busy', { series, id: 'later', kind: 'queue', language: 'en' })).toBeNaN();
});
