/** Which menu is open on the canvas, and where: asked for by the right button, a long touch or a key. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import { itemAt, takeItem } from '../canvas/focus.ts';
import type { Point } from '../document/edits.ts';
import { uiStore } from './uiStore.ts';

export type MenuPlace = 'node' | 'edge' | 'note' | 'selection' | 'canvas';
export interface OpenMenu {
  readonly place: MenuPlace;
  /** In window pixels. */
  readonly at: Point;
}

const menuStore = createStore<{ readonly menu: OpenMenu | undefined }>(() => ({ menu: undefined }));

export const useContextMenu = (): OpenMenu | undefined => useStore(menuStore, (s) => s.menu);
export const closeContextMenu = (): void => menuStore.setState({ menu: undefined });

/** The menu of what an element of the canvas shows; what is selected together has one of its own. */
export function openMenuAt(target: Element, at: Point): void {
  const item = itemAt(target);
  if (item !== undefined) takeItem(item);
  const isEmpty = item === undefined && target.closest('.react-flow__nodesselection') === null;
  menuStore.setState({ menu: { place: isEmpty ? 'canvas' : placeOfSelection(), at } });
}

/** By the keyboard: of what has the focus, else of what is selected, else of the canvas. */
export function openMenuByKey(): void {
  const at = document.activeElement;
  const item = itemAt(at);
  if (item !== undefined) takeItem(item);
  const place = placeOfSelection();
  const shown = item === undefined ? document.querySelector('.react-flow__node.selected, .react-flow__edge.selected, .react-flow') : at;
  const box = shown?.getBoundingClientRect() ?? new DOMRect();
  menuStore.setState({ menu: { place, at: { x: box.x + box.width / 2, y: box.y + box.height / 2 } } });
}

function placeOfSelection(): MenuPlace {
  const { nodes, edges, notes = [] } = uiStore.getState().selection;
  const count = nodes.length + edges.length + notes.length;
  if (count === 0) return 'canvas';
  if (count > 1) return 'selection';
  return nodes.length === 1 ? 'node' : edges.length === 1 ? 'edge' : 'note';
}
