/**
 * What an operator of RabbitMQ or Kafka would look at, of one component: its figures with their meaning, and a picture of it — partitions
 * or latencies over time, a histogram, resources, or any figure as a curve. Follows the selection, and the instant shown.
 */
import { useMemo, useState } from 'react';
import type { NodeId, NodeKind } from '#core/scenario/scenario.ts';
import { useDocument } from '../../document/documentStore.ts';
import { useRun } from '../../engine/runStore.ts';
import { Select } from '../../parts/Select.tsx';
import { uiStore, useUi } from '../../ui/uiStore.ts';
import { EmptyResults } from '../EmptyResults.tsx';
import { Choice } from './Choice.tsx';
import { CurveView } from './CurveView.tsx';
import { FigureList } from './FigureList.tsx';
import { type Figure, figuresOf, type Subject } from './figures.ts';
import { LatencyHistogram } from './LatencyHistogram.tsx';
import { LatencyMap } from './LatencyMap.tsx';
import { useWords } from './metricTexts.ts';
import { PartitionMap } from './PartitionMap.tsx';
import { ResourceBars } from './ResourceBars.tsx';

type View = 'partitions' | 'latency' | 'histogram' | 'resources' | 'curve';

const VIEWS: Readonly<Record<NodeKind, readonly View[]>> = {
  topic: ['partitions', 'curve'],
  queue: ['curve'],
  broadcast: ['curve'],
  exchange: ['curve'],
  channel: ['curve'],
  consumer: ['latency', 'histogram', 'resources', 'curve'],
  producer: ['latency', 'histogram', 'curve'],
  broker: ['resources', 'curve'],
  external: [],
};
/** Whose figures are looked for first while nothing is selected. */
const FIRST: readonly NodeKind[] = ['topic', 'queue', 'channel', 'broadcast', 'exchange', 'consumer', 'producer', 'broker', 'external'];

export function OperatorPanel() {
  const words = useWords();
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const selected = useUi((s) => (s.selection.nodes.length === 1 ? s.selection.nodes[0] : undefined));
  const series = useRun((s) => s.series);
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  const ids = Object.keys(nodes);
  const byKind = ids.toSorted((a, b) => FIRST.indexOf(nodes[a]!.kind) - FIRST.indexOf(nodes[b]!.kind));
  const id: NodeId | undefined = selected !== undefined && Object.hasOwn(nodes, selected) ? selected : byKind[0];
  const kind = id === undefined ? undefined : nodes[id]!.kind;
  if (!hasBegun || series === undefined) return <EmptyResults />;
  if (id === undefined || kind === undefined) return <p className="p-3 text-[12px] text-(--text-3)">{words('ops.empty')}</p>;
  return (
    <Component
      key={id}
      series={series}
      id={id}
      kind={kind}
      picker={
        <Select
          label={words('ops.node')}
          size="small"
          value={id}
          options={byKind.map((one) => ({ value: one, label: nodes[one]!.name }))}
          onChange={(next) => uiStore.getState().select({ nodes: [next], edges: [] })}
        />
      }
    />
  );
}

function Component({ series, id, kind, picker }: Subject & { readonly picker: React.ReactNode }) {
  const subject = useMemo<Subject>(() => ({ series, id, kind }), [series, id, kind]);
  const words = useWords();
  const views = VIEWS[subject.kind];
  const [view, setView] = useState<View>(views[0]!);
  const figures = figuresOf(subject);
  const [name, setName] = useState<string>();
  const [by, setBy] = useState<'lag' | 'rate'>('lag');
  const [of, setOf] = useState<'window' | 'whole'>('whole');
  const curve = figures.find((figure) => figure.name === name) ?? figures.find(({ line }) => line !== undefined);
  const draw = (figure: Figure) => {
    setName(figure.name);
    setView('curve');
  };
  return (
    <div className="ops">
      <div className="flex min-h-0 flex-col">
        <div className="flex h-9 shrink-0 items-center gap-2 px-3">{picker}</div>
        <FigureList subject={subject} drawn={view === 'curve' ? curve?.name : undefined} onDraw={draw} />
      </div>
      <section aria-label={words('ops.view')} className="flex min-h-0 min-w-0 flex-col border-l border-(--border)">
        {views.length > 1 && (
          <div className="flex h-9 shrink-0 flex-wrap items-center justify-between gap-x-3 overflow-hidden px-2">
            <Choice label={words('ops.view')} value={view} onChange={setView} options={views.map((value) => ({ value, label: words(`ops.view.${value}`) }))} />
            {view === 'partitions' && (
              <Choice
                label={words('ops.by')}
                value={by}
                onChange={setBy}
                options={(['lag', 'rate'] as const).map((value) => ({ value, label: words(`ops.by.${value}`) }))}
              />
            )}
            {view === 'histogram' && (
              <Choice
                label={words('ops.of')}
                value={of}
                onChange={setOf}
                options={(['whole', 'window'] as const).map((value) => ({ value, label: words(`ops.${value}`) }))}
              />
            )}
          </div>
        )}
        <div className="min-h-0 flex-1">
          {view === 'partitions' && <PartitionMap subject={subject} by={by} />}
          {view === 'latency' && <LatencyMap subject={subject} />}
          {view === 'histogram' && <LatencyHistogram subject={subject} of={of} />}
          {view === 'resources' && <ResourceBars subject={subject} />}
          {view === 'curve' && curve !== undefined && <CurveView key={curve.name} subject={subject} figure={curve} />}
        </div>
      </section>
    </div>
  );
}
