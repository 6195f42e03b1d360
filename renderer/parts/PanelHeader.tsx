/** The title row of a side panel. */
import type { ReactNode } from 'react';

export function PanelHeader({ title, aside }: { readonly title: string; readonly aside?: ReactNode }) {
  return (
    <header className="flex h-9 shrink-0 items-center gap-2 border-b border-(--border) pr-1.5 pl-3">
      <h2 className="min-w-0 flex-1 truncate text-[13px] font-semibold">{title}</h2>
      {aside}
    </header>
  );
}
