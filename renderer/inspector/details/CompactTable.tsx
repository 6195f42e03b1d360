/** A table that fits a narrow panel: it scrolls inside its own frame, also by keyboard, and its figures keep their places. */
import { Table, type TableProps } from '../../charts/Table.tsx';
import { useT } from '../../i18n/i18n.ts';

export interface CompactTableProps extends Pick<TableProps, 'caption' | 'head' | 'rows' | 'words'> {
  /** Entries that are not shown. */
  readonly more?: number;
}

export function CompactTable({ more = 0, ...table }: CompactTableProps) {
  const t = useT();
  return (
    <div>
      {/* Somebody without a mouse scrolls it too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section aria-label={table.caption} tabIndex={0} className="-mx-3 max-h-72 overflow-auto px-3">
        <Table {...table} isCaptionHidden isCompact />
      </section>
      {more > 0 && <p className="pt-1 text-[11px] text-(--text-3)">{t('inside.more', { count: more })}</p>}
    </div>
  );
}
