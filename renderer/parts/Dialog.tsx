/** A modal window with a title, a body that scrolls, and its buttons. Escape and a click outside close it. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { POPUP } from './popup.ts';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Name of the X in the corner. */
  readonly closeLabel: string;
  readonly children: ReactNode;
  /** Buttons, right-aligned below the body. */
  readonly actions?: ReactNode;
  /** 'full': as much of the window as is good to read; its body lays itself out and scrolls its own parts. */
  readonly width?: 'small' | 'medium' | 'large' | 'full';
  /** What has the focus at first; left out: what comes first. */
  readonly focusFirst?: RefObject<HTMLElement | null>;
}

const WIDTHS = { small: 'w-[440px]', medium: 'w-[640px]', large: 'w-[960px]', full: 'h-[85vh] w-[1180px]' } as const;

export function Dialog({ isOpen, onClose, title, closeLabel, children, actions, focusFirst, width = 'small' }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup
          data-modal=""
          initialFocus={focusFirst}
          className={`${POPUP} fixed top-1/2 left-1/2 z-40 flex max-h-[85vh] max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col ${WIDTHS[width]}`}
        >
          <header className="flex items-center gap-2 border-b border-(--border) py-2 pr-2 pl-4">
            <Base.Title className="flex-1 text-[15px] font-semibold">{title}</Base.Title>
            <Base.Close aria-label={closeLabel} className="flex size-8 cursor-pointer items-center justify-center rounded-md hover:bg-(--surface-2)">
              <X size={16} />
            </Base.Close>
          </header>
          <div className={`min-h-0 flex-1 text-[13px] ${width === 'full' ? 'overflow-hidden' : 'overflow-auto p-4'}`}>{children}</div>
          {actions && <footer className="flex justify-end gap-2 border-t border-(--border) px-4 py-3">{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
