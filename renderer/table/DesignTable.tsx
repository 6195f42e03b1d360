/**
 * A listing on screen: sorted by its heads, fifty rows at a time, walked by the arrow keys. It shows what the canvas has selected
 * and selects there.
 */
import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { type MessageKey, useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { type Listing, listed, type Sort } from './listing.ts';
import { CELL_END, ListingRow, type RowActs } from './ListingRow.tsx';

/** More than are seen at once, and few enough to be drawn between two frames. */
const PAGE = 50;

export interface DesignTableProps<Column extends string> {
  readonly caption: string;
  readonly listing: Listing<Column>;
  readonly heads: Readonly<Record<Column, MessageKey>>;
  /** Columns of numbers. */
  readonly numbers: readonly Column[];
  readonly query: string;
  readonly selected: readonly string[];
  readonly kindOf?: (id: string) => NodeKind | undefined;
  readonly canConnect?: (id: string) => boolean;
  /** Without a way to connect or to rename, nothing offers it. */
  readonly acts: Pick<RowActs, 'select' | 'reveal' | 'remove'> & {
    readonly connect?: RowActs['connect'];
    readonly rename?: (id: string, name: string) => void;
  };
  readonly empty: ReactNode;
  readonly onShown: (count: number) => void;
}

export function DesignTable<Column extends string>(props: DesignTableProps<Column>) {
  const { caption, listing, heads, numbers, query, selected, kindOf, canConnect, acts, empty, onShown } = props;
  const t = useT();
  const [sort, setSort] = useState<Sort<Column>>();
  const [page, setPage] = useState(0);
  const [current, setCurrent] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const [isInside, setInside] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  /** Has the focus once it is drawn. */
  const wanted = useRef<string>(undefined);

  const ids = useStandingOrder(listing, query, sort, isInside);
  useEffect(() => onShown(ids.length), [ids.length, onShown]);
  const pages = Math.max(1, Math.ceil(ids.length / PAGE));
  const at = Math.min(page, pages - 1);
  const shown = ids.slice(at * PAGE, (at + 1) * PAGE);
  const isSelected = useMemo(() => new Set(selected), [selected]);
  const stop = current !== undefined && shown.includes(current) ? current : shown[0];
  const figures = listing.columns.map((column) => (numbers.includes(column) ? 'y' : 'n')).join('');

  const focusRow = useCallback(
    (id: string | undefined) => {
      if (id === undefined) return;
      setCurrent(id);
      setPage(Math.floor(ids.indexOf(id) / PAGE));
      const name = nameIn(body.current, id);
      if (name === null) wanted.current = id;
      else name.focus();
    },
    [ids],
  );
  useEffect(() => {
    const { current: id } = wanted;
    const name = id === undefined ? null : nameIn(body.current, id);
    if (name === null) return;
    wanted.current = undefined;
    name.focus();
  });

  // What is selected on the canvas comes into view here.
  const [only] = selected.length === 1 ? selected : [];
  const follow = useEffectEvent((id: string) => {
    const index = ids.indexOf(id);
    if (index < 0 || body.current?.contains(document.activeElement) === true) return;
    setCurrent(id);
    setPage(Math.floor(index / PAGE));
    requestAnimationFrame(() => rowOf(body.current, id)?.scrollIntoView({ block: 'nearest' }));
  });
  useEffect(() => {
    if (only !== undefined) follow(only);
  }, [only]);

  const rowActs = useMemo(
    (): RowActs => ({
      ...acts,
      connect: (id) => acts.connect?.(id),
      startRename: (id) => acts.rename !== undefined && setRenaming(id),
      rename: (id, name) => {
        setRenaming(undefined);
        wanted.current = id;
        if (name !== undefined) acts.rename?.(id, name);
      },
      remove: (id) => {
        // All that is selected goes, if this row is: the keyboard stays where it was.
        const isGone = (one: string) => one === id || (isSelected.has(id) && isSelected.has(one));
        const from = ids.indexOf(id);
        const next = ids.slice(from).find((one) => !isGone(one)) ?? ids.slice(0, Math.max(0, from)).findLast((one) => !isGone(one));
        acts.remove(id);
        focusRow(next);
      },
    }),
    [acts, ids, isSelected, focusRow],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row;
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOnName = (event.target as Element).matches('[data-name]');
    const move = MOVES[event.key];
    const index = ids.indexOf(id);
    if (move !== undefined) focusRow(ids[Math.max(0, Math.min(ids.length - 1, move(index, ids.length)))]);
    else if (event.key === 'F2' && acts.rename !== undefined) setRenaming(id);
    else if (event.key === 'Delete' || event.key === 'Backspace') rowActs.remove(id);
    else if (event.key === 'c' && canConnect?.(id) === true) rowActs.connect(id);
    else if (event.key === ' ' && isOnName) acts.select(id, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (ids.length === 0) return <div className="p-4 text-[13px] text-(--text-2)">{empty}</div>;
  return (
    <>
      <table className="w-full border-collapse text-[12px] tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 z-1 bg-(--surface)">
          <tr className="border-b border-(--border) text-(--text-2)">
            <th scope="col" className="w-7">
              <span className="sr-only">{t('table.selected')}</span>
            </th>
            {listing.columns.map((column) => (
              <Head
                key={column}
                label={t(heads[column])}
                isNumber={numbers.includes(column)}
                direction={sort?.column === column ? (sort.isDown ? 'descending' : 'ascending') : undefined}
                onSort={() => setSort(nextSort(sort, column, numbers.includes(column)))}
              />
            ))}
            <th scope="col">
              <span className="sr-only">{t('table.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody
          ref={body}
          onKeyDown={onKeyDown}
          onKeyUp={keepSpace}
          onFocus={(event) => {
            setInside(true);
            setCurrent((event.target as Element).closest<HTMLElement>('[data-row]')?.dataset.row);
          }}
          onBlur={() => setInside(false)}
        >
          {shown.map((id) => (
            <ListingRow
              key={id}
              id={id}
              kind={kindOf?.(id)}
              columns={listing.columns}
              cells={listing.columns.map((column) => listing.text(id, column)).join(CELL_END)}
              figures={figures}
              isSelected={isSelected.has(id)}
              isCurrent={id === stop}
              isRenaming={id === renaming}
              canConnect={canConnect?.(id) ?? false}
              acts={rowActs}
            />
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <div className="flex items-center justify-end gap-1 px-3 py-1 text-[12px] text-(--text-2) tabular-nums">
          {t('table.page', { from: at * PAGE + 1, to: at * PAGE + shown.length, count: ids.length })}
          <IconButton size="small" label={t('table.earlier')} disabled={at === 0} onClick={() => setPage(at - 1)}>
            <ChevronLeft size={14} />
          </IconButton>
          <IconButton size="small" label={t('table.later')} disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
            <ChevronRight size={14} />
          </IconButton>
        </div>
      )}
    </>
  );
}

const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index) => index + 10,
  PageUp: (index) => index - 10,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A button is pressed when the key comes up. */
function keepSpace(event: KeyboardEvent): void {
  if (event.key === ' ' && (event.target as Element).matches('[data-name]')) event.preventDefault();
}

const nameIn = (body: Element | null, id: string): HTMLElement | null => rowOf(body, id)?.querySelector<HTMLElement>('[data-name]') ?? null;
const rowOf = (body: Element | null, id: string): Element | null => body?.querySelector(`[data-row="${CSS.escape(id)}"]`) ?? null;

/** Numbers begin with the largest; the third press is the design's own order. */
function nextSort<Column extends string>(sort: Sort<Column> | undefined, column: Column, isNumber: boolean): Sort<Column> | undefined {
  if (sort?.column !== column) return { column, isDown: isNumber };
  return sort.isDown === isNumber ? { column, isDown: !isNumber } : undefined;
}

/** Figures change all the time: rows change places with them, but not under the keyboard. */
function useStandingOrder<Column extends string>(
  listing: Listing<Column>,
  query: string,
  sort: Sort<Column> | undefined,
  isInside: boolean,
): readonly string[] {
  const [held, setHeld] = useState<{ readonly key: string; readonly ids: readonly string[] }>();
  const key = [query, sort?.column, sort?.isDown, ...listing.ids].join(CELL_END);
  const standing = isInside && sort !== undefined && listing.isLive(sort.column) && held?.key === key ? held.ids : undefined;
  const newest = useMemo(() => standing ?? listed(listing, query, sort), [standing, listing, query, sort]);
  const ids = held !== undefined && isSame(held.ids, newest) ? held.ids : newest;
  if (held?.key !== key || held.ids !== ids) setHeld({ key, ids });
  return ids;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id, i) => id === b[i]);

interface HeadProps {
  readonly label: string;
  readonly isNumber: boolean;
  readonly direction: 'ascending' | 'descending' | undefined;
  readonly onSort: () => void;
}

function Head({ label, isNumber, direction, onSort }: HeadProps) {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={direction ?? 'none'} className={`px-1 py-0.5 font-medium whitespace-nowrap ${isNumber ? 'text-right' : 'text-left'}`}>
      <button
        type="button"
        onClick={onSort}
        className="inline-flex cursor-pointer items-center gap-0.5 rounded px-1 py-0.5 hover:bg-(--surface-2) hover:text-(--text)"
      >
        {label}
        {direction && <Arrow size={12} aria-hidden="true" />}
      </button>
    </th>
  );
}
