/** Panels that share a place, one shown at a time. Panels stay mounted where `keepMounted` asks, so charts keep their canvas. */
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** A small figure after the label. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps<Value extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** At the right end of the row of tabs. */
  readonly aside?: ReactNode;
  readonly keepMounted?: boolean;
  /** There may be more than fit: the row scrolls. */
  readonly isLong?: boolean;
}

export function Tabs<Value extends string>({ label, tabs, value, onChange, aside, keepMounted = false, isLong = false }: TabsProps<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as Value)} className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center border-b border-(--border) pr-1 pl-2">
        <Base.List
          aria-label={label}
          className={`flex h-full flex-1 gap-1 ${isLong ? 'min-w-0 overflow-x-auto overflow-y-hidden whitespace-nowrap [scrollbar-width:thin]' : ''}`}
        >
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="-mb-px flex cursor-pointer items-center gap-1.5 border-b-2 border-transparent px-2 text-[13px] text-(--text-2) hover:text-(--text) data-active:border-(--accent) data-active:font-medium data-active:text-(--text)"
            >
              {tab.label}
              {tab.badge}
            </Base.Tab>
          ))}
        </Base.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} keepMounted={keepMounted} className="min-h-0 flex-1 overflow-auto outline-none">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
