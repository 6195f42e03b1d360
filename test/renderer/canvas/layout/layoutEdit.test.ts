import { describe, expect, test } from 'vitest';
import { newEdge, newNode } from '../../../../core/scenario/defaults.ts';
import { EXAMPLES } from '../../../../core/scenario/examples/index.ts';
import type { Scenario } from '../../../../core/scenario/scenario.ts';
import { formatScenario } from '../../../../core/scenario/serialize.ts';
import { boxOfNode, boxOfNote, isWithin } from '../../../../renderer/canvas/box.ts';
import { brokerOf } from '../../../../renderer/canvas/frames.ts';
import { layoutEdit, partToLayOut, toLayout } from '../../../../renderer/canvas/layout/layoutEdit.ts';
import { layoutGraph } from '../../../../renderer/canvas/layout/layoutGraph.ts';
import { frameAroundEdit } from '../../../../renderer/canvas/notes/noteEdits.ts';
import { afterEdit } from '../../../../renderer/document/afterEdit.ts';
import { createDocumentStore } from '../../../../renderer/document/documentStore.ts';
import { NO_SELECTION, type Selection } from '../../../../renderer/ui/uiStore.ts';

function tidied(scenario: Scenario, selection: Selection = NO_SELECTION): Scenario {
  const part = partToLayOut(scenario, selection);
  return afterEdit(scenario, layoutEdit(scenario, part, layoutGraph(toLayout(scenario, part, 'compact'))));
}

const scrambled = (scenario: Scenario): Scenario => ({
  ...scenario,
  view: { ...scenario.view, positions: Object.fromEntries(Object.keys(scenario.model.nodes).map((id, i) => [id, { x: (i * 37) % 300, y: (i * 91) % 200 }])) },
});

function overlapping(scenario: Scenario): string[] {
  const ids = Object.keys(scenario.model.nodes);
  const found: string[] = [];
  for (const a of ids) {
    for (const b of ids) {
      if (a >= b || brokerOf(scenario.model.nodes[a]) === b || brokerOf(scenario.model.nodes[b]) === a) continue;
      const [p, q] = [boxOfNode(scenario, a), boxOfNode(scenario, b)];
      if (p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height) found.push(`${a} ${b}`);
    }
  }
  return found;
}

describe.each(EXAMPLES.map(({ id, scenario }) => [id, scenario] as const))('%s', (_id, example) => {
  test('laid out from nowhere: nothing overlaps, members lie in their broker, the model stays, and undo brings all back', () => {
    const store = createDocumentStore(scrambled(example), () => 0);
    const { scenario } = store.getState();
    const part = partToLayOut(scenario, NO_SELECTION);
    store.getState().apply(layoutEdit(scenario, part, layoutGraph(toLayout(scenario, part, 'compact'))));
    const after = store.getState().scenario;
    expect(overlapping(after)).toEqual([]);
    for (const [id, node] of Object.entries(after.model.nodes)) {
      const broker = brokerOf(node);
      expect(broker === undefined || isWithin(boxOfNode(after, id), boxOfNode(after, broker))).toBe(true);
      expect([after.view.positions[id]!.x % 8, after.view.positions[id]!.y % 8].map(Math.abs)).toEqual([0, 0]);
    }
    expect(after.model).toBe(scenario.model);
    store.getState().undo();
    expect(formatScenario(store.getState().scenario)).toBe(formatScenario(scenario));
  });
});

const flashSale = EXAMPLES.find((one) => one.id === 'flash-sale')?.scenario as Scenario;

test('what is in a frame stays in it, and a note goes with the component beside it', () => {
  const [first = '', second = ''] = Object.keys(flashSale.model.nodes).filter(
    (id) => flashSale.model.nodes[id]?.kind !== 'broker' && brokerOf(flashSale.model.nodes[id]) === undefined,
  );
  const { id, edit } = frameAroundEdit(flashSale, { nodes: [first], edges: [] })!;
  const beside = boxOfNode(flashSale, second);
  const noted = afterEdit(afterEdit(flashSale, edit), {
    kind: 'addNote',
    id: 'beside',
    note: { kind: 'note', text: '', color: 'blue', x: beside.x + 8, y: beside.y + beside.height + 8, width: 100, height: 64 },
  });
  const after = tidied(noted);
  expect(isWithin(boxOfNode(after, first), boxOfNote(after.view.notes![id]!))).toBe(true);
  const now = boxOfNode(after, second);
  expect(after.view.notes!.beside!.x - now.x).toBeCloseTo(8, -1);
  expect(after.view.notes!.beside!.y - now.y).toBeCloseTo(beside.height + 8, -1);
});

test('two or more selected: only those move', () => {
  const nodes = Object.keys(flashSale.model.nodes)
    .filter((id) => flashSale.model.nodes[id]?.kind === 'consumer')
    .slice(0, 2);
  const after = tidied(scrambled(flashSale), { nodes, edges: [] });
  const stays = ({ view }: Scenario) => Object.entries(view.positions).filter(([id]) => !nodes.includes(id));
  expect(stays(after)).toEqual(stays(scrambled(flashSale)));
});

test('200 components with cycles are laid out without an overlap', () => {
  const nodes: Record<string, ReturnType<typeof newNode>> = {};
  const edges: Record<string, ReturnType<typeof newEdge>> = {};
  for (let i = 0; i < 200; i++) nodes[`n${i}`] = newNode(i % 2 === 0 ? 'queue' : 'consumer', `n${i}`);
  for (let i = 0; i < 300; i++) edges[`e${i}`] = newEdge(`n${(i * 7) % 200}`, `n${(i * 11 + 3) % 200}`);
  const scenario: Scenario = { ...flashSale, model: { ...flashSale.model, nodes, edges, faults: [], objectives: [] }, view: { title: '', positions: {} } };
  expect(overlapping(tidied(scenario))).toEqual([]);
});
