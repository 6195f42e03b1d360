/** A consumer: where its group stands, and what each instance has and owns. */
import type { ConsumerDetail } from '#core/run/details.ts';
import { formatExact, type Language } from '../../charts/format.ts';
import { useDocument } from '../../document/documentStore.ts';
import { useT } from '../../i18n/i18n.ts';
import { CompactTable } from './CompactTable.tsx';
import { Hint } from './Hint.tsx';
import { rangesOf } from './heights.ts';

export function ConsumerInside({ detail: { groups, instances }, language }: { readonly detail: ConsumerDetail; readonly language: Language }) {
  const t = useT();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const isGrouped = groups.length > 0;
  const { items, total } = instances;
  const idle = isGrouped ? items.filter(({ owns, isDown }) => owns.length === 0 && !isDown).length : 0;
  const isSettled = groups.every(({ state }) => state === 'stable');
  const ownsText = (owns: (typeof items)[number]['owns']): string =>
    owns.map(({ topic, partitions }) => (owns.length === 1 ? rangesOf(partitions) : `${nodes[topic]?.name ?? topic}: ${rangesOf(partitions)}`)).join('; ');
  if (total === 0) return <Hint>{t('inside.consumer.none')}</Hint>;
  return (
    <>
      {groups.map(({ name, state, generation, assignor, members }) => (
        <p key={name} className="text-[12px] tabular-nums">
          <strong className="font-medium">{t(`inside.group.${state}`)}</strong>
          <span className="text-(--text-2)">
            {t('common.listed')}
            {t('inside.group.facts', { generation, assignor: t(`option.assignor.${assignor}`), count: members })}
          </span>
        </p>
      ))}
      <CompactTable
        caption={t('inside.consumer.instances')}
        head={[t('inside.consumer.instance'), ...(isGrouped ? [t('inside.consumer.owns')] : []), t('inside.consumer.waiting')]}
        rows={items.map(({ number, isDown, waiting, owns }) => ({
          key: number,
          cells: [
            isDown ? t('inside.consumer.down', { number: number + 1 }) : number + 1,
            ...(isGrouped ? [ownsText(owns) || '–'] : []),
            formatExact(waiting, language),
          ],
        }))}
        words={isGrouped ? [1] : []}
        more={total - items.length}
      />
      {idle > 0 && isSettled && <Hint>{t('inside.consumer.idle', { count: idle })}</Hint>}
    </>
  );
}
