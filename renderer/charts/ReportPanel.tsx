/** What a finished run measured: its objectives judged, and every component over the whole run. */
import { FastForward } from 'lucide-react';
import type { NodeReport, RunReport } from '#core/run/report.ts';
import { useDocument } from '../document/documentStore.ts';
import { runControl } from '../engine/runControl.ts';
import { useRun } from '../engine/runStore.ts';
import { useT } from '../i18n/i18n.ts';
import { Button } from '../parts/Button.tsx';
import { SaveReport } from '../report/SaveReport.tsx';
import { useUi } from '../ui/uiStore.ts';
import { EmptyResults } from './EmptyResults.tsx';
import { formatCount, formatDuration, formatExact, formatRate, formatShare, type Language } from './format.ts';
import { ObjectiveLines } from './ObjectiveLines.tsx';
import { Table } from './Table.tsx';
import { WitnessList } from './WitnessList.tsx';

export function ReportPanel() {
  const t = useT();
  const language = useUi((s) => s.language);
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const report = useRun((s) => s.report);
  const soFar = useRun((s) => s.objectives);
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  const nameOf = (id: string) => nodes[id]?.name ?? id;
  if (report === undefined && !hasBegun) return <EmptyResults />;
  if (report === undefined) {
    return (
      <div className="flex flex-col gap-2 p-4">
        <p className="text-[13px] text-(--text-2)">{t('report.empty')}</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" icon={<FastForward size={15} aria-hidden="true" />} onClick={runToEnd}>
            {t('empty.toEnd')}
          </Button>
          <SaveReport />
        </div>
        {soFar.length > 0 && (
          <section aria-label={t('report.objectives')}>
            <h3 className="text-[12px] font-semibold text-(--text-2)">{t('report.objectives')}</h3>
            <ObjectiveLines objectives={soFar} isOver={false} nameOf={nameOf} language={language} />
          </section>
        )}
      </div>
    );
  }
  const head = [
    'name',
    'kind',
    'in',
    'out',
    'throughput',
    'busy',
    'backlogMax',
    'backlogEnd',
    'p50',
    'p95',
    'p99',
    'refused',
    'dropped',
    'deadLettered',
    'returned',
    'failed',
    'redelivered',
    'lost',
    'duplicates',
    'outOfOrder',
  ] as const;
  return (
    <div className="flex flex-col gap-2 pt-2">
      <div className="flex flex-wrap items-center justify-between gap-2 pr-3">
        <Facts report={report} language={language} />
        <SaveReport />
      </div>
      {report.objectives.length > 0 && (
        <section aria-label={t('report.objectives')} className="px-3">
          <h3 className="text-[12px] font-semibold text-(--text-2)">{t('report.objectives')}</h3>
          <ObjectiveLines objectives={report.objectives} isOver nameOf={nameOf} language={language} />
        </section>
      )}
      <div className="px-3">
        <WitnessList witness={report.witness} language={language} />
      </div>
      <Table
        caption={t('report.nodes')}
        head={head.map((name) => t(`table.${name}`))}
        rows={report.nodes.map((node) => ({
          key: node.id,
          cells: [
            node.isRemoved === true ? t('report.removed', { name: nameOf(node.id) }) : nameOf(node.id),
            t(`kind.${node.kind}`),
            ...figures(node, language),
          ],
        }))}
        words={[1]}
      />
    </div>
  );
}

function runToEnd(): void {
  runControl.pace('max');
  runControl.run();
}

function Facts({ report, language }: { readonly report: RunReport; readonly language: Language }) {
  const t = useT();
  const facts = { seed: report.seed, length: formatDuration(report.endedAtUs, language), events: formatExact(report.events, language) };
  return (
    <p className="flex flex-wrap gap-x-4 px-3 text-[12px] text-(--text-2)">
      <span>{t('report.facts', facts)}</span>
      <span title={t('report.trace.about')} className="font-(family-name:--font-number)">
        {t('report.trace', { hash: report.traceHash })}
      </span>
    </p>
  );
}

function figures(node: NodeReport, language: Language): string[] {
  const count = (value: number | undefined) => formatCount(value ?? Number.NaN, language);
  const time = (value: number | undefined) => formatDuration(value ?? Number.NaN, language);
  return [
    count(node.in),
    count(node.processed ?? node.out),
    formatRate(node.throughput, language),
    formatShare(node.utilisation ?? Number.NaN, language),
    count(node.lagMax ?? node.depthMax),
    count(node.lagEnd ?? node.depthEnd),
    time(node.latency?.p50Us),
    time(node.latency?.p95Us),
    time(node.latency?.p99Us),
    count(node.refused),
    count(node.dropped),
    count(node.deadLettered),
    count(node.returned),
    count(node.failed),
    count(node.redelivered ?? node.retried),
    count(node.lost),
    count(node.duplicates),
    count(node.outOfOrder),
  ];
}
