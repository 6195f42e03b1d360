import { expect, test } from 'vitest';
import { EXAMPLES } from '../../../core/scenario/examples/index.ts';
import { hasErrors } from '../../../core/scenario/issues.ts';
import { parseScenario } from '../../../core/scenario/parse.ts';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { formatScenario } from '../../../core/scenario/serialize.ts';
import { partOf, pasteEdit } from '../../../renderer/canvas/clipboard.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';

const flashSale = EXAMPLES.find((one) => one.id === 'flash-sale')?.scenario as Scenario;
const count = (record: object) => Object.keys(record).length;
const everything = { nodes: Object.keys(flashSale.model.nodes), edges: [] };

test('a whole design through the clipboard’s text doubles it: no id or name twice, edges and frames inside the copy', () => {
  const store = createDocumentStore(flashSale, () => 0);
  const text = formatScenario(partOf(flashSale, everything));
  const part = parseScenario(text).scenario as Scenario;
  const { edit, nodes } = pasteEdit(store.getState().scenario, part, { x: 24, y: 24 }, 'paste');
  store.getState().apply(edit);
  const { model, view } = store.getState().scenario;
  expect(count(model.nodes)).toBe(2 * count(flashSale.model.nodes));
  expect(count(model.edges)).toBe(2 * count(flashSale.model.edges));
  expect(count(view.positions)).toBe(count(model.nodes));
  expect(hasErrors(parseScenario(formatScenario(store.getState().scenario)).issues)).toBe(false);
  const copies = new Set(nodes);
  for (const edge of Object.values(model.edges)) expect(copies.has(edge.from)).toBe(copies.has(edge.to));
  const placed = Object.entries(model.nodes).flatMap(([id, node]) => ('broker' in node && node.broker !== undefined ? [[id, node.broker] as const] : []));
  expect(placed.length).toBeGreaterThan(0);
  for (const [id, broker] of placed) expect(copies.has(broker)).toBe(copies.has(id));
  store.getState().undo();
  expect(formatScenario(store.getState().scenario)).toBe(formatScenario(flashSale));
});

test('a part takes only edges between its nodes, the members of its frames, and no broker that stays behind', () => {
  const [brokerId] = Object.entries(flashSale.model.nodes).find(([, node]) => node.kind === 'broker') as [string, unknown];
  const members = Object.entries(flashSale.model.nodes).filter(([, node]) => 'broker' in node && node.broker === brokerId);
  expect(members.length).toBeGreaterThan(0);
  const frame = partOf(flashSale, { nodes: [brokerId], edges: [] });
  expect(Object.keys(frame.model.nodes).sort()).toEqual([brokerId, ...members.map(([id]) => id)].sort());
  const alone = partOf(flashSale, { nodes: [members[0]?.[0] as string], edges: [] });
  expect(alone.model.edges).toEqual({});
  expect(Object.values(alone.model.nodes)[0]).not.toHaveProperty('broker');
});

test('pasting into an empty design keeps ids and names', () => {
  const { nodes } = pasteEdit(newScenario(), partOf(flashSale, everything), { x: 0, y: 0 }, 'paste');
  expect([...nodes].sort()).toEqual([...everything.nodes].sort());
});
