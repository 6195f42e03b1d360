/** A queue: what waits and what is out, for whom, and what died of what. */
import type { QueueDetail } from '#core/run/details.ts';
import { formatDuration, formatExact, type Language } from '../../charts/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { CompactTable } from './CompactTable.tsx';
import { Facts } from './Facts.tsx';
import { Hint } from './Hint.tsx';
import { useClientName } from './useClientName.ts';

export function QueueInside({ detail, language }: { readonly detail: QueueDetail; readonly language: Language }) {
  const t = useT();
  const clientName = useClientName();
  const { ready, unacked, oldestUs, redelivered, consumers, deaths } = detail;
  const died = Object.entries(deaths) as [keyof typeof deaths, number][];
  return (
    <>
      <Facts
        facts={[
          [t('inside.queue.ready'), formatExact(ready, language)],
          [t('inside.queue.unacked'), formatExact(unacked, language)],
          [t('inside.queue.oldest'), formatDuration(oldestUs ?? Number.NaN, language)],
          [t('inside.queue.redelivered'), formatExact(redelivered, language)],
          ...died.map(([reason, count]): [string, string] => [t(`reason.${reason}`), formatExact(count, language)]),
        ]}
      />
      {consumers.total === 0 ? (
        <Hint>{t('inside.queue.noConsumer')}</Hint>
      ) : (
        <CompactTable
          caption={t('inside.queue.consumers')}
          head={[t('inside.consumer'), t('inside.queue.unacked'), t('inside.queue.prefetch')]}
          rows={consumers.items.map(({ client, unacked: held, prefetch, isActive }, i) => ({
            key: `${client} ${i}`,
            cells: [
              isActive ? clientName(client) : t('inside.queue.standby', { name: clientName(client) }),
              formatExact(held, language),
              prefetch === 0 ? t('inside.queue.unlimited') : formatExact(prefetch, language),
            ],
          }))}
          more={consumers.total - consumers.items.length}
        />
      )}
    </>
  );
}
