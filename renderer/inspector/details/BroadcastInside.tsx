/** A broadcast: what each present subscription still has, and what nobody heard. */
import type { BroadcastDetail } from '#core/run/details.ts';
import { formatExact, type Language } from '../../charts/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { CompactTable } from './CompactTable.tsx';
import { Facts } from './Facts.tsx';
import { Hint } from './Hint.tsx';

export function BroadcastInside({ detail, language }: { readonly detail: BroadcastDetail; readonly language: Language }) {
  const t = useT();
  const { subscriptions, unheard, offline } = detail;
  const durableName = ({ name, isOnline }: { readonly name: string; readonly isOnline: boolean }): string =>
    isOnline ? name : t('inside.broadcast.away', { name });
  return (
    <>
      <Facts
        facts={[
          [t('inside.broadcast.unheard'), formatExact(unheard, language)],
          [t('inside.broadcast.offline'), formatExact(offline, language)],
        ]}
      />
      {subscriptions.total === 0 ? (
        <Hint>{t('inside.broadcast.nobody')}</Hint>
      ) : (
        <CompactTable
          caption={t('inside.broadcast.subscriptions')}
          head={[t('inside.broadcast.subscription'), t('inside.queue.ready'), t('inside.queue.unacked')]}
          rows={subscriptions.items.map(({ ready, unacked, durable }, i) => ({
            key: i,
            cells: [durable === undefined ? i + 1 : durableName(durable), formatExact(ready, language), formatExact(unacked, language)],
          }))}
          more={subscriptions.total - subscriptions.items.length}
        />
      )}
    </>
  );
}
