import { expect, test } from 'vitest';
import { EXAMPLES } from '../../../core/scenario/examples/index.ts';
import type { NodeKind, Scenario } from '../../../core/scenario/scenario.ts';
import { addNodeEdit, freePlace, placeAfter } from '../../../renderer/canvas/addNode.ts';
import { positionOf, sizeOf } from '../../../renderer/canvas/frames.ts';
import { GRID } from '../../../renderer/canvas/nodes/geometry.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';

const flashSale = EXAMPLES.find((one) => one.id === 'flash-sale')?.scenario as Scenario;

test('twelve added one after another at the same place touch nothing, and lie on the grid', () => {
  const store = createDocumentStore(flashSale, () => 0);
  const kinds: readonly NodeKind[] = ['queue', 'broker', 'consumer', 'topic'];
  const added: string[] = [];
  for (let i = 0; i < 12; i++) {
    const { scenario } = store.getState();
    const kind = kinds[i % kinds.length] as NodeKind;
    const { id, edit } = addNodeEdit(scenario, kind, freePlace(scenario, kind, { x: 300, y: 150 }));
    store.getState().apply(edit);
    added.push(id);
  }
  const { scenario } = store.getState();
  for (const id of added) {
    const at = positionOf(scenario, id);
    const size = sizeOf(scenario, id);
    expect([at.x % GRID, at.y % GRID].map(Math.abs)).toEqual([0, 0]);
    for (const other of Object.keys(scenario.model.nodes)) {
      if (other === id) continue;
      const o = positionOf(scenario, other);
      const s = sizeOf(scenario, other);
      const overlaps = at.x < o.x + s.width && o.x < at.x + size.width && at.y < o.y + s.height && o.y < at.y + size.height;
      expect(overlaps, `${id} over ${other}`).toBe(false);
    }
  }
  const names = Object.values(scenario.model.nodes).map((node) => node.name);
  expect(new Set(names).size).toBe(names.length);
});

test('a queue dropped into a frame is on that broker', () => {
  const [broker] = Object.entries(flashSale.model.nodes).find(([, node]) => node.kind === 'broker') as [string, unknown];
  const { x, y } = positionOf(flashSale, broker);
  const { width, height } = sizeOf(flashSale, broker);
  const store = createDocumentStore(flashSale, () => 0);
  const { id, edit } = addNodeEdit(flashSale, 'queue', { x: x + width / 2, y: y + height / 2 });
  store.getState().apply(edit);
  expect(store.getState().scenario.model.nodes[id]).toMatchObject({ broker });
});

test('what follows a component lies to its right, on its level; a frame is followed by nothing', () => {
  const requests = Object.entries(flashSale.model.nodes).find(([, node]) => node.kind === 'producer')?.[0] as string;
  const broker = Object.entries(flashSale.model.nodes).find(([, node]) => node.kind === 'broker')?.[0] as string;
  const after = placeAfter(flashSale, requests, 'topic');
  const { x, y } = positionOf(flashSale, requests);
  const { width, height } = sizeOf(flashSale, requests);
  expect(after?.from).toEqual({ x: x + width / 2, y: y + height / 2 });
  expect(after?.place.y).toBe(after?.from.y);
  expect((after?.place.x ?? 0) - width / 2).toBeGreaterThan(x + width);
  expect(placeAfter(flashSale, broker, 'topic')).toBeUndefined();
  expect(placeAfter(flashSale, requests, 'broker')).toBeUndefined();
});
