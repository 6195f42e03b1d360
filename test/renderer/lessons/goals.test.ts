import { expect, test } from 'vitest';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { at, designOf, frameAt } from '../../../renderer/lessons/design.ts';
import { durationUs, edgeBetween, nodeIn, nodesOf, ratePerSec, sizeBytes, targetsOf } from '../../../renderer/lessons/goals.ts';

const DESIGN = designOf({
  title: { en: 'A', zh: '甲' },
  horizon: '10s',
  latency: '1ms',
  nodes: {
    mq: frameAt(256, -64, { width: 272, height: 208 }, 'mq', { threads: 2 }),
    p: at(0, 0, 'producer', 'shop'),
    q: at(288, 0, 'queue', 'orders', { broker: 'mq', maxLength: 7 }),
    c: at(576, 0, 'consumer', 'packer'),
  },
  edges: ['p>q', ['q>c', { latency: '5ms' }]],
});

test('a design is written short and says the rest by its defaults', () => {
  expect(DESIGN.model.nodes.q).toMatchObject({ kind: 'queue', name: 'orders', broker: 'mq', maxLength: 7, overflow: 'dropHead' });
  expect(DESIGN.model.edges).toMatchObject({ 'p-q': { from: 'p', to: 'q', latency: '1ms', share: 1 }, 'q-c': { latency: '5ms' } });
  expect(DESIGN.view).toMatchObject({ positions: { p: { x: 0, y: 0 } }, sizes: { mq: { width: 272, height: 208 } } });
});

test('a component is found by id and kind', () => {
  expect(nodeIn(DESIGN, 'q', 'queue')?.maxLength).toBe(7);
  expect(nodeIn(DESIGN, 'q', 'topic')).toBeUndefined();
  expect(nodeIn(DESIGN, 'toString', 'queue')).toBeUndefined();
  expect(nodesOf(DESIGN, 'consumer').map(([id, { name }]) => [id, name])).toEqual([['c', 'packer']]);
});

test('wires are found by their ends', () => {
  expect(targetsOf(DESIGN, 'p')).toEqual(['q']);
  expect(edgeBetween(DESIGN, 'q', 'c')?.latency).toBe('5ms');
  expect(edgeBetween(DESIGN, 'c', 'q')).toBeUndefined();
  expect(targetsOf(newScenario(), 'p')).toEqual([]);
});

test('a quantity is a number, or none', () => {
  expect([durationUs('10ms'), sizeBytes('1KiB'), ratePerSec('2k/s')]).toEqual([10_000, 1024, 2000]);
  expect([durationUs('soon'), sizeBytes(undefined), ratePerSec('')]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
