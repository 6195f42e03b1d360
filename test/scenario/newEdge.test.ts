import { expect, it } from 'vitest';
import { newNode } from '#core/scenario/defaults.ts';
import { newEdgeBetween } from '#core/scenario/newEdge.ts';

it('a new wire out of an exchange lets something through', () => {
  const queue = newNode('queue', 'orders');
  const bindings = (type: 'direct' | 'fanout' | 'topic' | 'headers') => newEdgeBetween('x', 'q', { ...newNode('exchange', 'x'), type }, queue).bindings;
  expect([bindings('direct'), bindings('topic'), bindings('fanout'), bindings('headers')]).toEqual([[{ key: 'orders' }], [{ key: '#' }], undefined, undefined]);
  expect(newEdgeBetween('p', 'x', newNode('producer', 'p'), newNode('exchange', 'x')).bindings).toBeUndefined();
});
