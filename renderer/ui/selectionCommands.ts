/** What can be done with what is selected, or with what is on the clipboard. */
import { deleteSelected, duplicateSelected } from '../canvas/commands.ts';
import { copyToClipboard, cutToClipboard, pasteFromClipboard } from '../canvas/systemClipboard.ts';
import { documentStore } from '../document/documentStore.ts';
import { focusField } from '../inspector/focusField.ts';
import type { Command } from './command.ts';
import { KEYS } from './keys.ts';
import { uiStore } from './uiStore.ts';

const selection = () => uiStore.getState().selection;
const hasSelection = (): boolean => hasNodes() || selection().edges.length > 0;
/** Components, or notes. */
const hasNodes = (): boolean => selection().nodes.length + (selection().notes?.length ?? 0) > 0;

/** The one selected component; undefined when it is none or several. */
export function onlyNode(): string | undefined {
  const { nodes, edges } = selection();
  return nodes.length === 1 && edges.length === 0 ? nodes[0] : undefined;
}

const canSend = (): boolean => {
  const id = onlyNode();
  const { nodes } = documentStore.getState().scenario.model;
  return id !== undefined && Object.hasOwn(nodes, id) && nodes[id]?.kind !== 'broker';
};

export const SELECTION: readonly Command[] = [
  {
    id: 'edit.properties',
    title: 'command.properties',
    group: 'edit',
    keys: KEYS.properties,
    where: 'canvas',
    isOnSelection: true,
    isEnabled: hasSelection,
    run: () => focusField(),
  },
  {
    id: 'edit.rename',
    title: 'command.rename',
    group: 'edit',
    keys: KEYS.rename,
    isOnSelection: true,
    isEnabled: () => onlyNode() !== undefined,
    run: () => focusField(['model', 'nodes', onlyNode() ?? '', 'name'], true),
  },
  {
    id: 'edit.connect',
    title: 'command.connect',
    group: 'edit',
    keys: KEYS.connect,
    isOnSelection: true,
    isEnabled: canSend,
    run: () => uiStore.getState().setOverlay('connect'),
  },
  {
    id: 'edit.copy',
    title: 'shortcuts.copy',
    group: 'edit',
    keys: KEYS.copy,
    isHeardElsewhere: true,
    isOnSelection: true,
    isEnabled: hasNodes,
    run: () => void copyToClipboard(),
  },
  {
    id: 'edit.cut',
    title: 'shortcuts.cut',
    group: 'edit',
    keys: KEYS.cut,
    isHeardElsewhere: true,
    isOnSelection: true,
    isEnabled: hasNodes,
    run: () => void cutToClipboard(),
  },
  { id: 'edit.paste', title: 'shortcuts.paste', group: 'edit', keys: KEYS.paste, isHeardElsewhere: true, run: () => void pasteFromClipboard() },
  { id: 'edit.duplicate', title: 'shortcuts.duplicate', group: 'edit', keys: KEYS.duplicate, isOnSelection: true, isEnabled: hasNodes, run: duplicateSelected },
  {
    id: 'edit.delete',
    title: 'shortcuts.delete',
    group: 'edit',
    keys: KEYS.delete,
    isOnSelection: true,
    isRemoving: true,
    isEnabled: hasSelection,
    run: deleteSelected,
  },
];
