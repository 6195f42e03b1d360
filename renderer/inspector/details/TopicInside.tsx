/** A topic: how far behind its partitions are, who leads and follows them, what each group committed. */
import type { TopicDetail } from '#core/run/details.ts';
import { formatCount, formatExact, type Language } from '../../charts/format.ts';
import { useDocument } from '../../document/documentStore.ts';
import { useT } from '../../i18n/i18n.ts';
import { CompactTable } from './CompactTable.tsx';
import { Hint } from './Hint.tsx';
import { LagStrip } from './LagStrip.tsx';
import { Replicas } from './Replicas.tsx';

export function TopicInside({ detail: { groups, partitions }, language }: { readonly detail: TopicDetail; readonly language: Language }) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const nameOf = (group: string) => nodes[group]?.name ?? group;
  const { items, total } = partitions;
  const lagOf = (at: number): number => Math.max(0, ...(items[at]?.groups.map(({ lag }) => lag) ?? []));
  // Offsets that can say nothing take no room; what readers may see differs from the end now and then, where there are copies.
  const hasStart = items.some(({ start }) => start > 0);
  const hasCopies = items.some(({ replicas }) => replicas.length > 1);
  const standing = ({ committed, lag }: (typeof items)[number]['groups'][number]): string => {
    const behind = formatCount(lag, language);
    if (committed === null) return lag === 0 ? '–' : t('inside.topic.uncommitted', { lag: behind });
    return lag === 0 ? formatExact(committed, language) : t('inside.topic.committed', { at: formatExact(committed, language), lag: behind });
  };
  const offline = items.filter(({ leader }) => leader < 0).length;
  return (
    <>
      {groups.length === 0 ? <Hint>{t('inside.topic.noGroup')}</Hint> : <LagStrip lags={items.map((_, i) => lagOf(i))} language={language} />}
      {offline > 0 && <p className="text-[12px] font-medium text-(--bad)">{t('inside.topic.offline', { count: offline })}</p>}
      <CompactTable
        caption={t('inside.topic.partitions')}
        head={[
          t('inside.topic.partition'),
          t('inside.topic.copies'),
          ...(hasStart ? [t('inside.topic.start')] : []),
          ...(hasCopies ? [t('inside.topic.highWatermark')] : []),
          t('inside.topic.end'),
          ...groups.map(nameOf),
        ]}
        rows={items.map(({ id, leader, replicas, start, highWatermark, end, groups: readings }) => ({
          key: id,
          cells: [
            id,
            <Replicas key="replicas" leader={leader} replicas={replicas} />,
            ...(hasStart ? [formatExact(start, language)] : []),
            ...(hasCopies ? [formatExact(highWatermark, language)] : []),
            formatExact(end, language),
            ...readings.map((reading) => standing(reading)),
          ],
        }))}
        words={[1]}
        more={total - items.length}
      />
      {groups.length > 0 && <Hint>{t('inside.topic.about')}</Hint>}
    </>
  );
}
