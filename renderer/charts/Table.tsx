/** A plain table of figures: names at the left, numbers right-aligned in even digits. */
import type { ReactNode } from 'react';

export interface TableProps {
  readonly caption: string;
  /** The caption is only read aloud. */
  readonly isCaptionHidden?: boolean;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string | number; readonly cells: readonly ReactNode[] }[];
  /** Columns of words, left-aligned; the first always is. */
  readonly words?: readonly number[];
  /** For a narrow panel: smaller, with a head that stays while the rest scrolls. */
  readonly isCompact?: boolean;
}

const ROOMY = {
  table: 'text-[12px]',
  head: 'border-b border-(--border)',
  title: 'px-3 py-1',
  row: 'border-b border-(--border) last:border-b-0',
  name: 'max-w-56 px-3 py-1',
  cell: 'px-3 py-1',
};
const COMPACT: typeof ROOMY = {
  table: 'text-[11px] leading-4',
  head: '',
  title: 'sticky top-0 bg-(--surface) py-0.5 pr-2 last:pr-0',
  row: 'border-t border-(--border)',
  name: 'max-w-28 py-0.5 pr-2',
  cell: 'py-0.5 pr-2 last:pr-0',
};

export function Table({ caption, isCaptionHidden = false, head, rows, words = [], isCompact = false }: TableProps) {
  const look = isCompact ? COMPACT : ROOMY;
  const align = (i: number) => (i === 0 || words.includes(i) ? 'text-left' : 'text-right');
  return (
    <table className={`w-full border-collapse tabular-nums ${look.table}`}>
      <caption className={isCaptionHidden ? 'sr-only' : 'px-3 py-1.5 text-left text-[12px] text-(--text-2)'}>{caption}</caption>
      <thead>
        <tr className={`text-(--text-2) ${look.head}`}>
          {head.map((name, i) => (
            <th key={name} scope="col" className={`font-medium whitespace-nowrap ${look.title} ${align(i)}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={look.row}>
            {row.cells.map((cell, i) =>
              i === 0 ? (
                <th key={head[i]} scope="row" className={`truncate text-left font-medium ${look.name}`}>
                  {cell}
                </th>
              ) : (
                <td key={head[i]} className={`whitespace-nowrap ${look.cell} ${align(i)}`}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
