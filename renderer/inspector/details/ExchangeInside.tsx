/** An exchange: its ways with their keys, and how many messages took each. */
import type { ExchangeDetail } from '#core/run/details.ts';
import { formatExact, type Language } from '../../charts/format.ts';
import { useDocument } from '../../document/documentStore.ts';
import { useT } from '../../i18n/i18n.ts';
import { CompactTable } from './CompactTable.tsx';
import { Facts } from './Facts.tsx';
import { Hint } from './Hint.tsx';

export function ExchangeInside({ detail: { ways, dropped, returned }, language }: { readonly detail: ExchangeDetail; readonly language: Language }) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  return (
    <>
      <Facts
        facts={[
          [t('inside.exchange.dropped'), formatExact(dropped, language)],
          [t('inside.exchange.returned'), formatExact(returned, language)],
        ]}
      />
      {ways.total === 0 ? (
        <Hint>{t('inside.exchange.unbound')}</Hint>
      ) : (
        <CompactTable
          caption={t('inside.exchange.ways')}
          head={[t('inside.exchange.to'), t('inside.exchange.keys'), t('inside.exchange.records')]}
          rows={ways.items.map(({ edge, to, keys, isAlternate, records }) => ({
            key: edge,
            cells: [
              nodes[to]?.name ?? to,
              isAlternate ? t('inside.exchange.alternate') : keys.map((key) => (key === '' ? t('inside.exchange.anyKey') : key)).join(t('common.listed')),
              formatExact(records, language),
            ],
          }))}
          words={[1]}
          more={ways.total - ways.items.length}
        />
      )}
    </>
  );
}
