/** Where the keyboard is on the canvas: React Flow's elements of components and connections, by the ids of the document. */
import { documentStore } from '../document/documentStore.ts';
import { type Selection, uiStore } from '../ui/uiStore.ts';
import { canvasIdOf, noteIdOf } from './notes/noteFlow.ts';

const ITEM = '.react-flow__node, .react-flow__edge';

/** The canvas has the focus, or nothing has. */
export function isOnCanvas(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.matches(`${ITEM}, .react-flow, .react-flow__nodesselection-rect`);
}

/** The component, connection or note an element of the canvas belongs to. */
export function itemAt(element: Element | null): Selection | undefined {
  const item = element?.closest<HTMLElement | SVGElement>(ITEM);
  const id = item?.dataset.id;
  if (id === undefined) return undefined;
  const note = noteIdOf(id);
  if (note !== undefined) return { nodes: [], edges: [], notes: [note] };
  const { nodes, edges } = documentStore.getState().scenario.model;
  if (Object.hasOwn(nodes, id)) return { nodes: [id], edges: [] };
  return Object.hasOwn(edges, id) ? { nodes: [], edges: [id] } : undefined;
}

const isSelected = ({ nodes, edges, notes = [] }: Selection): boolean => {
  const { selection } = uiStore.getState();
  return (
    notes.every((id) => selection.notes?.includes(id) === true) &&
    nodes.every((id) => selection.nodes.includes(id)) &&
    edges.every((id) => selection.edges.includes(id))
  );
};

/** Who walks the canvas by Tab means what they stand on. */
export function takeFocused(): void {
  const item = itemAt(document.activeElement);
  if (item !== undefined) takeItem(item);
}

/** Alone, unless it is selected with others. */
export function takeItem(item: Selection): void {
  if (!isSelected(item)) uiStore.getState().select(item);
}

/** Puts the focus on what is selected, once it is drawn, else on the canvas as a whole. */
export function focusCanvas(): void {
  requestAnimationFrame(() => {
    const { nodes, edges, notes = [] } = uiStore.getState().selection;
    const [id] = [...nodes, ...edges, ...notes.map(canvasIdOf)];
    const found = id === undefined ? null : document.querySelector<HTMLElement | SVGElement>(`.react-flow [data-id="${CSS.escape(id)}"]`);
    const place = found ?? document.querySelector<HTMLElement>('.react-flow__node, .react-flow');
    place?.focus({ preventScroll: true });
  });
}
