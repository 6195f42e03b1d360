/** The charts and the canvas in words: the newest figures of every component, for readers who do not see lines. */
import type { MetricName } from '#core/metrics/names.ts';
import { useDocument } from '../document/documentStore.ts';
import type { Series } from '../engine/series.ts';
import { useFigure, useSampled } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { formatClock, formatCount, formatDuration, formatRate, formatShare, type Language } from './format.ts';
import { Table } from './Table.tsx';

const EVERY_MS = 500;

export function LatestTable() {
  const t = useT();
  const language = useUi((s) => s.language);
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const series = useSampled((run) => run.series, EVERY_MS);
  // Rows read the series anew whenever half a second of the run has passed.
  const at = useFigure((run) => Math.floor((run.series?.latestUs ?? 0) / 500_000) * 500_000);
  if (series === undefined) return <p className="p-4 text-[13px] text-(--text-2)">{t('dash.empty')}</p>;
  const rows = Object.entries(nodes).map(([id, doc]) => ({ key: id, cells: [doc.name, t(`kind.${doc.kind}`), ...figures(series, id, language)] }));
  const head = ['name', 'kind', 'in', 'out', 'backlog', 'busy', 'p50', 'p95', 'p99', 'refused', 'dropped'] as const;
  return <Table caption={t('dash.tableCaption', { at: formatClock(at) })} head={head.map((name) => t(`table.${name}`))} rows={rows} words={[1]} />;
}

function figures(series: Series, id: string, language: Language): string[] {
  const latest = (metric: MetricName) => series.latest(series.column(id, metric));
  const rate = (metric: MetricName) => formatRate(series.rate(series.column(id, metric)), language);
  const first = (...metrics: MetricName[]) => latest(metrics.find((metric) => series.column(id, metric) >= 0) ?? 'time');
  return [
    rate(series.column(id, 'requests') >= 0 ? 'requests' : 'in'),
    // What a consumer gives out is work done; most forward nothing.
    rate(series.column(id, 'processed') >= 0 ? 'processed' : 'out'),
    formatCount(first('lag', 'depth', 'waiting'), language),
    formatShare(series.utilisation(id), language),
    formatDuration(latest('latencyP50'), language),
    formatDuration(latest('latencyP95'), language),
    formatDuration(latest('latencyP99'), language),
    formatCount(latest('refused'), language),
    formatCount(latest('dropped'), language),
  ];
}
