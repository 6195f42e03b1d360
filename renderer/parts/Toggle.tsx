/** A button that stays pressed: a panel shown or hidden, a series on or off. */
import { Toggle as Base } from '@base-ui/react/toggle';
import type { ReactNode } from 'react';
import { Tooltip } from './Tooltip.tsx';

export interface ToggleProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
}

export function IconToggle({ label, isOn, onChange, children }: ToggleProps) {
  return (
    <Tooltip label={label}>
      <Base
        aria-label={label}
        pressed={isOn}
        onPressedChange={onChange}
        className="inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-(--text-3) hover:bg-(--surface-2) data-pressed:text-(--text)"
      >
        {children}
      </Base>
    </Tooltip>
  );
}
