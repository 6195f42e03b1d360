/** Connects the selected component without a mouse: where its messages can go, and in words why they cannot go elsewhere. */
import './words.ts';
import { useMemo, useState } from 'react';
import type { NodeId } from '#core/scenario/scenario.ts';
import { focusCanvas } from '../canvas/focus.ts';
import { connectNodes } from '../canvas/connectionRules.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { documentStore, useDocument } from '../document/documentStore.ts';
import { useT } from '../i18n/i18n.ts';
import { PickList } from '../parts/PickList.tsx';
import { Spotlight } from '../parts/Spotlight.tsx';
import type { LazyDialogProps } from '../ui/lazyDialog.tsx';
import { onlyNode } from '../ui/selectionCommands.ts';
import { useUi } from '../ui/uiStore.ts';
import { connectTargets } from './connectTargets.ts';
import { matchScore } from './fuzzy.ts';

export function ConnectWindow({ isOpen, onClose }: LazyDialogProps) {
  const t = useT();
  const language = useUi((s) => s.language);
  const model = useDocument((s) => s.scenario.model);
  const [from] = useState(onlyNode);
  const [query, setQuery] = useState('');
  const targets = useMemo(() => (from === undefined ? [] : connectTargets(model, from, language)), [model, from, language]);
  const shown = targets.filter(({ node }) => matchScore(query, `${node.name} ${t(`kind.${node.kind}`)}`) !== undefined);

  const connect = (to: NodeId) => {
    if (from === undefined) return;
    const result = connectNodes(model, from, to);
    if ('edit' in result) documentStore.getState().apply(result.edit);
    onClose();
    setTimeout(focusCanvas, 30);
  };
  const name = from === undefined ? '' : (model.nodes[from]?.name ?? from);
  return (
    <Spotlight isOpen={isOpen} onClose={onClose} label={t('connect.title', { name })}>
      <PickList
        label={t('connect.title', { name })}
        placeholder={t('connect.title', { name })}
        query={query}
        onQuery={setQuery}
        onPick={connect}
        empty={t('connect.none')}
        status={t('command.count', { count: shown.length })}
        items={shown.map(({ id, node, refusal }) => ({
          id,
          group: t(refusal === undefined ? 'connect.can' : 'connect.cannot'),
          isDisabled: refusal !== undefined,
          content: (
            <>
              <KindIcon kind={node.kind} size={14} />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{node.name}</span>
                {refusal && <span className="block text-[11px] leading-4 text-(--text-2)">{refusal}</span>}
              </span>
            </>
          ),
        }))}
      />
    </Spotlight>
  );
}
