/** A label beside its control, what is wrong with the value below it, and help on hover. */
import type { ReactNode } from 'react';
import { Tooltip } from './Tooltip.tsx';

export interface FieldRowProps {
  /** Id of the control the label is for. */
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly isWarning?: boolean;
  /** Below the label, at full width, instead of beside it. */
  readonly isWide?: boolean;
  /** The control says it all to who sees it; the label is still read aloud. */
  readonly isLabelHidden?: boolean;
  /** What it is called by who looks for it on the page. */
  readonly name?: string | undefined;
  readonly children: ReactNode;
}

export function FieldRow({ id, label, help, error, isWarning = false, isWide = false, isLabelHidden = false, name, children }: FieldRowProps) {
  const text = (
    <label
      htmlFor={id}
      className={`truncate text-[12px] leading-4 text-(--text-2) ${help ? 'cursor-help underline decoration-(--border-strong) decoration-dotted underline-offset-3' : ''}`}
    >
      {label}
    </label>
  );
  return (
    <div data-field={name} className={isWide || isLabelHidden ? 'flex flex-col gap-1' : 'grid grid-cols-[minmax(0,9fr)_minmax(0,11fr)] items-center gap-x-2'}>
      <span className={isLabelHidden ? 'sr-only' : 'flex min-w-0'}>
        {help ? (
          <Tooltip label={help} side="left">
            {text}
          </Tooltip>
        ) : (
          text
        )}
      </span>
      {children}
      {help && (
        <span id={`${id}-help`} className="sr-only">
          {help}
        </span>
      )}
      {error && (
        <p id={`${id}-error`} className={`col-span-2 pt-1 text-[11px] leading-4 ${isWarning ? 'text-(--warn)' : 'text-(--bad)'}`}>
          {error}
        </p>
      )}
    </div>
  );
}
