/** Selects something and brings it to the middle of the view: where a search, a problem or a row of the table leads. */
import type { EdgeId, NodeId, NoteId, Scenario } from '#core/scenario/scenario.ts';
import { documentStore } from '../document/documentStore.ts';
import type { Point } from '../document/edits.ts';
import { uiStore } from '../ui/uiStore.ts';
import { boxOfNode, middleOf } from './box.ts';
import { viewport } from './viewport.ts';

export type Item = { readonly node: NodeId } | { readonly edge: EdgeId } | { readonly note: NoteId };

function selectItem(item: Item): void {
  uiStore.getState().select({
    nodes: 'node' in item ? [item.node] : [],
    edges: 'edge' in item ? [item.edge] : [],
    ...('note' in item ? { notes: [item.note] } : {}),
  });
}

export function reveal(item: Item): void {
  selectItem(item);
  const at = placeOf(documentStore.getState().scenario, item);
  if (at !== undefined) viewport()?.centre(at);
}

function placeOf(scenario: Scenario, item: Item): Point | undefined {
  if ('node' in item) return middleOf(boxOfNode(scenario, item.node));
  if ('note' in item) {
    const note = scenario.view.notes?.[item.note];
    return note && middleOf(note);
  }
  const edge = scenario.model.edges[item.edge];
  if (edge === undefined) return undefined;
  const [from, to] = [middleOf(boxOfNode(scenario, edge.from)), middleOf(boxOfNode(scenario, edge.to))];
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}
