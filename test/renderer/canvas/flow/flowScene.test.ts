import { expect, it } from 'vitest';
import type { EdgeDoc, Model, NodeDoc } from '#core/scenario/scenario.ts';
import { SceneBuilder } from '../../../../renderer/canvas/flow/flowScene.ts';

const edge: EdgeDoc = { from: 'a', to: 'b', latency: '2ms', share: 1 };
const model = (edges: Record<string, EdgeDoc>): Model => ({
  seed: 1,
  horizon: '1s',
  nodes: { a: { kind: 'producer' } as NodeDoc, b: { kind: 'queue' } as NodeDoc },
  edges,
  faults: [],
  objectives: [],
});
const placing = (bx: number) => (id: string) => (id === 'a' ? { at: { x: 0, y: 0 } } : { at: { x: bx, y: 0 } });

it('runs edges from a right side to a left one, with their latency', () => {
  const { edges } = new SceneBuilder().build(model({ e: edge }), placing(500));
  expect(edges[0]?.latencyUs).toBe(2_000);
  expect([edges[0]?.points[0], edges[0]?.points.at(-2)]).toEqual([208, 500]);
  expect(edges[0]?.points.length).toBe(128);
});

it('builds an edge anew only when one of its ends moved', () => {
  const builder = new SceneBuilder();
  const first = builder.build(model({ e: edge }), placing(500)).edges[0];
  expect(builder.build(model({ e: edge }), placing(500)).edges[0]).toBe(first);
  expect(builder.build(model({ e: edge }), placing(510)).edges[0]).not.toBe(first);
});

it('leaves out what React Flow does not have yet', () => {
  const scene = new SceneBuilder().build(model({ e: edge }), (id) => (id === 'a' ? { at: { x: 0, y: 0 } } : undefined));
  expect([scene.nodes.length, scene.edges.length]).toEqual([1, 0]);
});
