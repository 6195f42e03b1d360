import { describe, expect, test } from 'vitest';
import { newEdge, newNode } from '../../../core/scenario/defaults.ts';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { partOf, pasteEdit } from '../../../renderer/canvas/clipboard.ts';
import { offsetFor, withIncoming } from '../../../renderer/canvas/pasting.ts';
import { afterEdit } from '../../../renderer/document/afterEdit.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

const box = { x: 80, y: 80, width: 208, height: 112 };
const seen = { x: 0, y: 0, width: 1_000, height: 600 };

describe('where it is pasted', () => {
  test('with its middle at the pointer, on the grid, and further each time', () => {
    expect(offsetFor(box, { pointer: { x: 500, y: 300 }, seen, times: 0 })).toEqual({ x: 320, y: 168 });
    expect(offsetFor(box, { pointer: { x: 500, y: 300 }, seen, times: 2 })).toEqual({ x: 368, y: 216 });
  });

  test('without a pointer beside what was copied, further each time', () => {
    expect(offsetFor(box, { pointer: undefined, seen, times: 0 })).toEqual({ x: 24, y: 24 });
    expect(offsetFor(box, { pointer: undefined, seen, times: 1 })).toEqual({ x: 48, y: 48 });
  });

  test('in the middle of what is seen where it would be out of sight', () => {
    expect(offsetFor({ ...box, x: 9_080 }, { pointer: undefined, seen, times: 0 })).toEqual({ x: -8_680, y: 168 });
  });
});

const design: Scenario = [
  { kind: 'addNode', id: 's', node: newNode('broker', 's'), position: { x: 0, y: 0 }, size: { width: 600, height: 500 } } as const,
  { kind: 'addNode', id: 'p', node: newNode('producer', 'p'), position: { x: -400, y: 100 } } as const,
  { kind: 'addNode', id: 'q', node: { ...newNode('queue', 'q'), broker: 's' }, position: { x: 80, y: 100 } } as const,
  { kind: 'addNode', id: 'c', node: newNode('consumer', 'c'), position: { x: 800, y: 100 } } as const,
  { kind: 'connect', id: 'p-q', edge: { ...newEdge('p', 'q'), latency: '9ms' } } as const,
  { kind: 'connect', id: 'q-c', edge: newEdge('q', 'c') } as const,
].reduce<Scenario>((scenario, edit) => afterEdit(scenario, edit), newScenario());

test('what is pasted into a broker’s frame is on that broker, out of it on none', () => {
  const part = partOf(design, { nodes: ['q'], edges: [] });
  const inside = afterEdit(design, pasteEdit(design, part, { x: 24, y: 200 }, 'paste').edit);
  expect(inside.model.nodes['q-2']).toMatchObject({ broker: 's' });
  const outside = afterEdit(design, pasteEdit(design, part, { x: 24, y: 2_000 }, 'paste').edit);
  expect(outside.model.nodes['q-2']).not.toHaveProperty('broker');
});

test('with Shift what leads to the originals leads to the copies too, as it is', () => {
  const part = partOf(design, { nodes: ['q', 'c'], edges: [] });
  const pasted = withIncoming(design, part, pasteEdit(design, part, { x: 24, y: 24 }, 'paste'));
  const { edges } = afterEdit(design, pasted.edit).model;
  const added = Object.values(edges).filter(({ to }) => to === 'q-2' || to === 'c-2');
  expect(added.map(({ from, to, latency }) => [from, to, latency])).toEqual([
    ['q-2', 'c-2', '250us'],
    ['p', 'q-2', '9ms'],
  ]);
});

test('in another design nothing is connected to what only has the same id', () => {
  const other: Scenario = afterEdit(design, { kind: 'rename', node: 'q', name: 'another' });
  const part = partOf(design, { nodes: ['q'], edges: [] });
  const pasted = withIncoming(other, part, pasteEdit(other, part, { x: 24, y: 24 }, 'paste'));
  expect(Object.keys(afterEdit(other, pasted.edit).model.edges)).toHaveLength(2);
});
