import { expect, it } from 'vitest';
import { newEdge, newNode } from '../../../../core/scenario/defaults.ts';
import type { EdgeDoc, ExchangeDoc } from '../../../../core/scenario/scenario.ts';
import { edgeLabel, edgeLook } from '../../../../renderer/canvas/edges/edgeLabel.ts';
import { translate, showLanguage, showWindowTexts } from '../../../../renderer/i18n/i18n.ts';

await showLanguage('en');
await showWindowTexts();

const exchange = newNode('exchange', 'x');
const queue = newNode('queue', 'q');
const label = (fields: Partial<EdgeDoc>, type: ExchangeDoc['type'] = 'topic') =>
  edgeLabel({ ...newEdge('x', 'q'), ...fields }, edgeLook({ ...newEdge('x', 'q'), ...fields }, exchange, queue), type, translate);

it('tells what a wire is for', () => {
  const edge = newEdge('x', 'y');
  expect(edgeLook(edge, exchange, queue)).toBe('binding');
  expect(edgeLook({ ...edge, role: 'alternate' }, exchange, exchange)).toBe('alternate');
  expect(edgeLook(edge, queue, exchange)).toBe('deadLetters');
  expect(edgeLook(edge, newNode('producer', 'p'), exchange)).toBe('plain');
});

it('says with which keys or headers it is bound', () => {
  expect(label({ bindings: [{ key: 'order.*' }] })).toBe('order.*');
  expect(label({ bindings: [{ key: 'order.*' }, { key: 'x' }, { key: 'y' }] })).toBe('order.* +2');
  expect(label({})).toBe('(no key)');
  expect(label({ bindings: [] })).toBeUndefined();
  expect(label({ bindings: [{ key: 'a' }] }, 'fanout')).toBeUndefined();
  expect(label({ bindings: [{ key: '', arguments: { region: 'eu' } }] }, 'headers')).toBe('region=eu');
  expect(label({ bindings: [{ key: '', arguments: { region: 'eu', vip: true }, match: 'any' }] }, 'headers')).toBe('any of region=eu, vip=true');
  expect(label({ bindings: [{ key: '' }] }, 'headers')).toBe('all');
  expect(label({ bindings: [{ key: 'x'.repeat(60) }] })).toHaveLength(28);
});

it('says with which key dead letters leave', () => {
  const dead = (fields: Partial<EdgeDoc>) => edgeLabel({ ...newEdge('q', 'x'), ...fields }, 'deadLetters', undefined, translate);
  expect([dead({}), dead({ deadLetterKey: 'retry' })]).toEqual(['Dead letters', 'Dead letters · retry']);
});
