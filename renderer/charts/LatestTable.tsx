/** The charts and the canvas in words: the newest figures of every component, for readers who do not see lines. */
import { formatClock } from '#core/base/clockText.ts';
import { useDocument } from '../document/documentStore.ts';
import { useFigure, useSampled } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { useUi } from '../ui/uiStore.ts';
import { EmptyResults } from './EmptyResults.tsx';
import { READINGS, type ReadingName } from './nodeReadings.ts';
import { Table } from './Table.tsx';

const EVERY_MS = 500;
const COLUMNS: readonly ReadingName[] = ['in', 'out', 'backlog', 'busy', 'p50', 'p95', 'p99', 'refused', 'dropped'];

export function LatestTable() {
  const t = useT();
  const language = useUi((s) => s.language);
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const series = useSampled((run) => run.series, EVERY_MS);
  // Rows read the series anew whenever half a second of the run has passed.
  const at = useFigure((run) => Math.floor((run.series?.latestUs ?? 0) / 500_000) * 500_000);
  if (series === undefined) return <EmptyResults />;
  const rows = Object.entries(nodes).map(([id, doc]) => ({
    key: id,
    cells: [doc.name, t(`kind.${doc.kind}`), ...COLUMNS.map((name) => READINGS[name]({ series, id, kind: doc.kind, language }))],
  }));
  const head = ['name', 'kind', ...COLUMNS] as const;
  return <Table caption={t('dash.tableCaption', { at: formatClock(at) })} head={head.map((name) => t(`table.${name}`))} rows={rows} words={[1]} />;
}
