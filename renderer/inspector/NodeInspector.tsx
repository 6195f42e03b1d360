/** A node: its name, its form, what it is connected to, and its problems. */
import { ArrowRight } from 'lucide-react';
import { isJms } from '#core/scenario/jms.ts';
import { nodeOf } from '#core/scenario/lookup.ts';
import { differences, profileOf } from '#core/scenario/profiles.ts';
import type { EdgeDoc, Model, NodeDoc, NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { edgeLabel, edgeLook } from '../canvas/edges/edgeLabel.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { useDocument } from '../document/documentStore.ts';
import { type Translate, useT } from '../i18n/i18n.ts';
import { Section } from '../parts/Section.tsx';
import { uiStore } from '../ui/uiStore.ts';
import { ExternalFacts } from './ExternalFacts.tsx';
import { NodeField } from './fields/NodeField.tsx';
import { TextField } from './fields/TextField.tsx';
import { isRelevant, isTouched, shownFields } from './forms/form.ts';
import { FORMS } from './forms/forms.ts';
import { hasInside, Inside } from './details/Inside.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { IssueList } from './IssueList.tsx';
import { NodeFigures } from './LiveFigures.tsx';

export function NodeInspector({ id, doc }: { readonly id: NodeId; readonly doc: NodeDoc }) {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const links = Object.entries(model.edges).filter(([, edge]) => edge.from === id || edge.to === id);
  const others = links.map(([, edge]) => nodeOf(model, edge.from === id ? edge.to : edge.from));
  const peers = new Set<NodeKind>(others.flatMap((other) => other?.kind ?? []));
  const differing = new Map(differences(model, id).map((one) => [one.field, one]));
  const system = t(`option.profile.${profileOf(model, id)}`);
  const isClientOfJms = others.some((other) => isJms(model, other));
  return (
    <>
      <InspectorHeader icon={<KindIcon kind={doc.kind} size={14} />} title={t(`kind.${doc.kind}`)} canDuplicate />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-2 border-b border-(--border) p-3">
          <TextField
            path={['model', 'nodes', id, 'name']}
            value={doc.name}
            label={t('field.name')}
            toEdit={(name) => ({ kind: 'rename', node: id, name, mergeKey: `${id}.name` })}
          />
          <p className="text-[11px] leading-4 text-(--text-3)">{t(`kind.${doc.kind}.about`)}</p>
          {differing.size > 0 && <p className="text-[11px] leading-4 text-(--text-2)">{t('profile.differs', { count: differing.size, system })}</p>}
        </div>
        <IssueList entity={id} />
        {doc.kind === 'external' ? <ExternalFacts id={id} doc={doc} /> : <NodeFigures id={id} kind={doc.kind} />}
        {hasInside(doc.kind) && <Inside id={id} />}
        {FORMS[doc.kind]
          .filter((group) => isRelevant(group, peers, isClientOfJms) || isTouched(group, doc))
          .map((group) => (
            <Section key={group.title} title={t(group.title)} isOpenAtFirst={!group.isFolded}>
              {shownFields(group, doc).map((spec) => (
                <NodeField key={spec.field} id={id} doc={doc} spec={spec} isJms={isClientOfJms} difference={differing.get(spec.field)} system={system} />
              ))}
            </Section>
          ))}
        {links.length > 0 && (
          <Section title={t('inspector.connections')}>
            <ul className="flex flex-col">
              {links.map(([edgeId, edge]) => (
                <li key={edgeId}>
                  <button
                    type="button"
                    onClick={() => uiStore.getState().select({ nodes: [], edges: [edgeId] })}
                    className="flex w-full cursor-pointer items-center gap-1.5 rounded px-1 py-1 text-left text-[12px] leading-4 hover:bg-(--surface-2)"
                  >
                    <span className="min-w-0 truncate">{model.nodes[edge.from]?.name}</span>
                    <ArrowRight size={12} className="shrink-0 text-(--text-3)" />
                    <span className="min-w-0 truncate">{model.nodes[edge.to]?.name}</span>
                    <span className="ml-auto shrink-0 text-(--text-3) tabular-nums">{aside(edge, model, t)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </>
  );
}

/** Over a network its delay; inside a broker what it is bound with, or what it is for. */
function aside(edge: EdgeDoc, { nodes }: Model, t: Translate): string {
  const [from, to] = [nodes[edge.from], nodes[edge.to]];
  const look = edgeLook(edge, from, to);
  return look === 'plain' ? edge.latency : (edgeLabel(edge, look, from?.kind === 'exchange' ? from.type : undefined, t) ?? '');
}
