/** The smallest design that has nothing wrong: a producer, a topic on a broker, a consumer. */
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import type { Model } from '#core/scenario/scenario.ts';

export const BASE: Model = {
  seed: 1,
  horizon: '10s',
  nodes: {
    b: newNode('broker', 'kafka1'),
    c: newNode('consumer', 'worker'),
    p: newNode('producer', 'shop'),
    t: { ...newNode('topic', 'orders'), broker: 'b' },
  },
  edges: { pt: newEdge('p', 't'), tc: newEdge('t', 'c') },
  faults: [],
  objectives: [],
};
