/** Rare things, newest first: rebalances, spikes, overflows, missed objectives. Bounded, and what is not shown is counted. */
import { HeartCrack } from 'lucide-react';
import { formatClock } from '#core/base/clockText.ts';
import { EmptyResults } from '../charts/EmptyResults.tsx';
import { formatCount } from '../charts/format.ts';
import { showDesign } from '../charts/NextStepButton.tsx';
import { Table } from '../charts/Table.tsx';
import { useDocument } from '../document/documentStore.ts';
import { showAfter } from '../engine/cursor.ts';
import { type RunState, useRun } from '../engine/runStore.ts';
import { useSampled } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { useUi } from '../ui/uiStore.ts';
import { formatDetail } from './formatDetail.ts';

const EVERY_MS = 250;
/** Rows on the page; the rest is in memory up to its own limit. */
const ROWS_MAX = 200;

const eventsOf = (run: RunState) => run.events;
const droppedOf = (run: RunState) => run.eventsDropped;

export function EventLog() {
  const t = useT();
  const language = useUi((s) => s.language);
  const nameOf = useNames();
  const events = useSampled(eventsOf, EVERY_MS);
  const dropped = useSampled(droppedOf, EVERY_MS) + Math.max(0, events.length - ROWS_MAX);
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  if (events.length === 0 && !hasBegun) return <EmptyResults />;
  if (events.length === 0)
    return (
      <Empty text={`${t('event.empty')} ${t('empty.events')}`}>
        <Button variant="outline" icon={<HeartCrack size={15} aria-hidden="true" />} onClick={showDesign}>
          {t('empty.plan')}
        </Button>
      </Empty>
    );
  const rows = events.slice(-ROWS_MAX).map((event, i) => ({
    key: String(Math.max(0, events.length - ROWS_MAX) + i),
    cells: [
      <button key="at" type="button" title={t('time.show')} className="cursor-pointer font-normal hover:underline" onClick={() => showAfter(event.atUs)}>
        <time>{formatClock(event.atUs)}</time>
      </button>,
      t(`event.${event.kind}`),
      nameOf(event.entity),
      formatDetail(event.detail, language, t, nameOf),
    ],
  }));
  return (
    <Table
      caption={dropped > 0 ? t('event.dropped', { count: formatCount(dropped, language) }) : t('dash.events')}
      isCaptionHidden={dropped === 0}
      head={[t('event.time'), t('event.what'), t('event.where'), t('event.details')]}
      rows={rows.reverse()}
      words={[1, 2, 3]}
    />
  );
}

/** Names of nodes, and of edges by their ends; what is not in the document any more is looked for in the designs the run had. */
function useNames(): (id: string) => string {
  const present = useDocument((s) => s.scenario.model);
  const designs = useRun((s) => s.designs);
  return (id) => {
    for (const model of [present, ...designs.map(({ scenario }) => scenario.model).reverse()]) {
      const edge = model.edges[id];
      const name = model.nodes[id]?.name ?? (edge && `${model.nodes[edge.from]?.name ?? edge.from} → ${model.nodes[edge.to]?.name ?? edge.to}`);
      if (name !== undefined) return name;
    }
    return id;
  };
}
