import { expect, it } from 'vitest';
import { designDiff } from '#core/compose/import/designDiff.ts';
import { MODEL_DEFAULTS, newEdge, newNode } from '#core/scenario/defaults.ts';
import type { Model, NodeDoc } from '#core/scenario/scenario.ts';

const model = (nodes: Record<string, NodeDoc>, wires: readonly (readonly [string, string])[] = []): Model => ({
  ...MODEL_DEFAULTS,
  nodes,
  edges: Object.fromEntries(wires.map(([from, to], i) => [`e${i}`, newEdge(from, to)])),
});
const said = (before: Model, after: Model): string[] =>
  designDiff(before, after).nodes.map((c) => (c.kind === 'changed' ? `${c.node}.${c.field}` : `${c.kind} ${c.doc.name}`));
const topic = (name: string, broker: string, partitions = 1): NodeDoc => ({ ...newNode('topic', name), broker, partitions });
const broker = (name: string): NodeDoc => newNode('broker', name);

it('takes nodes for the same by name though their ids differ, with the broker they are on', () => {
  const before = model({ b: broker('kafka'), t: topic('t', 'b'), c: broker('other'), u: topic('t', 'c', 5) });
  const after = model({ b9: broker('kafka'), t9: topic('t', 'b9', 2), c9: broker('other'), u9: topic('t', 'c9', 5) });
  expect(said(before, after)).toEqual(['t9.partitions']);
});

it('takes one of another name for the same by its id', () => {
  expect(said(model({ t: newNode('topic', 'a') }), model({ t: newNode('topic', 'b') }))).toEqual(['t.name']);
  expect(said(model({ t: newNode('topic', 'a') }), model({ u: newNode('topic', 'b') }))).toEqual(['removed a', 'added b']);
  expect(said(model({ t: newNode('topic', 'a') }), model({ t: newNode('queue', 'a') }))).toEqual(['removed a', 'added a']);
});

it('sees edges between what servers hold, not those of clients', () => {
  const nodes = { q: newNode('queue', 'q'), x: newNode('exchange', 'x'), p: newNode('producer', 'p') };
  expect(designDiff(model(nodes, [['x', 'q']]), model(nodes, [['p', 'x']])).edges).toEqual([['x', 'q']]);
  expect(
    designDiff(
      model(nodes, [['x', 'q']]),
      model(nodes, [
        ['p', 'x'],
        ['x', 'q'],
      ]),
    ).edges,
  ).toEqual([]);
});
