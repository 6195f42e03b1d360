/**
 * A field one types into and the list it narrows (a combobox with its listbox). The focus stays in the field; arrow keys, Home,
 * End, Page Up and Page Down move in the list, Enter takes what is marked.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface PickItem {
  readonly id: string;
  /** Under this heading; items of one group follow each other. */
  readonly group: string;
  readonly content: ReactNode;
  readonly isDisabled?: boolean;
}

export interface PickListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly items: readonly PickItem[];
  readonly onPick: (id: string) => void;
  /** Shown, and read aloud, when nothing is left. */
  readonly empty: string;
  /** How many there are, read aloud as it changes. */
  readonly status: string;
  /** In the field's row, at its end. */
  readonly aside?: ReactNode;
}

const PAGE = 8;

export function PickList({ label, placeholder, query, onQuery, items, onPick, empty, status, aside }: PickListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [marked, setMarked] = useState(0);
  const at = Math.min(marked, items.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, items]);

  const pick = (item: PickItem | undefined) => {
    if (item !== undefined && item.isDisabled !== true) onPick(item.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Letters still being composed into Chinese signs take these keys themselves.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      pick(items[at]);
    } else {
      const to = target(event.key, at, items.length);
      if (to === undefined) return;
      event.preventDefault();
      setMarked(to);
    }
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b border-(--border) px-3 focus-within:border-(--accent)">
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={items.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            setMarked(0);
            onQuery(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className="h-11 min-w-0 flex-1 bg-transparent text-[14px] text-(--text) outline-none! placeholder:text-(--text-3)"
        />
        {aside}
      </div>
      <p role="status" className="sr-only">
        {items.length === 0 ? empty : status}
      </p>
      {items.length === 0 && <p className="px-4 py-6 text-center text-[13px] text-(--text-2)">{empty}</p>}
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className={items.length === 0 ? 'hidden' : 'min-h-0 flex-1 overflow-y-auto p-1'}>
        {grouped(items).map(({ group, first, members }) => (
          <div key={`${group} ${first}`} role="group" aria-label={group}>
            <div aria-hidden className="px-2 pt-2 pb-1 text-[11px] font-medium text-(--text-3)">
              {group}
            </div>
            {members.map((item, i) => (
              <div
                key={item.id}
                id={`${id}-${first + i}`}
                role="option"
                tabIndex={-1}
                onKeyDown={onKeyDown}
                aria-selected={first + i === at}
                aria-disabled={item.isDisabled === true || undefined}
                onPointerMove={() => setMarked(first + i)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(item)}
                className={`flex cursor-default items-center gap-2 rounded px-2 py-1.5 text-[13px] leading-5 aria-selected:bg-(--surface-2) ${item.isDisabled === true ? 'text-(--text-3)' : ''}`}
              >
                {item.content}
              </div>
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

function target(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'PageDown':
      return Math.min(at + PAGE, count - 1);
    case 'PageUp':
      return Math.max(at - PAGE, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** Neighbours of one group, with the place of the first in the whole list. */
function grouped(items: readonly PickItem[]): { readonly group: string; readonly first: number; readonly members: readonly PickItem[] }[] {
  const groups: { group: string; first: number; members: PickItem[] }[] = [];
  for (const [i, item] of items.entries()) {
    const last = groups.at(-1);
    if (last?.group === item.group) last.members.push(item);
    else groups.push({ group: item.group, first: i, members: [item] });
  }
  return groups;
}
