/** What a destination holds, a page at a time: by offset or place, from an instant on, or with one key. Picking a row follows it. */
import { ChevronLeft, ChevronRight, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { BrowseFrom, BrowseQuery, MessagePage } from '#core/run/messageRows.ts';
import { formatClock } from '#core/base/clockText.ts';
import { formatExact } from '../charts/format.ts';
import { NextStepButton } from '../charts/NextStepButton.tsx';
import { nextStep } from '../charts/nextStep.ts';
import { useDocument } from '../document/documentStore.ts';
import { useIssues } from '../document/validation.ts';
import { useRun } from '../engine/runStore.ts';
import { Button, IconButton } from '../parts/Button.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Select } from '../parts/Select.tsx';
import { useUi } from '../ui/uiStore.ts';
import { BrowseFields } from './BrowseFields.tsx';
import { look, lookInto, useJourney } from './journeyStore.ts';
import { MessageTable } from './MessageTable.tsx';
import type { Words } from './stepText.ts';
import { usePage } from './usePage.ts';

const HOLDS: ReadonlySet<string> = new Set(['topic', 'queue', 'broadcast', 'channel']);

export function Browser({ words }: { readonly words: Words }) {
  const { t } = words;
  const nodes = useDocument((s) => s.scenario.model.nodes);
  const places = Object.entries(nodes).filter(([, { kind }]) => HOLDS.has(kind));
  const selected = useUi((s) => s.selection.nodes[0]);
  const query = useJourney((s) => s.query);
  const known = query !== undefined && places.some(([id]) => id === query.node);
  // At first the selected node, if it keeps messages; else the first that does.
  const first = places.find(([id]) => id === selected)?.[0] ?? places[0]?.[0];
  useEffect(() => {
    if (!known && first !== undefined) lookInto(first);
  }, [known, first]);
  if (places.length === 0) {
    return (
      <div className="w-[44%] shrink-0 border-r border-(--border)">
        <Empty text={t('browse.noPlace')}>
          <NextStepButton step="add" />
        </Empty>
      </div>
    );
  }
  return (
    <section aria-label={t('dash.messages')} className="flex w-[44%] min-w-80 shrink-0 flex-col border-r border-(--border)">
      {query !== undefined && known && <Listing query={query} places={places.map(([id, { name }]) => ({ value: id, label: name }))} words={words} />}
    </section>
  );
}

function NoRun({ text }: { readonly text: string }) {
  const model = useDocument((s) => s.scenario.model);
  return (
    <Empty text={text}>
      <NextStepButton step={nextStep(model, useIssues().all)} />
    </Empty>
  );
}

interface ListingProps {
  readonly query: BrowseQuery;
  readonly places: readonly { readonly value: string; readonly label: string }[];
  readonly words: Words;
}

function Listing({ query, places, words }: ListingProps) {
  const { t, language, nameOf } = words;
  const { page, isPast, refresh } = usePage(query);
  const hasBegun = useRun((s) => (s.status?.nowUs ?? 0) > 0);
  const go = (from: BrowseFrom) => look({ ...query, from });
  return (
    <>
      <div className="flex flex-wrap items-center gap-1.5 border-b border-(--border) px-2 py-1.5">
        <Select label={t('browse.node')} value={query.node} options={places} onChange={lookInto} size="small" className="w-36!" />
        <BrowseFields query={query} page={page ?? undefined} words={words} />
        <IconButton label={t('browse.refresh')} size="small" onClick={refresh}>
          <RefreshCw size={14} />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        {isPast && !page ? (
          <Empty text={t('browse.coming')} />
        ) : !page || (page.rows.length === 0 && !hasBegun) ? (
          <NoRun text={t('browse.none')} />
        ) : page.rows.length === 0 ? (
          <Empty text={t(query.key === '' ? 'browse.empty' : 'browse.empty.key')}>
            <Button variant="outline" onClick={query.key === '' ? refresh : () => look({ ...query, key: '' })}>
              {t(query.key === '' ? 'browse.refresh' : 'empty.anyKey')}
            </Button>
          </Empty>
        ) : (
          <MessageTable page={page} caption={t('browse.list', { name: nameOf(query.node) })} words={words} />
        )}
      </div>
      {page && (
        <footer className="flex items-center gap-1 border-t border-(--border) px-2 py-0.5 text-[12px] text-(--text-2) tabular-nums">
          <IconButton
            label={t('browse.previous')}
            size="small"
            disabled={page.previous === null}
            onClick={() => page.previous !== null && go({ kind: 'position', position: page.previous })}
          >
            <ChevronLeft size={14} />
          </IconButton>
          <IconButton
            label={page.isCut ? t('browse.more') : t('browse.next')}
            size="small"
            disabled={page.next === null}
            onClick={() => page.next !== null && go({ kind: 'position', position: page.next })}
          >
            <ChevronRight size={14} />
          </IconButton>
          <span className="min-w-0 flex-1 truncate">{rangeOf(page, words)}</span>
          <span>{t('browse.asOf', { at: formatClock(page.atUs) })}</span>
        </footer>
      )}
    </>
  );

  function rangeOf({ rows, start, end, kind, isCut, next }: MessagePage, of: Words): string {
    const exact = (n: number) => formatExact(n, language);
    if (isCut) return of.t('browse.cut', { position: exact(next ?? end) });
    const [head, last] = [rows[0], rows.at(-1)];
    if (head === undefined || last === undefined) return '';
    if (kind !== 'topic' && rows.length === end) return of.t('browse.count', { count: exact(end) });
    return of.t('browse.range', { from: exact(head.position), to: exact(last.position), start: exact(start), end: exact(end - 1) });
  }
}
