/** What a command on the selection is about while the focus is on something of the canvas. */
import type { Selection } from './uiStore.ts';

const isEmpty = ({ nodes, edges, notes = [] }: Selection): boolean => nodes.length + edges.length + notes.length === 0;

/**
 * Who walks the canvas by Tab means what they stand on. What takes something away goes by what is seen to be selected, and by
 * the focus only where nothing is.
 */
export const meansFocused = (selection: Selection, isRemoving: boolean): boolean => !isRemoving || isEmpty(selection);
