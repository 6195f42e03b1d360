/** What a run shows below the diagram: charts, the design as a table, the ledger, rare events, and the report at the end. */
import { Table2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useDocument } from '../document/documentStore.ts';
import { type RunState, runStore, useRun } from '../engine/runStore.ts';
import { useSampled, useSlot } from '../engine/useSlot.ts';
import { useT } from '../i18n/i18n.ts';
import { Messages } from '../journey/Messages.tsx';
import { plannedLoad } from '../load/planned.ts';
import { IconButton } from '../parts/Button.tsx';
import { lazyPart } from '../parts/lazyPart.tsx';
import { Lines } from '../parts/Lines.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { EventLog } from '../timeline/EventLog.tsx';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { ChartCard } from './ChartCard.tsx';
import { type ChartSpec, chartSpecs } from './chartSpecs.ts';
import { EmptyResults } from './EmptyResults.tsx';
import { focusResults } from './focusResults.ts';
import { formatCount } from './format.ts';
import { LedgerPanel } from './LedgerPanel.tsx';
import { ReportPanel } from './ReportPanel.tsx';

/** With its texts it is as large as the rest of the results. */
const OperatorPanel = lazyPart<object>(() => import('./operator/OperatorPanel.tsx').then((part) => part.OperatorPanel), LoadFailed, Skeleton);
const TablePanel = lazyPart<object>(() => import('../table/TablePanel.tsx').then((part) => part.TablePanel), LoadFailed, Skeleton);

function LoadFailed() {
  const t = useT();
  return <p className="p-3 text-[12px] text-(--text-3)">{t('common.loadFailed')}</p>;
}

function Skeleton() {
  return <Lines count={5} />;
}

const eventCount = (run: RunState) => run.events.length + run.eventsDropped;

export function Dashboard() {
  const t = useT();
  const panel = useUi((s) => s.results);
  const setPanel = uiStore.getState().setResults;
  const isEnded = useRun((s) => s.report !== undefined);
  // A run with objectives was made for its verdict; the next run has none yet.
  useEffect(
    () =>
      runStore.subscribe((now, before) => {
        // Whoever follows a message is not done with it because the run is.
        const isReading = uiStore.getState().results === 'messages';
        if (before.report === undefined && (now.report?.objectives.length ?? 0) > 0 && !isReading) setPanel('report');
        if (before.report !== undefined && now.report === undefined && uiStore.getState().results === 'report') setPanel('charts');
      }),
    [setPanel],
  );

  return (
    <section data-results="" data-tour="results" aria-label={t('dash.label')} className="h-full bg-(--surface)">
      <Tabs
        label={t('dash.label')}
        value={panel}
        onChange={setPanel}
        tabs={[
          { value: 'charts', label: t('dash.charts'), content: <Charts /> },
          { value: 'table', label: t('dash.design'), content: <TablePanel /> },
          { value: 'metrics', label: t('dash.metrics'), content: <OperatorPanel /> },
          { value: 'ledger', label: t('dash.ledger'), content: <LedgerPanel /> },
          { value: 'events', label: t('dash.events'), badge: <EventBadge />, content: <EventLog /> },
          { value: 'messages', label: t('dash.messages'), content: <Messages /> },
          {
            value: 'report',
            label: t('dash.report'),
            badge: isEnded ? <span className="size-1.5 rounded-full bg-(--accent)" /> : undefined,
            content: <ReportPanel />,
          },
        ]}
        aside={
          <>
            <FiredEvents />
            {panel === 'charts' && (
              <IconButton label={t('dash.table')} onClick={showTable}>
                <Table2 size={16} />
              </IconButton>
            )}
          </>
        }
      />
    </section>
  );
}

/** The charts in rows. The button goes with them: the keyboard goes on at the tabs. */
function showTable(): void {
  uiStore.getState().setResults('table');
  focusResults();
}

function Charts() {
  const model = useDocument((s) => s.scenario.model);
  const selection = useUi((s) => s.selection);
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  const [stable] = useState(keepingEqual);
  const [isPlanOn, setPlanOn] = useState(true);
  const plan = useMemo(() => plannedLoad(model, selection.nodes), [model, selection.nodes]);
  const specs = useMemo(() => stable(chartSpecs(model, selection)), [stable, model, selection]);
  if (!hasBegun) return <EmptyResults />;
  return (
    <div className="charts">
      <div className="chart-grid">
        {specs.map((spec) => (
          <ChartCard key={spec.id} spec={spec} plan={plan} isPlanOn={isPlanOn} onPlan={setPlanOn} />
        ))}
      </div>
    </div>
  );
}

/** Most edits and selections leave the lines as they are: then they stay the same objects, and no chart is built anew. */
function keepingEqual(): (specs: readonly ChartSpec[]) => readonly ChartSpec[] {
  const known = new Map<string, { readonly text: string; readonly spec: ChartSpec }>();
  return (specs) =>
    specs.map((spec) => {
      const text = JSON.stringify(spec);
      const before = known.get(spec.id);
      if (before?.text === text) return before.spec;
      known.set(spec.id, { text, spec });
      return spec;
    });
}

/** How much the engine has done: every figure on this panel is made of these. */
function FiredEvents() {
  const t = useT();
  const language = useUi((s) => s.language);
  const fired = useSlot('', 'events');
  if (Number.isNaN(fired)) return null;
  return <span className="truncate px-2 text-[12px] text-(--text-3) tabular-nums">{t('dash.fired', { count: formatCount(fired, language) })}</span>;
}

function EventBadge() {
  const language = useUi((s) => s.language);
  const count = useSampled(eventCount, 500);
  if (count === 0) return null;
  return <span className="rounded-full bg-(--surface-2) px-1.5 text-[11px] font-normal text-(--text-2) tabular-nums">{formatCount(count, language)}</span>;
}
