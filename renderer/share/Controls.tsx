/** Controls of this dialog: a label before a choice, and a box to tick. */
import type { ReactNode } from 'react';

export function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden="true" className="text-[12px] text-(--text-2)">
        {label}
      </span>
      {children}
    </div>
  );
}

export function Check({ label, isOn, onChange }: { readonly label: string; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }) {
  return (
    <label className="flex cursor-pointer items-center gap-2">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} className="size-4 accent-(--accent)" />
      {label}
    </label>
  );
}
