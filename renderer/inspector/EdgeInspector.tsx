/** A connection: its ends, its delay, and how much of the sender's traffic goes this way. */
import { ArrowRight } from 'lucide-react';
import { isDestination } from '#core/scenario/canConnect.ts';
import { EDGE_FIELDS } from '#core/scenario/fields.ts';
import type { EdgeDoc, EdgeId, NodeId } from '#core/scenario/scenario.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Section } from '../parts/Section.tsx';
import { uiStore } from '../ui/uiStore.ts';
import { RangeField } from './fields/RangeField.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { IssueList } from './IssueList.tsx';
import { EdgeFigures } from './LiveFigures.tsx';
import { WireFields, wireTexts } from './WireFields.tsx';

export function EdgeInspector({ id, edge }: { readonly id: EdgeId; readonly edge: EdgeDoc }) {
  const t = useT();
  const source = useDocument((s) => s.scenario.model.nodes[edge.from]);
  const target = useDocument((s) => s.scenario.model.nodes[edge.to]);
  const wire = source && target && wireTexts(edge, source, target);
  // A consumer takes all it is sent: only what is sent on has shares.
  const hasShare = target !== undefined && isDestination(target.kind);
  return (
    <>
      <InspectorHeader icon={<ArrowRight size={16} className="text-(--text-2)" />} title={t(wire?.title ?? 'kind.edge')} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <dl className="grid grid-cols-[40px_1fr] items-center gap-y-1 border-b border-(--border) p-3 text-[12px]">
          <dt className="text-(--text-2)">{t('inspector.from')}</dt>
          <dd className="min-w-0">
            <End id={edge.from} />
          </dd>
          <dt className="text-(--text-2)">{t('inspector.to')}</dt>
          <dd className="min-w-0">
            <End id={edge.to} />
          </dd>
        </dl>
        <IssueList entity={id} />
        {source !== undefined && <EdgeFigures id={id} from={source.kind} />}
        {wire !== undefined && source !== undefined && target !== undefined ? (
          <WireFields id={id} edge={edge} from={source} to={target} about={wire.about} />
        ) : (
          <Network id={id} edge={edge} hasShare={hasShare} />
        )}
      </div>
    </>
  );
}

function Network({ id, edge, hasShare }: { readonly id: EdgeId; readonly edge: EdgeDoc; readonly hasShare: boolean }) {
  const t = useT();
  const path = ['model', 'edges', id];
  return (
    <Section title={t('group.edge')}>
      <RangeField path={[...path, 'latency']} value={edge.latency} range={EDGE_FIELDS.latency} label={t('field.latency')} />
      {hasShare && <RangeField path={[...path, 'share']} value={edge.share} range={EDGE_FIELDS.share} label={t('field.share')} help={t('field.share.help')} />}
    </Section>
  );
}

function End({ id }: { readonly id: NodeId }) {
  const node = useDocument((s) => s.scenario.model.nodes[id]);
  return (
    node && (
      <button
        type="button"
        onClick={() => uiStore.getState().select({ nodes: [id], edges: [] })}
        className="flex w-full cursor-pointer items-center gap-2 rounded p-1 text-left font-medium hover:bg-(--surface-2)"
      >
        <KindIcon kind={node.kind} size={14} />
        <span className="min-w-0 truncate">{node.name}</span>
      </button>
    )
  );
}
