/** Selects something and brings it to the middle of the view: where a search, a problem or a row of the table leads. */
import type { EdgeId, NodeId, Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { uiStore } from '../ui/uiStore.ts';
import { positionOf, sizeOf } from './frames.ts';
import { viewport } from './viewport.ts';

export type Item = { readonly node: NodeId } | { readonly edge: EdgeId };

const selectItem = (item: Item): void => uiStore.getState().select('node' in item ? { nodes: [item.node], edges: [] } : { nodes: [], edges: [item.edge] });

export function reveal(item: Item): void {
  selectItem(item);
  const at = middleOf(documentStore.getState().scenario, item);
  if (at !== undefined) viewport()?.centre(at);
}

function middleOf(scenario: Scenario, item: Item): Point | undefined {
  if ('node' in item) return middleOfNode(scenario, item.node);
  const edge = scenario.model.edges[item.edge];
  if (edge === undefined) return undefined;
  const [from, to] = [middleOfNode(scenario, edge.from), middleOfNode(scenario, edge.to)];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

function middleOfNode(scenario: Scenario, id: NodeId): Point {
  const { x, y } = positionOf(scenario, id);
  const { width, height } = sizeOf(scenario, id);
  return { x: x + width / 2, y: y + height / 2 };
}
