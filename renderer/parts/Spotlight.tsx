/** A modal surface near the top of the window, without a title row: what it is for is said by the field it begins with. */
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { POPUP } from './popup.ts';

export interface SpotlightProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly label: string;
  readonly children: ReactNode;
}

export function Spotlight({ isOpen, onClose, label, children }: SpotlightProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Base.Popup
          data-modal=""
          aria-label={label}
          className={`${POPUP} fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[600px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden`}
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
