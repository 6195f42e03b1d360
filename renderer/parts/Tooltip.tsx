/** A short text beside a control on hover or focus. It repeats or explains the control's name, never replaces it. */
import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';

export interface TooltipProps {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that takes a ref and props. */
  readonly children: ReactElement;
}

export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-60">
          <Base.Popup className="pointer-events-none max-w-64 rounded-md bg-(--text) px-2 py-1 text-[12px] leading-4 text-(--bg) shadow-(--shadow)">
            {label}
            {shortcut && <kbd className="ml-2 font-(family-name:--font) text-[11px] opacity-70">{shortcut}</kbd>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Around the app: neighbours open at once after the first. */
export const TooltipProvider = Base.Provider;
