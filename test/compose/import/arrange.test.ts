import { expect, it } from 'vitest';
import { arrange } from '#core/compose/import/arrange.ts';
import { newEdge, newNode } from '#core/scenario/defaults.ts';
import type { EdgeDoc, NodeDoc } from '#core/scenario/scenario.ts';

function boxes(nodes: Record<string, NodeDoc>, edges: Record<string, EdgeDoc>) {
  const { positions, sizes = {} } = arrange(nodes, edges);
  return new Map(Object.keys(nodes).map((id) => [id, { ...positions[id]!, ...(sizes[id] ?? { width: 208, height: 112 }) }]));
}

it('lays nothing over anything, and members into the frame of their broker', () => {
  const nodes: Record<string, NodeDoc> = { zoo: { ...newNode('external', 'zoo'), role: 'zookeeper' } };
  const edges: Record<string, EdgeDoc> = {};
  for (const broker of ['b1', 'b2', 'empty']) nodes[broker] = newNode('broker', broker);
  for (let i = 0; i < 7; i++) nodes[`t${i}`] = { ...newNode('topic', `t${i}`), broker: 'b1' };
  for (let i = 0; i < 9; i++) nodes[`q${i}`] = { ...newNode('queue', `q${i}`), broker: 'b2' };
  nodes.x = { ...newNode('exchange', 'x'), broker: 'b2' };
  for (const [from, to] of ['x q0', 'x q1', 'q0 q2', 'q2 q0', 'q2 q3', 'q3 q4', 'q4 q5', 'q5 q6', 'q6 q0'].map((pair) => pair.split(' ')))
    edges[`${from}-${to}`] = newEdge(from!, to!);
  for (let i = 0; i < 20; i++) nodes[`c${i}`] = { ...newNode('external', `c${i}`), role: i % 2 === 0 ? 'client' : 'other' };
  nodes.loose = newNode('queue', 'loose');
  const placed = boxes(nodes, edges);
  const brokerOf = (id: string): string | undefined => (nodes[id] && 'broker' in nodes[id] ? nodes[id].broker : undefined);
  const overlaps: string[] = [];
  const outside: string[] = [];
  for (const [id, box] of placed) {
    const frame = placed.get(brokerOf(id) ?? '') ?? { x: box.x - 99, y: box.y - 99, width: box.width + 200, height: box.height + 200 };
    const isRight = box.x >= frame.x + 16 && box.x + box.width <= frame.x + frame.width - 16;
    if (!isRight || box.y < frame.y + 48 || box.y + box.height > frame.y + frame.height - 16) outside.push(id);
    for (const [other, that] of placed) {
      if (other <= id || other === brokerOf(id) || id === brokerOf(other)) continue;
      if (box.x < that.x + that.width && that.x < box.x + box.width && box.y < that.y + that.height && that.y < box.y + box.height)
        overlaps.push(`${id} ${other}`);
    }
  }
  expect({ overlaps, outside }).toEqual({ overlaps: [], outside: [] });
  expect(placed.get('q0')!.x).toBeGreaterThan(placed.get('x')!.x);
});

it('has a place for each of none and of one', () => {
  expect(arrange({}, {})).toEqual({ positions: {}, sizes: {} });
  expect(arrange({ q: newNode('queue', 'q') }, {}).positions).toEqual({ q: { x: 0, y: 0 } });
});
