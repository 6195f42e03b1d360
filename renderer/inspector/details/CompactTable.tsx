/** A table that fits a narrow panel: it scrolls inside its own frame, also by keyboard, and its figures keep their places. */
import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.ts';

export interface CompactTableProps {
  /** Read aloud. */
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly key: string | number; readonly cells: readonly ReactNode[] }[];
  /** Columns of words; the first always is one. */
  readonly words?: readonly number[];
  /** Entries that are not shown. */
  readonly more?: number;
}

export function CompactTable({ caption, head, rows, words = [], more = 0 }: CompactTableProps) {
  const t = useT();
  const align = (i: number) => (i === 0 || words.includes(i) ? 'text-left' : 'text-right');
  return (
    <div>
      {/* Somebody without a mouse scrolls it too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section aria-label={caption} tabIndex={0} className="-mx-3 max-h-72 overflow-auto px-3">
        <table className="w-full border-collapse text-[11px] leading-4 tabular-nums">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="text-(--text-2)">
              {head.map((name, i) => (
                <th key={name} scope="col" className={`sticky top-0 bg-(--surface) py-0.5 pr-2 font-medium whitespace-nowrap last:pr-0 ${align(i)}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className="border-t border-(--border)">
                {row.cells.map((cell, i) =>
                  i === 0 ? (
                    <th key={head[i]} scope="row" className="max-w-28 truncate py-0.5 pr-2 text-left font-medium">
                      {cell}
                    </th>
                  ) : (
                    <td key={head[i]} className={`py-0.5 pr-2 whitespace-nowrap last:pr-0 ${align(i)}`}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p className="pt-1 text-[11px] text-(--text-3)">{t('inside.more', { count: more })}</p>}
    </div>
  );
}
