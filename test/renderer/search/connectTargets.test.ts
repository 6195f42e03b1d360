import { expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import type { Model } from '../../../core/scenario/scenario.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { connectTargets } from '../../../renderer/search/connectTargets.ts';

const model: Model = {
  ...newScenario('t').model,
  nodes: {
    p: newNode('producer', 'shop'),
    c: newNode('consumer', 'workers'),
    q: newNode('queue', 'orders'),
    r: newNode('queue', 'mails'),
    b: newNode('broker', 'server'),
  },
  edges: { e: newEdge('p', 'r') },
};

test('what can be connected comes first; the rest says why not, in the reader’s language', () => {
  const targets = connectTargets(model, 'p', 'en');
  expect(targets.map(({ id }) => id)).toEqual(['q', 'c', 'r']);
  expect(targets[0]?.refusal).toBeUndefined();
  expect(targets[1]?.refusal).toMatch(/cannot flow from a producer to a consumer/);
  expect(targets[2]?.refusal).toMatch(/already connected/);
  expect(connectTargets(model, 'p', 'zh')[2]?.refusal).toMatch(/已经相连/);
});
