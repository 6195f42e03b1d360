/** A mark one filters by: pressed or not. */
import { Toggle as Base } from '@base-ui/react/toggle';
import type { ReactNode } from 'react';

export interface ChipProps {
  readonly isOn: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

export function Chip({ isOn, onToggle, children }: ChipProps) {
  return (
    <Base
      pressed={isOn}
      onPressedChange={onToggle}
      className="inline-flex h-7 shrink-0 cursor-pointer items-center rounded-full border border-(--border) bg-(--surface) px-2.5 text-[12px] text-(--text-2) hover:border-(--border-strong) hover:text-(--text) data-pressed:border-(--accent) data-pressed:bg-(--accent)/10 data-pressed:font-medium data-pressed:text-(--text)"
    >
      {children}
    </Base>
  );
}
