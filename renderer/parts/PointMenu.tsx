/** A menu that opens at a point of the window instead of at a button. */
import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import { POPUP } from './popup.ts';

export interface PointMenuProps {
  /** In window pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PointMenu({ at, label, onClose, children }: PointMenuProps) {
  const anchor = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="start" className="z-50">
          <Base.Popup aria-label={label} className={`${POPUP} min-w-44 p-1`}>
            <p className="px-2 py-1 text-[11px] text-(--text-3)" aria-hidden>
              {label}
            </p>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
