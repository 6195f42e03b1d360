/** A button that opens a list of commands or choices. */
import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { POPUP } from './popup.ts';

const ITEM =
  'flex cursor-default items-center gap-2 rounded px-2 py-1.5 text-[13px] outline-none data-disabled:opacity-40 data-highlighted:bg-(--surface-2) data-popup-open:bg-(--surface-2)';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup className={`${POPUP} max-h-[80vh] min-w-44 overflow-y-auto p-1`}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ onSelect, icon, shortcut, disabled = false, children }: MenuItemProps) {
  return (
    <Base.Item className={ITEM} disabled={disabled} onClick={onSelect}>
      {icon && <span className="text-(--text-3)">{icon}</span>}
      <span className="flex-1">{children}</span>
      {shortcut && <kbd className="pl-6 font-(family-name:--font) text-[12px] text-(--text-3)">{shortcut}</kbd>}
    </Base.Item>
  );
}

export interface SubmenuProps {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** An entry that opens a menu of its own. */
export function Submenu({ label, icon, children }: SubmenuProps) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={ITEM}>
        {icon && <span className="text-(--text-3)">{icon}</span>}
        <span className="flex-1">{label}</span>
        <ChevronRight size={14} className="text-(--text-3)" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignOffset={-5} className="z-50">
          <Base.Popup className={`${POPUP} max-h-[80vh] max-w-96 min-w-44 overflow-y-auto p-1`}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

export interface MenuChoiceProps<Value extends string> {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** The choice is for something else in the menu, which stays open. */
  readonly staysOpen?: boolean;
}

/** One of several values, with a mark at the current one. */
export function MenuChoice<Value extends string>({ value, options, onChange, staysOpen = false }: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={ITEM} closeOnClick={!staysOpen}>
          <span className="w-4 text-(--accent)">
            <Base.RadioItemIndicator>
              <Check size={14} />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export const MenuSeparator = () => <Base.Separator className="my-1 h-px bg-(--border)" />;
