/** A small button that explains something in a popover: a title, a note beside it, what it is, and advice. */
import { Popover } from '@base-ui/react/popover';
import { Info } from 'lucide-react';
import { POPUP } from './popup.ts';

export interface InfoPopoverProps {
  /** Names the button. */
  readonly label: string;
  readonly title: string;
  readonly note: string;
  readonly text: string;
  readonly advice: string;
}

export function InfoPopover({ label, title, note, text, advice }: InfoPopoverProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={label}
        className="inline-flex size-6 shrink-0 cursor-pointer items-center justify-center rounded text-(--text-3) hover:bg-(--surface-2) hover:text-(--text) data-popup-open:text-(--text)"
      >
        <Info size={13} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={4} className="z-50">
          <Popover.Popup className={`${POPUP} max-w-80 p-3 text-[13px] leading-5`}>
            <div className="flex items-baseline justify-between gap-3">
              <Popover.Title className="font-semibold">{title}</Popover.Title>
              <span className="text-[11px] text-(--text-3)">{note}</span>
            </div>
            <Popover.Description className="mt-1">{text}</Popover.Description>
            <p className="mt-2 text-[12px] text-(--text-2)">{advice}</p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
