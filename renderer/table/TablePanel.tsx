/** The design as two tables, components and connections, with what a run measures of them: the canvas for who reads in rows. */
import './words.ts';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatClock } from '#core/base/clockText.ts';
import { nodeOf } from '#core/scenario/lookup.ts';
import { deleteSelected } from '../canvas/commands.ts';
import { focusCanvas } from '../canvas/focus.ts';
import { reveal } from '../canvas/reveal.ts';
import { documentStore, useDocument } from '../document/documentStore.ts';
import type { RunState } from '../engine/runStore.ts';
import { useSampled } from '../engine/useSlot.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { Choice } from '../parts/Choice.tsx';
import { INPUT } from '../parts/DraftInput.tsx';
import { KEYS, shortcutText } from '../ui/keys.ts';
import { uiStore, useUi } from '../ui/uiStore.ts';
import { COMPONENT_FIGURES, type ComponentColumn, componentListing } from './componentListing.ts';
import { DesignTable, type DesignTableProps } from './DesignTable.tsx';
import { type WireColumn, wireListing } from './wireListing.ts';

/** Calm enough to be read, and to be read aloud. */
const EVERY_MS = 500;
const seriesNow = (run: RunState) => run.series;
const timeNow = (run: RunState): number | undefined => run.series?.latestUs;

const COMPONENT_HEADS: Readonly<Record<ComponentColumn, MessageKey>> = {
  name: 'table.name',
  kind: 'table.kind',
  broker: 'table.broker',
  settings: 'table.settings',
  in: 'table.in',
  out: 'table.out',
  backlog: 'table.backlog',
  busy: 'table.busy',
  p50: 'table.p50',
  p95: 'table.p95',
  p99: 'table.p99',
  refused: 'table.refused',
  dropped: 'table.dropped',
};
const WIRE_HEADS: Readonly<Record<WireColumn, MessageKey>> = {
  wire: 'table.wire',
  meaning: 'table.meaning',
  latency: 'table.latency',
  share: 'table.share',
  rate: 'table.rate',
  inFlight: 'table.inFlight',
};
const WIRE_NUMBERS = ['latency', 'share', 'rate', 'inFlight'] as const satisfies readonly WireColumn[];

type Which = 'components' | 'wires';

export function TablePanel() {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const [which, setWhich] = useState<Which>('components');
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(0);
  const sought = useDeferredValue(query);
  const counts = { components: Object.keys(model.nodes).length, wires: Object.keys(model.edges).length };
  const isFiltered = query.trim() !== '';
  const empty = isFiltered && counts[which] > 0 ? t('table.none', { query: query.trim() }) : t(`table.empty.${which}`);
  const keys = t('table.keys', { rename: shortcutText(KEYS.rename), connect: shortcutText(KEYS.connect) });
  const common = { query: sought, empty, onShown: setShown };
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 px-2">
        <Choice
          label={t('table.which')}
          value={which}
          onChange={setWhich}
          options={(['components', 'wires'] as const).map((value) => ({ value, label: t(`table.${value}`, { count: counts[value] }) }))}
        />
        <input
          type="search"
          aria-label={t('table.filter')}
          placeholder={t('table.filter.hint')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className={`${INPUT} max-w-64 border-(--border)`}
        />
        <span role="status" className="text-[12px] whitespace-nowrap text-(--text-2) tabular-nums">
          {isFiltered && t('table.shown', { shown, count: counts[which] })}
        </span>
        <span title={keys} className="min-w-0 flex-1 truncate text-[12px] text-(--text-3)">
          {keys}
        </span>
      </div>
      <div className="min-h-0 flex-1 overflow-auto">{which === 'components' ? <Components {...common} /> : <Wires {...common} />}</div>
    </div>
  );
}

type Common = Pick<DesignTableProps<string>, 'query' | 'empty' | 'onShown'>;

function useReader() {
  const t = useT();
  const language = useUi((s) => s.language);
  const series = useSampled(seriesNow, EVERY_MS);
  const at = useSampled(timeNow, EVERY_MS);
  // The series is written to as the run goes on: it says other things whenever its time is another.
  const reader = useMemo(() => ({ series, language, t, at }), [series, language, t, at]);
  const captioned = (caption: string) => (at === undefined ? caption : t('table.captionAt', { caption, at: formatClock(Math.floor(at / 500_000) * 500_000) }));
  return { reader, captioned };
}

function Components(common: Common) {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const selected = useUi((s) => s.selection.nodes);
  const { reader, captioned } = useReader();
  const listing = useMemo(() => componentListing({ nodes: model.nodes }, reader), [model.nodes, reader]);
  return (
    <DesignTable
      {...common}
      caption={captioned(t('table.caption.components'))}
      listing={listing}
      heads={COMPONENT_HEADS}
      numbers={COMPONENT_FIGURES}
      selected={selected}
      kindOf={(id) => nodeOf(model, id)?.kind}
      canConnect={(id) => nodeOf(model, id)?.kind !== 'broker'}
      acts={COMPONENT_ACTS}
    />
  );
}

function Wires(common: Common) {
  const t = useT();
  const model = useDocument((s) => s.scenario.model);
  const selected = useUi((s) => s.selection.edges);
  const { reader, captioned } = useReader();
  const listing = useMemo(() => wireListing(model, reader), [model, reader]);
  return (
    <DesignTable
      {...common}
      caption={captioned(t('table.caption.wires'))}
      listing={listing}
      heads={WIRE_HEADS}
      numbers={WIRE_NUMBERS}
      selected={selected}
      acts={WIRE_ACTS}
    />
  );
}

const selection = () => uiStore.getState().selection;
const toggled = (ids: readonly string[], id: string): readonly string[] => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
const selectNode = (id: string, isAdding: boolean): void =>
  uiStore.getState().select(isAdding ? { ...selection(), nodes: toggled(selection().nodes, id) } : { nodes: [id], edges: [] });
const selectEdge = (id: string, isAdding: boolean): void =>
  uiStore.getState().select(isAdding ? { ...selection(), edges: toggled(selection().edges, id) } : { nodes: [], edges: [id] });

const COMPONENT_ACTS: DesignTableProps<ComponentColumn>['acts'] = {
  select: selectNode,
  reveal: (node, isByKey) => {
    reveal({ node });
    if (isByKey) focusCanvas();
  },
  connect: (id) => {
    selectNode(id, false);
    uiStore.getState().setOverlay('connect');
  },
  remove: (id) => {
    if (!selection().nodes.includes(id)) selectNode(id, false);
    deleteSelected();
  },
  rename: (node, name) => documentStore.getState().apply({ kind: 'rename', node, name }),
};

const WIRE_ACTS: DesignTableProps<WireColumn>['acts'] = {
  select: selectEdge,
  reveal: (edge, isByKey) => {
    reveal({ edge });
    if (isByKey) focusCanvas();
  },
  remove: (id) => {
    if (!selection().edges.includes(id)) selectEdge(id, false);
    deleteSelected();
  },
};
