/** The inspector's title row: what is selected, and what can be done with it. */
import { Copy, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { deleteSelected, duplicateSelected } from '../canvas/commands.ts';
import { useT } from '../i18n/i18n.ts';
import { IconButton } from '../parts/Button.tsx';
import { firstKeys, KEYS } from '../ui/keys.ts';

export interface InspectorHeaderProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly canDuplicate?: boolean;
  readonly canDelete?: boolean;
}

export function InspectorHeader({ icon, title, canDuplicate = false, canDelete = true }: InspectorHeaderProps) {
  const t = useT();
  return (
    <header className="flex h-9 shrink-0 items-center gap-1 border-b border-(--border) pr-1.5 pl-3">
      {icon}
      <h2 className="min-w-0 flex-1 truncate pl-1 text-[13px] font-semibold">{title}</h2>
      {canDuplicate && (
        <IconButton size="small" label={t('inspector.duplicate')} shortcut={firstKeys(KEYS.duplicate)} onClick={duplicateSelected}>
          <Copy size={14} />
        </IconButton>
      )}
      {canDelete && (
        <IconButton size="small" label={t('inspector.delete')} shortcut={firstKeys(KEYS.delete)} onClick={deleteSelected}>
          <Trash2 size={14} />
        </IconButton>
      )}
    </header>
  );
}
