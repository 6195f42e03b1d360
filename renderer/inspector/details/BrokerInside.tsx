/** A message server or cluster: which of its servers are up, and what is on each. */
import { Circle, CircleCheck, CirclePause, CircleX } from 'lucide-react';
import type { BrokerDetail, ServerDetail } from '#core/run/details.ts';
import { formatExact, type Language } from '../../charts/format.ts';
import { useDocument } from '../../document/documentStore.ts';
import { useT } from '../../i18n/i18n.ts';
import { CompactTable } from './CompactTable.tsx';
import { Hint } from './Hint.tsx';

const MARKS = { up: CircleCheck, paused: CirclePause, down: CircleX } as const;
const COLORS = { up: 'text-(--ok)', paused: 'text-(--warn)', down: 'text-(--bad)' } as const;
const stateOf = ({ isUp, isPaused }: ServerDetail): keyof typeof MARKS => (!isUp ? 'down' : isPaused ? 'paused' : 'up');

export function BrokerInside({ detail: { servers }, language }: { readonly detail: BrokerDetail; readonly language: Language }) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const isEmpty = servers.every(({ holds, replicas }) => holds.length + replicas === 0);
  const hasOwn = servers.some(({ holds }) => holds.length > 0);
  const hasReplicas = servers.some(({ replicas }) => replicas > 0);
  return (
    <>
      <CompactTable
        caption={t('inside.broker.servers')}
        head={[
          t('inside.broker.server'),
          t('inside.broker.state'),
          ...(hasReplicas ? [t('inside.broker.leads'), t('inside.broker.copies')] : []),
          t('inside.broker.sessions'),
          t('inside.broker.waiting'),
          ...(hasOwn ? [t('inside.broker.holds')] : []),
        ]}
        rows={servers.map((server, i) => {
          const state = stateOf(server);
          const Mark = MARKS[state] ?? Circle;
          return {
            key: i,
            cells: [
              i + 1,
              <span key="state" className="inline-flex items-center gap-1">
                <Mark size={12} aria-hidden="true" className={COLORS[state]} />
                {t(`inside.broker.${state}`)}
              </span>,
              ...(hasReplicas ? [formatExact(server.leads, language), formatExact(server.replicas, language)] : []),
              formatExact(server.sessions, language),
              formatExact(server.waiting, language),
              ...(hasOwn ? [server.holds.map((id) => nodes[id]?.name ?? id).join(t('common.listed')) || '–'] : []),
            ],
          };
        })}
        words={[1, hasReplicas ? 6 : 4]}
      />
      {isEmpty && <Hint>{t('inside.broker.empty')}</Hint>}
    </>
  );
}
