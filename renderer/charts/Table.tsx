/** A plain table of figures: names at the left, numbers right-aligned in even digits. */
import type { ReactNode } from 'react';

export interface TableProps {
  readonly caption: string;
  /** The caption is only read aloud. */
  readonly isCaptionHidden?: boolean;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
  /** Columns of words, left-aligned; the first always is. */
  readonly words?: readonly number[];
}

export function Table({ caption, isCaptionHidden = false, head, rows, words = [] }: TableProps) {
  const align = (i: number) => (i === 0 || words.includes(i) ? 'text-left' : 'text-right');
  return (
    <table className="w-full border-collapse text-[12px] tabular-nums">
      <caption className={isCaptionHidden ? 'sr-only' : 'px-3 py-1.5 text-left text-[12px] text-(--text-2)'}>{caption}</caption>
      <thead>
        <tr className="border-b border-(--border) text-(--text-2)">
          {head.map((name, i) => (
            <th key={name} scope="col" className={`px-3 py-1 font-medium whitespace-nowrap ${align(i)}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-b border-(--border) last:border-b-0">
            {row.cells.map((cell, i) =>
              i === 0 ? (
                <th key={head[i]} scope="row" className="max-w-56 truncate px-3 py-1 text-left font-medium">
                  {cell}
                </th>
              ) : (
                <td key={head[i]} className={`px-3 py-1 whitespace-nowrap ${align(i)}`}>
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
