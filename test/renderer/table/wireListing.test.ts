import { beforeAll, expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import type { Model } from '../../../core/scenario/scenario.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { showLanguage, showWindowTexts, translate } from '../../../renderer/i18n/i18n.ts';
import { componentListing } from '../../../renderer/table/componentListing.ts';
import { wireListing } from '../../../renderer/table/wireListing.ts';
import '../../../renderer/table/words.ts';
import { seriesOf } from '../../support/series.ts';

const model: Model = {
  ...newScenario('t').model,
  nodes: {
    b: newNode('broker', 'rabbit'),
    p: newNode('producer', 'shop'),
    q: { ...newNode('queue', 'orders'), broker: 'b' } as Model['nodes'][string],
    d: { ...newNode('queue', 'dead'), broker: 'b' } as Model['nodes'][string],
    c: newNode('consumer', 'workers'),
  },
  edges: {
    in: { ...newEdge('p', 'q'), latency: '2ms', share: 0.5 },
    out: { ...newEdge('q', 'c'), latency: '1s' },
    dead: newEdge('q', 'd'),
  },
};
const series = seriesOf(4, 500_000, [
  ['q', 'depth', () => 42],
  ['in', 'records', (row) => 50 * (row + 1)],
  ['in', 'inFlight', () => 3],
]);
const reader = { series, language: 'en' as const, t: translate };

beforeAll(async () => {
  await showLanguage('en');
  await showWindowTexts();
});

test('a component says what it is, where, how it is set and what waits there', () => {
  const listing = componentListing(model, reader);
  expect(listing.ids).toEqual(['b', 'p', 'q', 'd', 'c']);
  expect((['name', 'kind', 'broker', 'backlog'] as const).map((column) => listing.text('q', column))).toEqual(['orders', 'Queue', 'rabbit', '42']);
  expect(listing.text('q', 'settings')).not.toContain('rabbit');
  expect(listing.text('p', 'settings')).toContain('/s');
  expect(listing.value('q', 'backlog')).toBe(42);
});

test('before a run every figure is a dash, and sorts as none', () => {
  const listing = componentListing(model, { ...reader, series: undefined });
  expect(listing.text('q', 'backlog')).toBe('–');
  expect(listing.value('q', 'backlog')).toBeNaN();
});

test('a connection says its ends, what it is for, and its delay and share where it has them', () => {
  const listing = wireListing(model, reader);
  const row = (id: string) => (['wire', 'meaning', 'latency', 'share'] as const).map((column) => listing.text(id, column));
  expect(row('in')).toEqual(['shop → orders', 'Sends', '2ms', '50%']);
  expect(row('out')).toEqual(['orders → workers', 'Is read by', '1s', '']);
  expect(row('dead')).toEqual(['orders → dead', 'Dead letters', '', '']);
  expect(listing.text('in', 'rate')).toBe('100/s');
  expect(listing.text('in', 'inFlight')).toBe('3');
});

test('delays are sorted by how long they are, not by how they are written', () => {
  const listing = wireListing(model, reader);
  expect(listing.value('in', 'latency')).toBe(2_000);
  expect(listing.value('out', 'latency')).toBe(1_000_000);
  expect(listing.value('dead', 'latency')).toBe('');
});
