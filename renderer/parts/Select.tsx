/** One of a few named values. */
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Named, OneOf } from './oneOf.ts';
import { POPUP } from './popup.ts';

export interface Option<Value extends string> extends Named<Value> {
  /** Shown before the label, in the list and in the closed control. */
  readonly picture?: ReactNode;
}

export interface SelectProps<Value extends string> extends OneOf<Value, Option<Value>> {
  readonly id?: string;
  readonly disabled?: boolean;
  /** Small in a column of fields, normal beside buttons. */
  readonly size?: 'small' | 'normal';
  /** Extra classes of the closed control. */
  readonly className?: string;
}

export function Select<Value extends string>({ label, value, options, onChange, id, disabled = false, size = 'normal', className = '' }: SelectProps<Value>) {
  return (
    <Base.Root
      items={options as Option<Value>[]}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next as Value);
      }}
    >
      <Base.Trigger
        id={id}
        aria-label={label}
        className={`flex ${size === 'small' ? 'h-7' : 'h-8'} w-full min-w-0 cursor-pointer items-center justify-between gap-1.5 rounded-md border border-(--border) bg-(--surface) px-2 text-[13px] text-(--text) hover:border-(--border-strong) data-disabled:cursor-default data-disabled:opacity-50 ${className}`}
      >
        {options.find((option) => option.value === value)?.picture}
        <span className="min-w-0 flex-1 truncate text-left">
          <Base.Value />
        </span>
        <Base.Icon className="shrink-0 text-(--text-3)">
          <ChevronDown size={14} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={`${POPUP} max-h-[min(var(--available-height),30rem)] min-w-(--anchor-width) overflow-y-auto p-1`}>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="grid cursor-default grid-cols-[16px_1fr] items-center gap-1 rounded px-1.5 py-1 text-[13px] outline-none data-highlighted:bg-(--surface-2)"
              >
                <Base.ItemIndicator className="text-(--accent)">
                  <Check size={14} />
                </Base.ItemIndicator>
                {option.picture === undefined ? (
                  <Base.ItemText className="col-start-2">{option.label}</Base.ItemText>
                ) : (
                  <span className="col-start-2 flex items-center gap-3 pr-2">
                    {option.picture}
                    <Base.ItemText>{option.label}</Base.ItemText>
                  </span>
                )}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
