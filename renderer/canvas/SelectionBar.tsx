/** A small bar above what is selected: what can be done with all of it at once. Hidden while something is dragged. */
import { NodeToolbar, Position } from '@xyflow/react';
import { Copy, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { NOTE_COLORS } from '#core/scenario/scenario.ts';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { useUi } from '../ui/uiStore.ts';
import { deleteSelected, duplicateSelected } from './commands.ts';
import { colorSelected } from './notes/noteCommands.ts';
import { writeIn } from './notes/noteEditing.ts';
import { canvasIdOf } from './notes/noteFlow.ts';
import { NOTE_STYLES } from './notes/noteStyles.ts';

export function SelectionBar({ isHidden }: { readonly isHidden: boolean }) {
  const t = useT();
  const selection = useUi((s) => s.selection);
  const { model, view } = useDocument((s) => s.scenario);
  const nodes = selection.nodes.filter((id) => Object.hasOwn(model.nodes, id));
  const notes = (selection.notes ?? []).filter((id) => Object.hasOwn(view.notes ?? {}, id));
  if (isHidden || notes.length === 0) return null;
  const [only] = notes;
  return (
    <NodeToolbar nodeId={[...nodes, ...notes.map(canvasIdOf)]} isVisible position={Position.Top} offset={10}>
      <div role="toolbar" aria-label={t('selection.bar')} className="canvas-bar">
        {notes.length > 0 && <NoteColors />}
        {nodes.length === 0 && notes.length === 1 && only !== undefined && (
          <IconButton size="small" label={t('note.write')} shortcut="Enter" onClick={() => writeIn(only)}>
            <Pencil size={14} />
          </IconButton>
        )}
        <Divider />
        <IconButton size="small" label={t('shortcuts.duplicate')} shortcut="Ctrl+D" onClick={duplicateSelected}>
          <Copy size={14} />
        </IconButton>
        <IconButton size="small" label={t('shortcuts.delete')} shortcut="Delete" onClick={deleteSelected}>
          <Trash2 size={14} />
        </IconButton>
      </div>
    </NodeToolbar>
  );
}

const Divider = (): ReactNode => <span className="mx-0.5 h-4 w-px bg-(--border)" aria-hidden="true" />;

function NoteColors() {
  const t = useT();
  return NOTE_COLORS.map((color) => (
    <IconButton key={color} size="small" label={t('note.colorOf', { color: t(`note.color.${color}`) })} onClick={() => colorSelected(color)}>
      <span className={`size-4 rounded-full border ${NOTE_STYLES[color].dot}`} />
    </IconButton>
  ));
}
