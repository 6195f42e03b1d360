/** Several things selected: what they are, and what can be done with all of them. */
import { Copy, Trash2 } from 'lucide-react';
import type { EdgeId, NodeId, NoteId } from '#core/scenario/scenario.ts';
import { deleteSelected, duplicateSelected } from '../canvas/commands.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { uiStore } from '../ui/uiStore.ts';
import { InspectorHeader } from './InspectorHeader.tsx';

interface ManyInspectorProps {
  readonly nodes: readonly NodeId[];
  readonly edges: readonly EdgeId[];
  readonly notes: readonly NoteId[];
}

export function ManyInspector({ nodes: nodeIds, edges, notes }: ManyInspectorProps) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  return (
    <>
      <InspectorHeader title={t('inspector.title')} canDelete={false} />
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-3">
        <p className="text-[13px] leading-5 tabular-nums">
          {t(notes.length > 0 ? 'inspector.manyNotes' : 'inspector.many', { nodes: nodeIds.length, edges: edges.length, notes: notes.length })}
        </p>
        <div className="flex gap-2">
          {nodeIds.length + notes.length > 0 && (
            <Button variant="outline" icon={<Copy size={14} />} onClick={duplicateSelected}>
              {t('inspector.duplicate')}
            </Button>
          )}
          <Button variant="danger" icon={<Trash2 size={14} />} onClick={deleteSelected}>
            {t('inspector.delete')}
          </Button>
        </div>
        <ul className="flex flex-col">
          {nodeIds.map((id) => {
            const node = nodes[id];
            return (
              node && (
                <li key={id}>
                  <button
                    type="button"
                    onClick={() => uiStore.getState().select({ nodes: [id], edges: [] })}
                    className="flex w-full cursor-pointer items-center gap-2 rounded p-1 text-left text-[12px] hover:bg-(--surface-2)"
                  >
                    <KindIcon kind={node.kind} size={14} />
                    <span className="min-w-0 truncate">{node.name}</span>
                  </button>
                </li>
              )
            );
          })}
        </ul>
      </div>
    </>
  );
}
