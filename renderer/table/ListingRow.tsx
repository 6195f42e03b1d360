/** One row: drawn anew only when something in it is another text. */
import { Cable, Trash2 } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { NodeKind } from '#core/scenario/scenario.ts';
import { KindIcon } from '../canvas/nodes/KindIcon.tsx';
import { useT } from '../i18n/i18n.ts';
import { RenameField } from './RenameField.tsx';

/** What can be done with a row; the same object for all of them. */
export interface RowActs {
  /** Alone, or with the others that are selected. */
  readonly select: (id: string, isAdding: boolean) => void;
  /** The keyboard goes along if it was asked by key. */
  readonly reveal: (id: string, isByKey: boolean) => void;
  readonly connect: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly startRename: (id: string) => void;
  readonly rename: (id: string, name: string | undefined) => void;
}

export interface ListingRowProps {
  readonly id: string;
  readonly kind: NodeKind | undefined;
  readonly columns: readonly string[];
  /** Texts of its cells in the order of the columns, the name first, a line each. */
  readonly cells: string;
  /** Which of the columns are of figures: 'nnyy'. */
  readonly figures: string;
  readonly isSelected: boolean;
  /** The Tab key stops in one row. */
  readonly isCurrent: boolean;
  readonly isRenaming: boolean;
  readonly canConnect: boolean;
  readonly acts: RowActs;
}

export const CELL_END = '\n';
const ICON =
  'inline-flex size-6 cursor-pointer items-center justify-center rounded text-(--text-2) hover:bg-(--surface-2) hover:text-(--text) pointer-coarse:size-9';

export const ListingRow = memo(function ListingRow({
  id,
  kind,
  columns,
  cells,
  figures,
  isSelected,
  isCurrent,
  isRenaming,
  canConnect,
  acts,
}: ListingRowProps) {
  const t = useT();
  const [name = '', ...others] = cells.split(CELL_END);
  const tabIndex = isCurrent ? 0 : -1;
  const onClick = (event: MouseEvent) => {
    if ((event.target as Element).closest('button, input') === null) acts.select(id, event.ctrlKey || event.metaKey || event.shiftKey);
  };
  return (
    <tr data-row={id} onClick={onClick} className={`border-b border-(--border) ${isSelected ? 'bg-(--surface-2)' : 'bg-(--surface) hover:bg-(--surface-2)'}`}>
      <td className="py-0.5 pl-3">
        <input
          type="checkbox"
          aria-label={t('table.select', { name })}
          checked={isSelected}
          tabIndex={tabIndex}
          onChange={() => acts.select(id, true)}
          className="block size-4 accent-(--accent)"
        />
      </td>
      <th scope="row" className="max-w-64 px-2 py-0.5 text-left font-medium">
        {isRenaming ? (
          <RenameField label={t('table.rename', { name })} name={name} onDone={(next) => acts.rename(id, next)} />
        ) : (
          <button
            type="button"
            data-name=""
            tabIndex={tabIndex}
            onClick={(event) => event.detail < 2 && acts.reveal(id, event.detail === 0)}
            onDoubleClick={() => acts.startRename(id)}
            className="flex max-w-full cursor-pointer items-center gap-1.5 rounded px-1 py-0.5 text-left hover:underline"
          >
            {kind && <KindIcon kind={kind} size={14} />}
            <span className="truncate">{name}</span>
          </button>
        )}
      </th>
      {others.map((cell, i) => (
        <td
          key={columns[i + 1]}
          title={cell.length > 24 ? cell : undefined}
          className={`px-2 py-0.5 ${figures[i + 1] === 'y' ? 'text-right whitespace-nowrap' : 'max-w-56 truncate'}`}
        >
          {cell}
        </td>
      ))}
      <td className="sticky right-0 bg-inherit py-0.5 pr-2 pl-1 text-right whitespace-nowrap">
        {canConnect && (
          <button
            type="button"
            tabIndex={tabIndex}
            aria-label={t('table.connect', { name })}
            title={t('table.connect', { name })}
            onClick={() => acts.connect(id)}
            className={ICON}
          >
            <Cable size={14} aria-hidden="true" />
          </button>
        )}
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={t('table.delete', { name })}
          title={t('table.delete', { name })}
          onClick={() => acts.remove(id)}
          className={ICON}
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      </td>
    </tr>
  );
});
