import { describe, expect, test } from 'vitest';
import { newNode } from '../../../core/scenario/defaults.ts';
import { EXAMPLES } from '../../../core/scenario/examples/index.ts';
import type { Scenario } from '../../../core/scenario/scenario.ts';
import { createToFlow, type FlowInput, NO_GESTURE } from '../../../renderer/canvas/toFlow.ts';
import { createDocumentStore } from '../../../renderer/document/documentStore.ts';
import { newScenario } from '../../../renderer/document/newScenario.ts';
import { issuesOf } from '../../../renderer/document/validation.ts';
import { NO_SELECTION } from '../../../renderer/ui/uiStore.ts';

const flashSale = EXAMPLES.find((one) => one.id === 'flash-sale')?.scenario as Scenario;
const input = (scenario: Scenario, changes: Partial<FlowInput> = {}): FlowInput => ({
  scenario,
  issues: issuesOf(scenario.model),
  selection: NO_SELECTION,
  gesture: NO_GESTURE,
  ...changes,
});
const storeOf = (scenario: Scenario) => createDocumentStore(scenario, () => 0);
const byId = <T extends { id: string }>(items: readonly T[], id: string): T => items.find((one) => one.id === id) as T;

describe('identity', () => {
  test('what an edit does not touch stays the same object', () => {
    const store = storeOf(flashSale);
    const toFlow = createToFlow();
    const before = toFlow(input(store.getState().scenario));
    const [moved] = Object.keys(flashSale.model.nodes).filter((id) => flashSale.model.nodes[id]?.kind === 'producer');
    store.getState().apply({ kind: 'moveNodes', positions: { [moved as string]: { x: -80, y: -80 } } });
    const after = toFlow(input(store.getState().scenario));
    const renewed = after.nodes.filter((node) => node !== byId(before.nodes, node.id));
    expect(renewed.map((node) => node.id)).toEqual([moved]);
    after.edges.forEach((edge, i) => expect(edge).toBe(before.edges[i]));
  });

  test('selecting one node renews that node alone', () => {
    const toFlow = createToFlow();
    const before = toFlow(input(flashSale));
    const chosen = before.nodes[3]?.id as string;
    const after = toFlow(input(flashSale, { selection: { nodes: [chosen], edges: [] } }));
    expect(after.nodes.filter((node, i) => node !== before.nodes[i]).map((node) => node.id)).toEqual([chosen]);
  });
});

describe('frames', () => {
  const store = storeOf(newScenario());
  const { apply } = store.getState();
  apply({ kind: 'addNode', id: 'q', node: newNode('queue', 'q'), position: { x: 130, y: 150 } });
  apply({ kind: 'addNode', id: 's', node: newNode('broker', 's'), position: { x: 100, y: 100 }, size: { width: 400, height: 300 } });
  apply({ kind: 'setBroker', nodes: ['q'], broker: 's' });
  const { scenario } = store.getState();

  test('come before their members, whose place is told from the frame', () => {
    const { nodes } = createToFlow()(input(scenario));
    expect(nodes.map((node) => node.id)).toEqual(['s', 'q']);
    expect(byId(nodes, 'q')).toMatchObject({ parentId: 's', position: { x: 30, y: 50 } });
    expect(byId(nodes, 'q').data.brokerName).toBe('s');
  });

  test('take their members along while dragged, and leave them in place while resized', () => {
    const positions = { s: { x: 60, y: 100 } };
    const dragged = createToFlow()(input(scenario, { gesture: { ...NO_GESTURE, positions } }));
    expect(byId(dragged.nodes, 'q').position).toEqual({ x: 30, y: 50 });
    const resized = createToFlow()(input(scenario, { gesture: { ...NO_GESTURE, positions, sizes: { s: { width: 440, height: 300 } } } }));
    expect(byId(resized.nodes, 'q').position).toEqual({ x: 70, y: 50 });
  });
});

test('an edge whose node is gone is not drawn', () => {
  const scenario: Scenario = { ...flashSale, model: { ...flashSale.model, nodes: {} } };
  expect(createToFlow()(input(scenario))).toEqual({ nodes: [], edges: [] });
});

test('a producer takes no edges and a broker gives none: their handles say so', () => {
  const { nodes } = createToFlow()(input(flashSale));
  const handles = (kind: string) => nodes.find((node) => node.type === kind)?.handles?.map((handle) => handle.type);
  expect(handles('producer')).toEqual(['source']);
  expect(handles('consumer')).toEqual(['target', 'source']);
  expect(handles('broker')).toEqual([]);
});

test('an external service takes and gives no edges', () => {
  const scenario = newScenario();
  const nodes = { zoo: newNode('external', 'zoo1') };
  const [zoo] = createToFlow()(input({ ...scenario, model: { ...scenario.model, nodes } })).nodes;
  expect([zoo?.type, zoo?.handles]).toEqual(['external', []]);
});
