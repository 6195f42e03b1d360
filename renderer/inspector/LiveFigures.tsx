/** What the run measures of the selected component or connection now: the canvas in words, at most ten times a second. */
import type { EdgeId, NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatCount, formatRate } from '../charts/format.ts';
import { type ReadingName, READINGS_OF, readingsIn, readingText } from '../charts/nodeReadings.ts';
import { rateWindowUs } from '../charts/rateWindow.ts';
import { useFigure, useSlot } from '../engine/useSlot.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { Section } from '../parts/Section.tsx';
import { useUi } from '../ui/uiStore.ts';

const NONE = '–';

export function NodeFigures({ id, kind }: { readonly id: NodeId; readonly kind: NodeKind }) {
  const language = useUi((s) => s.language);
  // One text for all: a component whose figures stand still renders nothing.
  const text = useFigure(({ series }) => {
    if (series === undefined || series.rows === 0) return '';
    return readingsIn(series, id, kind)
      .map((name) => `${name}\t${readingText(name, { series, id, kind, language })}`)
      .join('\n');
  });
  const figures = text === '' ? READINGS_OF[kind].map((name) => [name, NONE]) : text.split('\n').map((line) => line.split('\t'));
  return <Figures figures={figures.map(([name, value = NONE]) => [labelOf(name as ReadingName, kind), value])} />;
}

/** Without the table's other columns around it, a percentile says of what it is one. */
function labelOf(name: ReadingName, kind: NodeKind): MessageKey {
  if (name !== 'p95') return `table.${name}`;
  return kind === 'producer' ? 'live.ack' : 'live.latency';
}

/** `from`: what kind sends here. */
export function EdgeFigures({ id, from }: { readonly id: EdgeId; readonly from: NodeKind }) {
  const language = useUi((s) => s.language);
  const rate = useFigure(({ series }) => formatRate(series?.rate(series.column(id, 'records'), rateWindowUs(from)) ?? Number.NaN, language));
  const inFlight = useSlot(id, 'inFlight');
  const records = useSlot(id, 'records');
  return (
    <Figures
      figures={[
        ['live.rate', rate],
        ['live.inFlight', formatCount(inFlight, language)],
        ['live.total', formatCount(records, language)],
      ]}
    />
  );
}

function Figures({ figures }: { readonly figures: readonly (readonly [label: MessageKey, value: string])[] }) {
  const t = useT();
  const title = useFigure(({ cursorUs }) => (cursorUs === undefined ? t('live.title') : t('time.at', { at: formatClock(cursorUs) })));
  return (
    <Section title={title}>
      <dl className="grid grid-cols-2 gap-x-5 gap-y-1 text-[12px]">
        {figures.map(([label, value]) => (
          <div key={label} className="flex min-w-0 items-baseline justify-between gap-2">
            <dt className="truncate text-(--text-2)">{t(label)}</dt>
            <dd className="font-medium whitespace-nowrap tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
