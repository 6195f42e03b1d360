/** What stands over the diagram beside what is selected or pointed at: the hovered wire, and a menu one of the tools opened. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { EdgeId, NodeId } from '#core/scenario/scenario.ts';
import type { Point } from '../document/edits.ts';

export type ToolMenu =
  | { readonly kind: 'insert'; readonly edge: EdgeId; readonly at: Point }
  | { readonly kind: 'broker'; readonly nodes: readonly NodeId[]; readonly at: Point };

interface ToolState {
  readonly hovered: EdgeId | undefined;
  readonly menu: ToolMenu | undefined;
}

const store = createStore<ToolState>(() => ({ hovered: undefined, menu: undefined }));
export const useTools = (): ToolState => useStore(store);

/** From a wire to what stands beside it the pointer crosses nothing for a moment. */
const LEAVE_MS = 350;
let leaving: ReturnType<typeof setTimeout> | undefined;

export function hoverWire(edge: EdgeId): void {
  clearTimeout(leaving);
  store.setState({ hovered: edge });
}

export function leaveWire(): void {
  clearTimeout(leaving);
  leaving = setTimeout(() => store.setState({ hovered: undefined }), LEAVE_MS);
}

export const openToolMenu = (menu: ToolMenu): void => store.setState({ menu });
export const closeToolMenu = (): void => store.setState({ menu: undefined });
